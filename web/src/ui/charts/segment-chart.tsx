import type { MouseEvent } from 'react';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import { COLOUR_LOOK } from './colours.ts';
import { ChartCard } from './frame.tsx';
import { Swatch } from './tooltip.tsx';
import type { BarPart } from './top-bars.tsx';
import type { ChartFrame } from './types.ts';

interface Props extends ChartFrame {
  readonly parts: readonly BarPart[];
  readonly rowName: string;
  readonly valueName: string;
  readonly format?: (value: number) => string;
  readonly tableValue?: (value: number) => number;
  /** Values of the period before, by key; a second, thinner bar. */
  readonly before?: ReadonlyMap<string, number>;
  readonly onPick?: (part: BarPart, isRows: boolean) => void;
  /** There may be as many parts as there are colours; else three or so. */
  readonly isLong?: boolean;
}

const SHORT = 'min-h-40 pointer-coarse:min-h-44';
const LONG = 'min-h-66 pointer-coarse:min-h-88';

const plain = (value: number): string => number(value);
const same = (value: number): number => value;
const percentOf = (value: number, all: number): number => (all > 0 ? (value / all) * 100 : 0);

/** How a whole is divided: one bar of a hundred percent, and its parts below. */
export function SegmentChart(props: Props) {
  const { parts, rowName, valueName, format = plain, tableValue = same, before, onPick } = props;
  const all = parts.reduce((sum, { value }) => sum + value, 0);
  const allBefore = before && [...before.values()].reduce((sum, value) => sum + value, 0);
  const table = {
    columns: [rowName, valueName, t('chart.share')],
    rows: parts.map(({ key, name, value }) => ({
      key,
      cells: [name, tableValue(value), t('percent', { n: number(percentOf(value, all), 1) })],
    })),
  };
  return (
    <ChartCard {...props} table={table} isEmpty={all === 0} hasPicture={false} height={props.isLong ? LONG : SHORT}>
      <SegmentBar parts={parts} className="h-6" />
      {before && allBefore !== undefined && allBefore > 0 && (
        <SegmentBar
          parts={parts.map((part) => ({ ...part, value: before.get(part.key) ?? 0 }))}
          className="mt-1 h-1.5 opacity-60"
        />
      )}
      <ul className="flex flex-col pt-3">
        {parts.map((part) => (
          <Part
            key={part.key}
            part={part}
            percent={percentOf(part.value, all)}
            percentBefore={before && allBefore ? percentOf(before.get(part.key) ?? 0, allBefore) : null}
            value={format(part.value)}
            onPick={onPick}
          />
        ))}
      </ul>
    </ChartCard>
  );
}

/** The bar alone. Decorative: the figures stand beside it. */
export function SegmentBar({ parts, className }: { readonly parts: readonly BarPart[]; readonly className: string }) {
  const all = parts.reduce((sum, { value }) => sum + value, 0);
  return (
    <span aria-hidden="true" className={cx('flex w-full gap-0.5 overflow-hidden rounded-control', className)}>
      {parts
        .filter(({ value }) => value > 0)
        .map((part) => (
          <span
            key={part.key}
            className={cx('h-full min-w-0.5', COLOUR_LOOK[part.colour].fill)}
            style={{ flexGrow: percentOf(part.value, all), flexBasis: 0 }}
          />
        ))}
    </span>
  );
}

interface PartProps {
  readonly part: BarPart;
  readonly percent: number;
  readonly percentBefore: number | null;
  readonly value: string;
  readonly onPick: Props['onPick'];
}

const PART =
  'flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-start text-body-s pointer-coarse:min-h-11';

function Part({ part, percent, percentBefore, value, onPick }: PartProps) {
  const content = (
    <>
      <Swatch series={part} />
      <span className="min-w-0 flex-1 truncate">{part.name}</span>
      <span className="tabular text-text-2">{value}</span>
      <span className="tabular w-14 text-end font-semibold">{t('percent', { n: number(percent, 1) })}</span>
      {percentBefore !== null && <Points points={percent - percentBefore} />}
    </>
  );
  if (!onPick) return <li className={PART}>{content}</li>;
  const press = (event: MouseEvent): void => onPick(part, event.shiftKey);
  return (
    <li>
      <button type="button" onClick={press} className={cx(PART, 'cursor-pointer hover:bg-raised')}>
        {content}
      </button>
    </li>
  );
}

/** The change of a share, in percentage points. */
function Points({ points }: { readonly points: number }) {
  const sign = points > 0 ? '+' : points < 0 ? '−' : '±';
  return (
    <span className="tabular w-16 text-end text-caption text-text-3">
      {t('compare.points', { n: `${sign}${number(Math.abs(points), 1)}` })}
    </span>
  );
}
