import { Link } from '@tanstack/react-router';
import type { KeyNumbersOf } from '#contract/statistics-lists.ts';
import { duration, number, shortDay, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Sparkline } from '../../ui/charts/sparkline.tsx';
import { cx } from '../../ui/cx.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { withoutTime } from '../filter/filter-search.ts';
import { historySearch } from '../history/search.ts';
import { fittingScale } from './buckets.ts';
import { drawn, totals } from './series.ts';
import { type Stats, useKeyNumbers, useSeries } from './use-stats.ts';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly now: number;
  readonly before: number;
  readonly note?: string;
  readonly course?: readonly number[];
  /** What the plays behind it are narrowed to further; none when no rows are behind it. */
  readonly rows?: Readonly<Record<string, unknown>>;
}

const directShare = ({ decisions }: KeyNumbersOf): number => {
  const all = decisions.directPlay + decisions.directStream + decisions.transcode + decisions.unknown;
  return all > 0 ? decisions.directPlay / all : 0;
};

function figuresOf(now: KeyNumbersOf, before: KeyNumbersOf, course: readonly number[]): Figure[] {
  const peakAt = now.peak && Date.parse(now.peak.from);
  return [
    { name: t('stats.unit.plays'), value: number(now.plays), now: now.plays, before: before.plays, course, rows: {} },
    {
      name: t('stats.unit.watched'),
      value: duration(now.watchedMs),
      now: now.watchedMs,
      before: before.watchedMs,
      rows: {},
    },
    {
      name: t('stats.unit.finished'),
      value: number(now.finished),
      now: now.finished,
      before: before.finished,
      rows: { watched: true },
    },
    { name: t('stats.unit.people'), value: number(now.people), now: now.people, before: before.people, rows: {} },
    { name: t('stats.titles'), value: number(now.titles), now: now.titles, before: before.titles, rows: {} },
    {
      name: t('stats.peak'),
      value: t('now.streams', { n: now.peak?.streams ?? 0 }),
      now: now.peak?.streams ?? 0,
      before: before.peak?.streams ?? 0,
      ...(peakAt !== null && { note: t('stats.peakAt', { day: shortDay(peakAt), time: timeOfDay(peakAt) }) }),
    },
    {
      name: t('decision.directPlay'),
      value: t('percent', { n: number(directShare(now) * 100) }),
      now: directShare(now),
      before: directShare(before),
      rows: { decision: 'direct play' },
    },
  ];
}

/** The figures of the time as a whole, against the time before. */
export function KeyNumbersRow({ stats }: { readonly stats: Stats }) {
  const query = useKeyNumbers(stats);
  const scale = fittingScale(stats.days);
  const series = useSeries(stats, { by: scale === 'month' ? 'month' : 'day', split: 'none' });
  const course = series.data ? totals(drawn(series.data, { metric: 'plays', isTrimmed: stats.days === null })) : [];
  if (query.error && !query.data) {
    return <LoadProblem error={query.error} onRetry={() => void query.refetch()} />;
  }
  const figures = query.data ? figuresOf(query.data.now, query.data.before, course) : null;
  return (
    <dl
      className={cx(
        'grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line transition-opacity delay-400 sm:grid-cols-4 xl:grid-cols-7',
        query.isPlaceholderData && 'opacity-60',
      )}
    >
      {figures
        ? figures.map((figure) => <FigureCell key={figure.name} stats={stats} figure={figure} />)
        : EMPTY.map((place) => (
            <div key={place} className="h-22 bg-surface p-3 sm:h-26 sm:p-4">
              <Skeleton className="h-4 w-16" />
              <Skeleton className="mt-3 h-7 w-24" />
            </div>
          ))}
      {/* Two columns of seven figures, or four, leave a place free. */}
      <div aria-hidden="true" className="bg-surface xl:hidden" />
    </dl>
  );
}

const EMPTY = [1, 2, 3, 4, 5, 6, 7];

function FigureCell({ stats, figure }: { readonly stats: Stats; readonly figure: Figure }) {
  const { name, value, now, before, note, course, rows } = figure;
  const { span, search } = stats;
  const days = { ...(span.from !== null && { from: span.from }), ...(span.to !== null && { to: span.to }) };
  return (
    <div className="relative flex h-22 flex-col gap-0.5 bg-surface p-3 has-[a:hover]:bg-raised sm:h-26 sm:gap-1 sm:p-4">
      <dt className="flex items-center justify-between gap-2 text-caption text-text-2">
        <span className="truncate">{name}</span>
        {course && <Sparkline values={course} />}
      </dt>
      <dd className="tabular truncate text-[1.375rem] leading-7 font-semibold">
        {rows ? (
          <Link
            to="/history"
            search={historySearch({ ...withoutTime(search), ...days, ...rows })}
            className="stretched"
          >
            {value}
          </Link>
        ) : (
          value
        )}
      </dd>
      <dd className="truncate text-caption text-text-3">
        {note ?? (stats.days === null ? '' : <Change now={now} before={before} />)}
      </dd>
    </div>
  );
}

/** A change in percent; what was nothing before has none. */
function Change({ now, before }: { readonly now: number; readonly before: number }) {
  if (before === 0) return now === 0 ? null : t('compare.noneBefore');
  const percent = Math.round(((now - before) / before) * 100);
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '±';
  return <span className="tabular">{t('compare.percent', { n: `${sign}${number(Math.abs(percent))}` })}</span>;
}
