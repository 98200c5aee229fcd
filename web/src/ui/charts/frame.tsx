import { type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import { LoadProblem } from '../load-problem.tsx';
import { Skeleton } from '../skeleton.tsx';
import { ChartMenu } from './frame-menu.tsx';
import { TableTwin } from './table-twin.tsx';
import type { ChartFrame, ChartTable } from './types.ts';

interface Props extends ChartFrame {
  readonly table: ChartTable;
  readonly isEmpty: boolean;
  /** A class that gives the height of the drawing, the same while it loads. */
  readonly height: string;
  readonly legend?: ReactNode;
  /** There will be a legend: room is kept for it from the beginning. */
  readonly hasLegend?: boolean;
  /** The drawing is plain text: it is its own table, and there is no picture of it. */
  readonly hasPicture?: boolean;
  readonly children: ReactNode;
}

/** Title with the answer, unit, legend, menu, the drawing, and the same numbers as a table. */
export function ChartCard(props: Props) {
  const { id, title, unit, state, tools, onRows, className, table, hasPicture = true, isEmpty } = props;
  const heading = useId();
  const [isTable, setTable] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  const isReady = !state.isPending && state.error === null && !isEmpty;
  return (
    <section
      id={id}
      aria-labelledby={`${heading} ${heading}-unit`}
      className={cx(
        'chart-card flex min-w-0 scroll-mt-40 flex-col gap-3 rounded-card border border-line bg-surface p-(--card-pad)',
        className,
      )}
    >
      <header className="flex flex-wrap items-start gap-2 sm:flex-nowrap">
        <div className="min-w-0 flex-1">
          <h2 id={heading} className="line-clamp-2 min-h-10 text-title-s text-pretty sm:min-h-5">
            {state.isPending ? <TitleSkeleton words={t('loading')} /> : state.error === null ? title : unit}
          </h2>
          {state.error === null && (
            <p id={`${heading}-unit`} className="text-caption text-text-3">
              {unit}
            </p>
          )}
        </div>
        {tools && <div className="order-last w-full sm:order-none sm:w-auto">{tools}</div>}
        <ChartMenu
          id={id}
          title={title}
          unit={unit}
          table={table}
          drawing={hasPicture ? drawing : null}
          isTable={isTable}
          onTable={setTable}
          onRows={onRows}
          isReady={isReady}
        />
      </header>
      {props.hasLegend && (
        <div className="min-h-7">
          {isReady && !isTable ? props.legend : <LegendSkeleton isSeen={state.isPending} />}
        </div>
      )}
      <Body {...props} drawing={drawing} isTable={isTable} />
    </section>
  );
}

const TitleSkeleton = ({ words }: { readonly words: string }) => (
  <>
    <span className="sr-only">{words}</span>
    <Skeleton className="my-0.5 h-4 w-56 max-w-full" />
  </>
);

const LegendSkeleton = ({ isSeen }: { readonly isSeen: boolean }) =>
  isSeen && <Skeleton className="my-1.5 h-4 w-72 max-w-full" />;

interface BodyProps extends Props {
  readonly drawing: RefObject<HTMLDivElement | null>;
  readonly isTable: boolean;
}

function Body({ state, isEmpty, emptyText, height, table, title, drawing, isTable, children }: BodyProps) {
  if (state.error !== null) {
    return (
      <div className={cx('flex flex-col justify-center', height)}>
        <LoadProblem words={t('chart.problem')} error={state.error} onRetry={state.retry} />
      </div>
    );
  }
  if (state.isPending) return <Skeleton className={cx('w-full', height)} />;
  if (isEmpty) {
    return (
      <p className={cx('flex items-center justify-center px-4 text-center text-body text-text-2', height)}>
        {emptyText ?? t('chart.empty')}
      </p>
    );
  }
  return (
    <div className={cx('transition-opacity delay-400 duration-150', state.isStale && 'opacity-60')}>
      {!isTable && (
        <div ref={drawing} className={height}>
          {children}
        </div>
      )}
      <TableTwin table={table} caption={title} isShown={isTable} height={height} />
    </div>
  );
}
