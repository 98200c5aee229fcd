import { useMemo, useRef } from 'react';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import type { Drawing } from './option.ts';
import { type Geometry, usePlot } from './plot.tsx';
import { PlotKeys } from './plot-keys.tsx';
import { stackedAt } from './six.ts';
import { TooltipBox, type TooltipLine, TooltipWords } from './tooltip.tsx';
import type { Band, Bucket, ChartSeries, Pick } from './types.ts';
import { usePointing } from './use-pointing.ts';

export interface TimePlotProps {
  readonly kind: Drawing['kind'];
  readonly label: string;
  readonly buckets: readonly Bucket[];
  /** Those that are not switched off. */
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
  readonly axisFormat: (value: number) => string;
  readonly isWhole: boolean;
  readonly isStacked: boolean;
  readonly bands?: readonly Band[] | undefined;
  readonly onPick?: ((pick: Pick) => void) | undefined;
}

/** Which part of a stack is at this height. */
function seriesAt(series: readonly ChartSeries[], index: number, value: number): ChartSeries | null {
  let sum = 0;
  for (const one of series) {
    if (one.isDashed) continue;
    sum += one.values[index] ?? 0;
    if (value <= sum) return one;
  }
  return null;
}

const noteAt = (bands: readonly Band[] | undefined, index: number): string | null =>
  bands?.find(({ from, to, words }) => words !== undefined && from <= index && index <= to)?.words ?? null;

/** What is drawn, what is pointed at, and what is said about it. */
export function TimePlot(props: TimePlotProps) {
  const { kind, label, buckets, series, axisFormat, isWhole, isStacked, bands, onPick } = props;
  const target = useRef<HTMLDivElement>(null);
  const drawing = useMemo(
    () => ({ kind, buckets, series, axisFormat, isWhole, isStacked }),
    [kind, buckets, series, axisFormat, isWhole, isStacked],
  );
  const geometry = usePlot(target, drawing);
  const { active, handlers } = usePointing({
    count: buckets.length,
    indexAt: (x) => {
      if (!geometry) return null;
      const index = Math.round((x - geometry.x0) / geometry.step);
      return index >= 0 && index < buckets.length ? index : null;
    },
    onPick:
      onPick &&
      ((index, y, isRows) => {
        const isStack = y !== null && geometry !== null && isStacked && kind === 'bars';
        onPick({ index, isRows, series: isStack ? seriesAt(series, index, geometry.valueAt(y)) : null });
      }),
  });
  const said = active === null ? null : wordsOf(props, active);
  const bucket = active === null ? undefined : buckets[active];
  return (
    <div className="relative size-full">
      {geometry && bands?.map((band) => <BandMark key={`${band.kind} ${band.from}`} band={band} geometry={geometry} />)}
      <div ref={target} data-plot className="absolute inset-0" aria-hidden="true" />
      {geometry && active !== null && <Crosshair geometry={geometry} index={active} isBand={kind === 'bars'} />}
      <PlotKeys
        label={label}
        count={buckets.length}
        active={active}
        said={bucket && said ? spoken(bucket, said) : null}
        isPickable={onPick !== undefined}
        handlers={handlers}
      />
      {geometry && active !== null && bucket && said && (
        <TooltipBox x={geometry.x0 + active * geometry.step} width={geometry.width}>
          <TooltipWords bucket={bucket} {...said} />
        </TooltipBox>
      )}
    </div>
  );
}

/** The figures of a bucket in words. */
function wordsOf({ series, isStacked, format, bands }: TimePlotProps, index: number) {
  const lines: TooltipLine[] = series.flatMap((one) => {
    const value = one.values[index];
    return value === null || value === undefined || (value === 0 && series.length > 4)
      ? []
      : [{ series: one, value: format(value) }];
  });
  const sum = isStacked && series.length > 1 ? stackedAt(series, index) : null;
  return {
    lines,
    total: sum === null ? null : format(sum),
    totalName: t('chart.total'),
    note: noteAt(bands, index),
  };
}

function spoken(bucket: Bucket, { lines, total, totalName, note }: ReturnType<typeof wordsOf>): string {
  const figures = lines.map(({ series, value }) => `${series.name} ${value}`);
  const sum = total === null ? [] : [`${totalName} ${total}`];
  return [bucket.label, ...sum, ...figures, ...(note === null ? [] : [note])].join(', ');
}

function BandMark({ band, geometry }: { readonly band: Band; readonly geometry: Geometry }) {
  const half = geometry.step / 2;
  const left = Math.max(0, geometry.x0 + band.from * geometry.step - half);
  const right = Math.min(geometry.width, geometry.x0 + band.to * geometry.step + half);
  return (
    <span
      aria-hidden="true"
      className={cx('absolute', band.kind === 'gap' ? 'chart-gap' : 'bg-text/4')}
      style={{ left, width: right - left, top: geometry.top, height: geometry.bottom - geometry.top }}
    />
  );
}

interface CrosshairProps {
  readonly geometry: Geometry;
  readonly index: number;
  /** As wide as a bucket, behind bars; else one line. */
  readonly isBand: boolean;
}

function Crosshair({ geometry: { x0, step, top, bottom }, index, isBand }: CrosshairProps) {
  const width = isBand ? Math.max(2, step) : 1;
  return (
    <span
      aria-hidden="true"
      className={cx('absolute', isBand ? 'bg-text/8' : 'bg-text-3')}
      style={{ left: x0 + index * step - width / 2, width, top, height: bottom - top }}
    />
  );
}
