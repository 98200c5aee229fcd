import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { COLOUR_LOOK } from './colours.ts';
import type { Bucket, ChartSeries } from './types.ts';

/** The square that stands for a series. */
export const Swatch = ({ series }: { readonly series: Pick<ChartSeries, 'colour' | 'isDashed'> }) => (
  <span
    aria-hidden="true"
    className={cx(
      'shrink-0 rounded-[2px]',
      series.isDashed ? 'h-0.5 w-2.5' : 'size-2.5',
      COLOUR_LOOK[series.colour].fill,
    )}
  />
);

interface BoxProps {
  /** Middle of what it is about, in pixels of the surrounding positioned box. */
  readonly x: number;
  readonly width: number;
  readonly children: ReactNode;
}

const GAP = 12;

/** A box beside what is pointed at, on the side with more room. */
export const TooltipBox = ({ x, width, children }: BoxProps) => (
  <div
    aria-hidden="true"
    className="pointer-events-none absolute top-1 z-10 max-w-[min(18rem,80%)] rounded-control bg-overlay px-3 py-2 text-caption text-text shadow-overlay"
    style={x < width / 2 ? { left: x + GAP } : { right: width - x + GAP }}
  >
    {children}
  </div>
);

export interface TooltipLine {
  readonly series: ChartSeries;
  readonly value: string;
}

interface Props {
  readonly bucket: Bucket;
  readonly lines: readonly TooltipLine[];
  readonly total: string | null;
  readonly totalName: string;
  readonly note: string | null;
}

/** The figures of a bucket. */
export const TooltipWords = ({ bucket, lines, total, totalName, note }: Props) => (
  <>
    <p className="pb-1 font-semibold">{bucket.label}</p>
    <ul className="flex flex-col gap-0.5">
      {lines.map(({ series, value }) => (
        <li key={series.key} className="flex items-center gap-2">
          <Swatch series={series} />
          <span className="min-w-0 flex-1 truncate text-text-2">{series.name}</span>
          <span className="tabular ps-2">{value}</span>
        </li>
      ))}
      {total !== null && (
        <li className="flex gap-2 border-t border-line pt-1">
          <span className="flex-1 text-text-2">{totalName}</span>
          <span className="tabular font-semibold">{total}</span>
        </li>
      )}
    </ul>
    {note !== null && <p className="pt-1 text-warn">{note}</p>}
  </>
);
