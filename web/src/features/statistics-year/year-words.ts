/** A year in words. */
import type { YearReview } from '#contract/statistics-year.ts';
import { duration, number } from '../../lib/format.ts';
import { formatLocale, t } from '../../lib/i18n.ts';
import { momentOf } from '../filter/range.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A long time in the largest unit that says something: `31 days`, `9 hours`. */
export function bigTime(ms: number): string {
  if (ms >= 2 * DAY_MS) return t('year.days', { n: Math.round(ms / DAY_MS) });
  return ms >= HOUR_MS
    ? t('year.hours', { n: Math.round(ms / HOUR_MS) })
    : t('year.minutes', { n: Math.round(ms / MINUTE_MS) });
}

export const playsWords = (n: number): string => t('stats.some.plays', { n, count: number(n) });

export const monthName = (month: number, look: 'long' | 'short' | 'narrow' = 'long'): string =>
  new Intl.DateTimeFormat(formatLocale(), { month: look }).format(new Date(2026, month, 15));

/** `Tuesday, 24 November`. */
export const longDay = (day: string): string =>
  new Intl.DateTimeFormat(formatLocale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(momentOf(day));

/** `24 November`. */
export const dayOfMonth = (day: string): string =>
  new Intl.DateTimeFormat(formatLocale(), { day: 'numeric', month: 'long' }).format(momentOf(day));

export const heading = ({ person, year }: Pick<YearReview, 'person' | 'year'>): string =>
  person === null
    ? t('year.heading', { year: String(year) })
    : t('year.headingOf', { name: person.name, year: String(year) });

/** A sentence about the year as a whole. */
export const story = ({ totals }: Pick<YearReview, 'totals'>): string =>
  t('year.story', {
    plays: playsWords(totals.plays),
    days: t('year.days', { n: totals.days }),
    finished: number(totals.finished),
  });

/** How it compares with the year before; null where there is nothing to compare with, or the year is not over. */
export function against({ totals, before, year, until }: YearReview, now: number): string | null {
  if (before === null || before.watchedMs === 0 || Date.parse(until) > now) return null;
  const percent = Math.round((totals.watchedMs / before.watchedMs - 1) * 100);
  const words = { percent: t('percent', { n: number(Math.abs(percent)) }), year: String(year - 1) };
  if (percent === 0) return t('year.same', words);
  return t(percent > 0 ? 'year.more' : 'year.less', words);
}

/** The month with the most watch time; null for a year without plays. */
export function fullestMonth({ months }: Pick<YearReview, 'months'>) {
  const most = Math.max(0, ...months.map(({ watchedMs }) => watchedMs));
  const month = months.findIndex(({ watchedMs }) => watchedMs === most);
  return most === 0 ? null : { month, watchedMs: most };
}

export const monthsTitle = (review: Pick<YearReview, 'months'>): string => {
  const fullest = fullestMonth(review);
  return fullest === null
    ? t('year.months')
    : t('year.monthsTitle', { month: monthName(fullest.month), time: duration(fullest.watchedMs) });
};
