import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { PersonDetail } from '#contract/people.ts';
import type { WatchWindow } from '#contract/statistics.ts';
import { duration, number } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { withChoice } from '../../lib/play-filter.ts';
import { Card } from '../../ui/card.tsx';
import { BarList } from './bar-list.tsx';
import { Habits } from './habits.tsx';
import { RecentOf } from './recent-of.tsx';
import { TopTitles } from './top-titles.tsx';

/** How much, when and what somebody watches. */
export function Overview({ detail }: { readonly detail: PersonDetail }) {
  const { person, windows } = detail;
  return (
    <div className="flex flex-col gap-4 sm:gap-5">
      <ul className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        {windows.map((window) => (
          <WindowTile key={window.days} personId={person.id} window={window} />
        ))}
      </ul>
      <div className="grid items-start gap-4 sm:gap-5 xl:grid-cols-[3fr_2fr]">
        <Habits personId={person.id} />
        <div className="grid gap-4 sm:gap-5 lg:grid-cols-2 xl:grid-cols-1">
          <TopTitles personId={person.id} />
          <Players detail={detail} />
        </div>
      </div>
      <RecentOf personId={person.id} />
    </div>
  );
}

const WINDOW_WORDS = new Map<number | null, MessageId>([
  [1, 'window.1'],
  [7, 'window.7'],
  [30, 'window.30'],
  [null, 'window.always'],
]);

function WindowTile({ personId, window }: { readonly personId: number; readonly window: WatchWindow }) {
  const { days, plays, groups, watchedMs } = window;
  const range = days === 7 ? '7d' : days === 30 ? '30d' : undefined;
  return (
    <li className="relative flex min-w-0 flex-col gap-1 rounded-card border border-line bg-surface p-4 hover:border-line-strong">
      <Link
        to="/history"
        search={{ user: personId, ...(range !== undefined && { range }) }}
        className="stretched text-caption font-semibold text-text-2"
      >
        {t(WINDOW_WORDS.get(days) ?? 'window.always')}
      </Link>
      <span className="tabular truncate text-page sm:text-figure">
        {watchedMs === 0 ? t('duration.minutes', { min: 0 }) : duration(watchedMs)}
      </span>
      <span className="tabular text-body-s text-text-2">
        {t('plays', { n: plays })}
        {groups !== plays && `${t('separator')}${t('viewings', { n: groups })}`}
      </span>
    </li>
  );
}

const MOST_PLAYERS = 6;

function Players({ detail: { person, players } }: { readonly detail: PersonDetail }) {
  return (
    <Card
      title={t('players.title')}
      aside={
        <Link
          to="/people/$personId/$tab"
          params={{ personId: String(person.id), tab: 'devices' }}
          className="inline-flex items-center gap-1 text-body-s text-accent hover:underline"
        >
          {t('players.all')}
          <ArrowRight size={14} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      }
    >
      {players.length === 0 && <p className="text-body-s text-text-2">{t('players.none')}</p>}
      <BarList
        label={t('players.title')}
        lines={players.slice(0, MOST_PLAYERS).map(({ title, platform, plays, watchedMs }) => ({
          key: `${title} ${platform}`,
          label: title ?? t('players.noName'),
          detail: platform,
          amount: plays,
          value: number(plays),
          title: duration(watchedMs),
          search:
            title === null
              ? undefined
              : withChoice({ user: person.id }, 'player', { values: [title], isExcluded: false }),
        }))}
      />
    </Card>
  );
}
