import { useCallback } from 'react';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { SCALE_FILLS } from './colours.ts';
import { ChartCard } from './frame.tsx';
import { HeatPlot } from './heat-plot.tsx';
import type { Bucket, ChartFrame } from './types.ts';

interface Props extends ChartFrame {
  readonly rows: readonly Bucket[];
  readonly columns: readonly Bucket[];
  /** By row and column. */
  readonly values: ReadonlyArray<readonly number[]>;
  readonly format?: (value: number) => string;
  /** As short as a cell is wide. */
  readonly cellFormat?: (value: number) => string;
  readonly tableValue?: (value: number) => number;
  /** Above the names of the rows in the table. */
  readonly rowName: string;
  readonly onPick?: (row: number, column: number, isRows: boolean) => void;
}

const plain = (value: number): string => number(value);
const same = (value: number): number => value;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Two divisions of time against each other: the darker or brighter, the more. */
export function HeatChart(props: Props) {
  const { rows, columns, values, rowName, title, format = plain, tableValue = same, onPick } = props;
  const { cellFormat = format } = props;
  const table = {
    columns: [rowName, ...columns.map(({ short }) => short), t('chart.total')],
    rows: rows.map(({ key, label }, row) => {
      const cells = values[row] ?? [];
      return {
        key,
        cells: [label, ...columns.map((_, column) => tableValue(cells[column] ?? 0)), tableValue(sum(cells))],
      };
    }),
  };
  const pick = useCallback(
    (index: number, isRows: boolean) => {
      onPick?.(Math.floor(index / columns.length), index % columns.length, isRows);
    },
    [onPick, columns.length],
  );
  return (
    <ChartCard {...props} table={table} isEmpty={values.every((cells) => sum(cells) === 0)} height="h-58 w-full">
      <HeatPlot
        label={title}
        rows={rows}
        columns={columns}
        values={values}
        format={format}
        cellFormat={cellFormat}
        onPick={onPick && pick}
      />
      <HeatLegend />
    </ChartCard>
  );
}

const HeatLegend = () => (
  <p aria-hidden="true" className="flex items-center gap-1 pt-1 text-caption text-text-3">
    <span className="pe-1">{t('chart.less')}</span>
    {SCALE_FILLS.map((fill) => (
      <svg key={fill} width={14} height={10}>
        <title>{t('chart.scale')}</title>
        <rect width={14} height={10} rx={2} className={fill} />
      </svg>
    ))}
    <span className="ps-1">{t('chart.moreOf')}</span>
  </p>
);
