import { ArrowDown, ArrowUp, Minus, Sparkle } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import { type ChartColour, COLOUR_LOOK } from './colours.ts';
import { ChartCard } from './frame.tsx';
import { Swatch } from './tooltip.tsx';
import type { ChartFrame, ChartTable } from './types.ts';

/** A part of a bar. */
export interface BarPart {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  readonly value: number;
}

/** One line of a list of the busiest. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** Under or behind the name, quieter. */
  readonly detail?: string;
  readonly value: number;
  /** In place of one plain bar. */
  readonly parts?: readonly BarPart[];
  /** A picture in front of the name. */
  readonly picture?: ReactNode;
  /** Its value in the period before; null when it was not there. Absent when nothing is compared. */
  readonly before?: { readonly value: number; readonly rank: number } | null;
  /** The bar can narrow the page to this row. */
  readonly isPickable?: boolean;
}

interface Props extends ChartFrame {
  readonly rows: readonly BarRow[];
  /** Above the names in the table. */
  readonly rowName: string;
  readonly valueName: string;
  readonly format?: (value: number) => string;
  readonly tableValue?: (value: number) => number;
  readonly colour?: ChartColour;
  /** A press on a row; with Shift, its plays are wanted. */
  readonly onPick?: (row: BarRow, isRows: boolean) => void;
  /** What there is room for while loading. */
  readonly expected?: keyof typeof HEIGHTS;
  /** Bars are divided, and a legend says by what. */
  readonly hasParts?: boolean;
}

const HEIGHTS = {
  five: 'min-h-54 pointer-coarse:min-h-58',
  ten: 'min-h-105 pointer-coarse:min-h-115',
  posters: 'min-h-70',
} as const;

const plain = (value: number): string => number(value);
const same = (value: number): number => value;

function partsOf(rows: readonly BarRow[]): readonly BarPart[] {
  const known = new Map(rows.flatMap(({ parts }) => parts ?? []).map((part) => [part.key, part]));
  return [...known.values()];
}

function tableOf({ rows, rowName, valueName, tableValue = same }: Props): ChartTable {
  const parts = partsOf(rows);
  const isCompared = rows.some(({ before }) => before !== undefined);
  return {
    columns: [rowName, valueName, ...parts.map(({ name }) => name), ...(isCompared ? [t('compare.before')] : [])],
    rows: rows.map((row) => ({
      key: row.key,
      cells: [
        row.label,
        tableValue(row.value),
        ...parts.map(({ key }) => tableValue(row.parts?.find((part) => part.key === key)?.value ?? 0)),
        ...(isCompared ? [tableValue(row.before?.value ?? 0)] : []),
      ],
    })),
  };
}

/** The busiest of something: name, bar, value. */
export function TopBars(props: Props) {
  const { rows, format = plain, colour = 'accent', onPick, expected = 'five' } = props;
  const max = Math.max(0, ...rows.map(({ value }) => value));
  const parts = partsOf(rows);
  return (
    <ChartCard
      {...props}
      table={tableOf(props)}
      isEmpty={rows.length === 0}
      hasPicture={false}
      height={HEIGHTS[expected]}
      hasLegend={props.hasParts === true}
      legend={<PartNames parts={parts} />}
    >
      <ol className="flex flex-col gap-0.5">
        {rows.map((row, index) => (
          <TopBar key={row.key} row={row} rank={index + 1} max={max} format={format} colour={colour} onPick={onPick} />
        ))}
      </ol>
    </ChartCard>
  );
}

/** What the colours of the parts mean. */
export const PartNames = ({ parts }: { readonly parts: readonly BarPart[] }) => (
  <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-caption text-text-2">
    {parts.map((part) => (
      <li key={part.key} className="flex items-center gap-1.5">
        <Swatch series={part} />
        {part.name}
      </li>
    ))}
  </ul>
);

interface RowProps {
  readonly row: BarRow;
  readonly rank: number;
  readonly max: number;
  readonly format: (value: number) => string;
  readonly colour: ChartColour;
  readonly onPick: Props['onPick'];
}

const ROW =
  'flex min-h-10 w-full flex-col justify-center gap-1 rounded-control px-2 py-1 text-start pointer-coarse:min-h-11';

function TopBar({ row, rank, max, format, colour, onPick }: RowProps) {
  const content = (
    <>
      <span className="flex w-full items-center gap-2 text-body-s">
        {row.picture}
        <span className="min-w-0 flex-1 truncate">
          {row.label}
          {row.detail !== undefined && <span className="text-text-3">{` ${row.detail}`}</span>}
        </span>
        {row.before !== undefined && <RankChange before={row.before} rank={rank} />}
        <span className="tabular shrink-0 font-semibold">{format(row.value)}</span>
      </span>
      <Bar row={row} max={max} colour={colour} format={format} />
    </>
  );
  if (!onPick || row.isPickable === false) {
    return <li className={ROW}>{content}</li>;
  }
  const press = (event: MouseEvent): void => onPick(row, event.shiftKey);
  return (
    <li>
      <button type="button" onClick={press} className={cx(ROW, 'cursor-pointer hover:bg-raised')}>
        {content}
      </button>
    </li>
  );
}

const share = (value: number, max: number): string => `${max > 0 ? (value / max) * 100 : 0}%`;

function Bar({ row, max, colour, format }: Pick<RowProps, 'row' | 'max' | 'colour' | 'format'>) {
  const shown = row.parts ?? [{ key: 'all', name: '', colour, value: row.value }];
  return (
    <span className="flex h-1.5 w-full overflow-hidden rounded-full bg-raised">
      {shown.map((part) => (
        <span
          key={part.key}
          className={cx('h-full', COLOUR_LOOK[part.colour].fill)}
          style={{ width: share(part.value, max) }}
        >
          {row.parts && part.value > 0 && <span className="sr-only">{`${part.name}: ${format(part.value)}. `}</span>}
        </span>
      ))}
    </span>
  );
}

/** How a row moved against the period before. */
function RankChange({
  before,
  rank,
}: {
  readonly before: NonNullable<BarRow['before']> | null;
  readonly rank: number;
}) {
  const steps = before === null ? null : before.rank - rank;
  const Icon = steps === null ? Sparkle : steps > 0 ? ArrowUp : steps < 0 ? ArrowDown : Minus;
  const words =
    steps === null
      ? t('compare.new')
      : steps === 0
        ? t('compare.same')
        : t(steps > 0 ? 'compare.up' : 'compare.down', { n: Math.abs(steps) });
  const tone = steps === null ? 'text-brass' : steps > 0 ? 'text-ok' : 'text-text-3';
  return (
    <span className={cx('inline-flex shrink-0 items-center text-caption', tone)} title={words}>
      <Icon size={12} strokeWidth={2} aria-hidden="true" />
      {steps !== null && steps !== 0 && <span aria-hidden="true">{Math.abs(steps)}</span>}
      <span className="sr-only">{words}</span>
    </span>
  );
}
