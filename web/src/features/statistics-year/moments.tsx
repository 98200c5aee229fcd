import { Link } from '@tanstack/react-router';
import { CalendarDays, Flag, Flame, Hourglass, type LucideIcon, Play, Popcorn, Users } from 'lucide-react';
import type { YearReview } from '#contract/statistics-year.ts';
import { duration, shortDay, timeOfDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { PlayFilter } from '../../lib/play-filter.ts';
import { dayOf } from '../filter/range.ts';
import { historySearch } from '../history/search.ts';
import { dayOfMonth, longDay } from './year-words.ts';

interface MomentCard {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly icon: LucideIcon;
  /** The plays behind it. */
  readonly rows: PlayFilter;
}

const when = (instant: string): string => {
  const at = Date.parse(instant);
  return t('net.maxAt', { day: shortDay(at), time: timeOfDay(at) });
};

const dayIn = (instant: string): PlayFilter => {
  const day = dayOf(Date.parse(instant));
  return { from: day, to: day };
};

/** What there is to tell, in the order in which it is told. */
function momentsOf({ busiestDay, longestStreak, firstPlay, lastPlay, records }: YearReview): MomentCard[] {
  const { longest, binge, peak } = records;
  return [
    busiestDay && {
      name: t('year.busiest'),
      value: duration(busiestDay.watchedMs),
      note: longDay(busiestDay.day),
      icon: CalendarDays,
      rows: { from: busiestDay.day, to: busiestDay.day },
    },
    longestStreak && {
      name: t('year.streak'),
      value: t('year.days', { n: longestStreak.days }),
      note: t('year.streakText', { from: dayOfMonth(longestStreak.from), to: dayOfMonth(longestStreak.to) }),
      icon: Flame,
      rows: { from: longestStreak.from, to: longestStreak.to },
    },
    binge && {
      name: t('year.binge'),
      value: binge.title,
      note: t('year.bingeText', { n: binge.episodes, title: binge.title, day: dayOfMonth(binge.day) }),
      icon: Popcorn,
      rows: { from: binge.day, to: binge.day, search: binge.title },
    },
    longest && {
      name: t('year.longest'),
      value: duration(longest.watchedMs),
      note: longest.title,
      icon: Hourglass,
      rows: { ...dayIn(longest.at), search: longest.title },
    },
    firstPlay && {
      name: t('year.first'),
      value: firstPlay.title,
      note: when(firstPlay.at),
      icon: Play,
      rows: dayIn(firstPlay.at),
    },
    lastPlay && {
      name: t('year.last'),
      value: lastPlay.title,
      note: when(lastPlay.at),
      icon: Flag,
      rows: dayIn(lastPlay.at),
    },
    peak && {
      name: t('year.peak'),
      value: t('now.streams', { n: peak.streams }),
      note: when(peak.from),
      icon: Users,
      rows: dayIn(peak.from),
    },
  ].filter((moment) => moment !== null);
}

/** What was special about the year. */
export function Moments({ review }: { readonly review: YearReview }) {
  const mine: PlayFilter = review.person === null ? {} : { user: review.person.id };
  return (
    <section aria-labelledby="year-moments" className="flex flex-col gap-3">
      <h2 id="year-moments" className="text-title">
        {t('year.moments')}
      </h2>
      <ul className="flex flex-wrap gap-3">
        {momentsOf(review).map(({ name, value, note, icon: Icon, rows }) => (
          <li
            key={name}
            className="relative flex min-w-0 grow basis-60 flex-col gap-1 rounded-card border border-line bg-surface p-4 has-[a:hover]:bg-raised"
          >
            <span className="flex items-center gap-2 text-caption text-text-2">
              <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="text-brass" />
              {name}
            </span>
            <Link
              to="/history"
              search={historySearch({ ...rows, ...mine })}
              className="stretched line-clamp-2 text-title text-pretty"
            >
              {value}
            </Link>
            <span className="line-clamp-2 text-caption text-text-3">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
