import type { ItemRecord } from '#contract/items.ts';
import type { WatcherView, WatchWindow } from '#contract/statistics.ts';
import { clock } from '../../lib/clock.ts';
import { DAY, duration } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HistoryLink } from '../home/history-link.tsx';
import { PersonLink } from '../people/person-link.tsx';
import { playsOf, type Shown } from './shown.ts';
import { useItemStatistics } from './use-item.ts';

interface Props {
  readonly shown: Shown;
  readonly record: ItemRecord | null;
}

type Filter = Readonly<Record<string, string | number>> | null;

/** How much it was watched in the last day, week and month and ever, and by whom. */
export function ItemWatching({ shown, record }: Props) {
  const { data, error, refetch } = useItemStatistics(shown);
  const isOwn = !useMay('read');
  if (error !== null) return <LoadProblem error={error} onRetry={() => void refetch()} />;
  const filter = playsOf(record);
  return (
    <section aria-labelledby="item-watching" className="flex flex-col gap-3">
      <h3 id="item-watching" className="text-title">
        {t(isOwn ? 'item.watchedByYou' : 'item.watching')}
      </h3>
      <ul className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        {data === undefined
          ? WINDOWS.map((key) => (
              <li key={key}>
                <Skeleton className="h-26" />
              </li>
            ))
          : data.windows.map((window) => <Tile key={window.days} window={window} filter={filter} />)}
      </ul>
      {data !== undefined && !isOwn && <Watchers people={data.people} filter={filter} />}
    </section>
  );
}

const WINDOWS = ['1', '7', '30', 'always'] as const;

const WINDOW_WORDS = new Map<number | null, MessageId>([
  [1, 'window.1'],
  [7, 'window.7'],
  [30, 'window.30'],
  [null, 'window.always'],
]);

const sinceOf = (days: number | null): Readonly<Record<string, string>> =>
  days === null ? {} : { from: new Date(clock.now() - days * DAY).toISOString() };

function Tile({ window, filter }: { readonly window: WatchWindow; readonly filter: Filter }) {
  const { days, plays, groups, watchedMs } = window;
  const label = t(WINDOW_WORDS.get(days) ?? 'window.always');
  return (
    <li className="relative flex min-h-26 min-w-0 flex-col gap-1 rounded-card border border-line bg-surface p-4 hover:border-line-strong">
      {filter === null || plays === 0 ? (
        <span className="text-caption font-semibold text-text-2">{label}</span>
      ) : (
        <HistoryLink
          filter={{ ...filter, ...sinceOf(days) }}
          className="stretched text-caption font-semibold text-text-2"
        >
          {label}
        </HistoryLink>
      )}
      <span className="tabular truncate text-page sm:text-figure">
        {watchedMs === 0 ? t('duration.minutes', { min: 0 }) : duration(watchedMs)}
      </span>
      <span className="tabular truncate text-body-s text-text-2">
        {t('plays', { n: plays })}
        {groups !== plays && `${t('separator')}${t('viewings', { n: groups })}`}
      </span>
    </li>
  );
}

function Watchers({ people, filter }: { readonly people: readonly WatcherView[]; readonly filter: Filter }) {
  if (people.length === 0) return <p className="text-body text-text-2">{t('item.nobody')}</p>;
  return (
    <ul aria-label={t('item.watchers')} className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
      {people.map((person) => (
        <li key={person.id} className="flex min-h-12 min-w-0 items-center gap-3 border-b border-line/60">
          <Avatar user={person} size={32} />
          <span className="min-w-0 flex-1 truncate">
            <PersonLink person={{ ...person, avatar: person.avatar }} />
          </span>
          <span className="tabular flex flex-col items-end text-body-s">
            {filter === null ? (
              <span>{t('plays', { n: person.plays })}</span>
            ) : (
              <HistoryLink filter={{ ...filter, user: person.id }}>{t('plays', { n: person.plays })}</HistoryLink>
            )}
            <span className="text-caption text-text-2">{duration(person.watchedMs)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
