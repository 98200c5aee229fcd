import { type RefObject, useEffect, useRef, useState } from 'react';
import { cx } from '../cx.ts';
import { SCALE_FILLS } from './colours.ts';
import { scaleStep } from './heat-scale.ts';
import { PlotKeys } from './plot-keys.tsx';
import { TooltipBox } from './tooltip.tsx';
import type { Bucket } from './types.ts';
import { usePointing } from './use-pointing.ts';

interface Props {
  readonly label: string;
  readonly rows: readonly Bucket[];
  readonly columns: readonly Bucket[];
  readonly values: ReadonlyArray<readonly number[]>;
  readonly format: (value: number) => string;
  readonly cellFormat: (value: number) => string;
  readonly onPick?: ((index: number, isRows: boolean) => void) | undefined;
}

const CELL_HEIGHT = 25;
const GAP = 2;
const HEAD = 18;
const NAME_WIDTH = 36;
const TOTAL_WIDTH = 52;
/** With less room there are no totals and no figures in the cells. */
const ROOMY = 560;
const FIGURE_WIDTH = 24;

function useWidth(target: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!target.current) return undefined;
    const follow = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    follow.observe(target.current);
    return () => follow.disconnect();
  }, [target]);
  return width;
}

interface Grid {
  readonly cell: number;
  readonly hasTotals: boolean;
}

const gridOf = (width: number, columns: number): Grid => {
  const hasTotals = width >= ROOMY;
  return { cell: Math.max(4, (width - NAME_WIDTH - (hasTotals ? TOTAL_WIDTH : 0)) / columns), hasTotals };
};

/** A grid of cells; the brighter (or in the light theme the darker), the more. */
export function HeatPlot(props: Props) {
  const { label, rows, columns, values, format, onPick } = props;
  const target = useRef<HTMLDivElement>(null);
  const width = useWidth(target);
  const grid = gridOf(width, columns.length);
  const { active, handlers } = usePointing({
    count: rows.length * columns.length,
    columns: columns.length,
    indexAt: (x, y) => {
      const row = Math.floor((y - HEAD) / CELL_HEIGHT);
      const column = Math.floor((x - NAME_WIDTH) / grid.cell);
      const isInside = row >= 0 && row < rows.length && column >= 0 && column < columns.length;
      return isInside ? row * columns.length + column : null;
    },
    onPick: onPick && ((index, _, isRows) => onPick(index, isRows)),
  });
  const row = active === null ? 0 : Math.floor(active / columns.length);
  const column = active === null ? 0 : active % columns.length;
  const place = `${rows[row]?.label}, ${columns[column]?.label}`;
  const value = format(values[row]?.[column] ?? 0);
  return (
    <div ref={target} className="relative w-full" style={{ height: HEAD + rows.length * CELL_HEIGHT }}>
      {width > 0 && <HeatDrawing {...props} grid={grid} width={width} active={active} />}
      <PlotKeys
        label={label}
        count={rows.length * columns.length}
        active={active}
        said={active === null ? null : `${place}: ${value}`}
        isPickable={onPick !== undefined}
        handlers={handlers}
      />
      {active !== null && (
        <TooltipBox x={NAME_WIDTH + (column + 0.5) * grid.cell} width={width}>
          <p className="text-text-2">{place}</p>
          <p className="tabular font-semibold">{value}</p>
        </TooltipBox>
      )}
    </div>
  );
}

interface DrawingProps extends Props {
  readonly grid: Grid;
  readonly width: number;
  readonly active: number | null;
}

/** Every third column has a name, so that they do not touch. */
const NAMED = 3;

function HeatDrawing({ rows, columns, values, cellFormat, grid, width, active }: DrawingProps) {
  const max = Math.max(...values.flat(), 0);
  const height = HEAD + rows.length * CELL_HEIGHT;
  return (
    <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 text-[0.75rem]">
      {columns.map(
        ({ key, short }, column) =>
          column % NAMED === 0 && (
            <text key={key} x={NAME_WIDTH + column * grid.cell + 1} y={12} className="fill-text-3">
              {short}
            </text>
          ),
      )}
      {rows.map((row, at) => (
        <HeatRow
          key={row.key}
          name={row.short}
          y={HEAD + at * CELL_HEIGHT}
          cells={columns.map(({ key }, column) => ({ key, value: values[at]?.[column] ?? 0 }))}
          max={max}
          grid={grid}
          cellFormat={cellFormat}
          active={active !== null && Math.floor(active / columns.length) === at ? active % columns.length : null}
        />
      ))}
    </svg>
  );
}

interface RowProps {
  readonly name: string;
  readonly y: number;
  readonly cells: ReadonlyArray<{ readonly key: string; readonly value: number }>;
  readonly max: number;
  readonly grid: Grid;
  readonly cellFormat: (value: number) => string;
  readonly active: number | null;
}

/** From this step on the words in a cell are of the other colour. */
const BRIGHT = 5;

function HeatRow({ name, y, cells, max, grid, cellFormat, active }: RowProps) {
  const middle = y + CELL_HEIGHT / 2 - GAP / 2;
  return (
    <g>
      <text x={0} y={middle} dominantBaseline="central" className="fill-text-2">
        {name}
      </text>
      {cells.map(({ key, value }, column) => {
        const step = scaleStep(value, max);
        const x = NAME_WIDTH + column * grid.cell;
        return (
          <g key={key}>
            <rect
              x={x}
              y={y}
              width={Math.max(1, grid.cell - GAP)}
              height={CELL_HEIGHT - GAP}
              rx={3}
              className={cx(
                step === 0 ? 'fill-raised' : SCALE_FILLS[step - 1],
                active === column && 'stroke-accent stroke-2',
              )}
            />
            {step > 0 && grid.cell - GAP >= FIGURE_WIDTH && (
              <text
                x={x + (grid.cell - GAP) / 2}
                y={middle}
                dominantBaseline="central"
                textAnchor="middle"
                className={cx('tabular', step >= BRIGHT ? 'fill-accent-on' : 'fill-text')}
              >
                {cellFormat(value)}
              </text>
            )}
          </g>
        );
      })}
      {grid.hasTotals && (
        <text
          x={NAME_WIDTH + cells.length * grid.cell + TOTAL_WIDTH - 4}
          y={middle}
          dominantBaseline="central"
          textAnchor="end"
          className="tabular fill-text-2"
        >
          {cellFormat(cells.reduce((sum, { value }) => sum + value, 0))}
        </text>
      )}
    </g>
  );
}
