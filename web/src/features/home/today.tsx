import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { HistoryTotals } from '#contract/history.ts';
import type { Concurrency } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { duration, number, weekday } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { live } from '../../lib/live/use-live.ts';
import { useMay } from '../../lib/session.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HistoryLink } from './history-link.tsx';
import { changePercent, type TodaySpan, todaySpan } from './today-sums.ts';

const KEY = 'today';
const iso = (at: number): string => new Date(at).toISOString();

const totals = (from: number, to?: number) => ({
  queryKey: [KEY, from, to],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    getJson<HistoryTotals>('/history/totals', { from: iso(from), ...(to !== undefined && { to: iso(to) }) }, signal),
});

function useToday(span: TodaySpan) {
  const queries = useQueryClient();
  const seesAll = useMay('read');
  useEffect(() => live.onPlay(() => void queries.invalidateQueries({ queryKey: [KEY] })), [queries]);
  const now = useQuery(totals(span.from));
  const before = useQuery({ ...totals(span.compareFrom, span.compareTo), placeholderData: (old) => old });
  const peak = useQuery({
    queryKey: [KEY, 'peak', span.from],
    queryFn: ({ signal }) => getJson<Concurrency>('/statistics/concurrency', { from: iso(span.from) }, signal),
    enabled: seesAll,
  });
  return { now: now.data, before: before.data, peak: peak.data && Math.max(0, ...peak.data.all), seesAll };
}

/** Today in four figures, the same weekday of last week beside them. */
export function Today() {
  const span = todaySpan(useServerNow());
  const { now, before, peak, seesAll } = useToday(span);
  const day = weekday(span.compareFrom);
  const change = (value?: number, old?: number, write = number): ReactNode => (
    <Change value={value} old={old} day={day} write={write} />
  );
  const filter = { range: 'today' };
  return (
    <section aria-label={t('day.today')} className="today" data-today>
      <Figure label={t('today.plays')} value={now && number(now.plays)} filter={filter}>
        {change(now?.plays, before?.plays)}
      </Figure>
      <Figure label={t('today.watched')} value={now && duration(now.watchedMs)} filter={filter}>
        {change(now?.watchedMs, before?.watchedMs, duration)}
      </Figure>
      {seesAll && (
        <>
          <Figure label={t('today.people')} value={now && number(now.people)} filter={filter}>
            {change(now?.people, before?.people)}
          </Figure>
          <Figure label={t('today.peak')} value={peak === undefined ? undefined : number(peak)} filter={filter}>
            {t('today.peakText')}
          </Figure>
        </>
      )}
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly filter: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

function Figure({ label, value, filter, children }: FigureProps) {
  return (
    <div className="relative flex flex-col rounded-card border border-line bg-surface px-4 py-3 transition-colors duration-150 hover:border-line-strong">
      <span className="text-caption text-text-2">
        <HistoryLink filter={filter} className="stretched">
          {label}
        </HistoryLink>
      </span>
      <span className="tabular h-8 truncate text-figure">{value ?? <Skeleton className="mt-1.5 h-5 w-16" />}</span>
      <span className="h-4 truncate text-caption text-text-2">{value !== undefined && children}</span>
    </div>
  );
}

interface ChangeProps {
  readonly value: number | undefined;
  readonly old: number | undefined;
  readonly day: string;
  readonly write: (value: number) => string;
}

/** A difference beyond this says less than the figure it is a difference to. */
const MOST_PERCENT = 200;

function Change({ value, old, day, write }: ChangeProps) {
  if (value === undefined || old === undefined) return null;
  const percent = changePercent(value, old);
  if (percent === null) return t('today.nothing', { day });
  if (percent > MOST_PERCENT) return t('today.was', { value: write(old), day });
  if (percent === 0) return t('today.same', { day });
  return t(percent > 0 ? 'today.more' : 'today.less', { n: number(Math.abs(percent)), day });
}
