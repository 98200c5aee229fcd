import { useQuery } from '@tanstack/react-query';
import { CalendarSearch } from 'lucide-react';
import type { PlaysSeries } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { monthName, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { buttonClass } from '../../ui/button.tsx';
import { closePopover, Popover } from '../../ui/popover.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { apiSearch, type HistorySearch } from './search.ts';

interface Props {
  readonly search: HistorySearch;
  readonly onJump: (day: string) => void;
}

/** Nobody recorded anything before. */
const LONG_AGO = '2008-01-01';
const FRESH_MS = 60_000;

interface Month {
  /** `2026-03`. */
  readonly name: string;
  readonly plays: number;
}

/** Months in which something that matches was played, the newest first. */
export function useMonths(search: HistorySearch, isNeeded: boolean) {
  const params: Record<string, string> = { ...apiSearch(search), by: 'month', split: 'none', grouped: 'false' };
  const time = params.from === undefined ? { from: LONG_AGO } : {};
  return useQuery({
    queryKey: ['history-months', params],
    queryFn: async ({ signal }): Promise<Month[]> => {
      const { buckets, lines } = await getJson<PlaysSeries>('/statistics/plays', { ...time, ...params }, signal);
      const values = lines[0]?.values ?? [];
      return buckets
        .map((name, at) => ({ name, plays: values[at] ?? 0 }))
        .filter(({ plays }) => plays > 0)
        .reverse();
    },
    enabled: isNeeded,
    staleTime: FRESH_MS,
  });
}

/** The last day of a month: with it a list begins that shows the month from its end. */
export function lastDay(month: string): string {
  const [year = 0, at = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10);
}

/** Leads the list to a day or a month of the past. */
export const JumpMenu = ({ search, onJump }: Props) => (
  <Popover
    label={t('jump.title')}
    isButtonNamed
    buttonClass={buttonClass('plain')}
    button={
      <>
        <CalendarSearch size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="max-sm:sr-only">{t('jump.title')}</span>
      </>
    }
    className="w-72 p-3"
  >
    <div className="flex flex-col gap-3">
      <label className="flex flex-col gap-1 text-caption text-text-2">
        {t('jump.day')}
        <input
          type="date"
          defaultValue={search.start ?? ''}
          onChange={(event) => {
            if (event.target.value !== '' && event.target.validity.valid) onJump(event.target.value);
          }}
          className="h-(--control) w-full rounded-control border border-line-strong bg-raised px-2 text-body text-text"
        />
      </label>
      <Months search={search} onJump={onJump} />
    </div>
  </Popover>
);

/** Months with how much was played in each. */
function Months({ search, onJump }: Props) {
  const { data, isPending } = useMonths(search, true);
  if (isPending) return <Skeleton className="h-48 w-full" />;
  const most = Math.max(1, ...(data ?? []).map(({ plays }) => plays));
  return (
    <ul aria-label={t('jump.months')} className="-mx-1 max-h-72 overflow-y-auto overscroll-contain">
      {(data ?? []).map(({ name, plays }) => (
        <li key={name}>
          <button
            type="button"
            onClick={(event) => {
              closePopover(event);
              onJump(lastDay(name));
            }}
            className="relative flex min-h-9 w-full cursor-pointer items-center justify-between gap-2 rounded-control px-2 text-body-s hover:bg-raised pointer-coarse:min-h-11"
          >
            <span
              aria-hidden="true"
              className="absolute inset-y-1.5 start-0 -z-1 rounded-control bg-accent-fill/60"
              style={{ inlineSize: `${Math.round((plays / most) * 100)}%` }}
            />
            <span>{monthName(name)}</span>
            <span className="tabular text-text-2">{number(plays)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
