/** The parts of a time as charts name them, and the values of days gathered to weeks. Pure but for formats. */
import type { TimeScaleName } from '#contract/statistics.ts';
import { formatLocale, t } from '../../lib/i18n.ts';
import type { Band, Bucket } from '../../ui/charts/types.ts';
import { addDays, momentOf } from '../filter/range.ts';
import type { StatsScale } from './search.ts';

const formatted = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(formatLocale(), options).format(at);

/** Sunday, 4 January 2026: weekdays are named by the days that follow. */
const SUNDAY = '2026-01-04';

const weekdayBucket = (weekday: number): Bucket => {
  const at = momentOf(addDays(SUNDAY, weekday));
  return {
    key: String(weekday),
    label: formatted(at, { weekday: 'long' }),
    short: formatted(at, { weekday: 'short' }),
  };
};

const hourName = (hour: number): string =>
  formatted(new Date(2026, 0, 4, hour).getTime(), { hour: 'numeric', minute: '2-digit' });

/** Of the hours one writes the number alone, or what the person's clock calls them. */
const hourBucket = (hour: number): Bucket => ({
  key: String(hour),
  label: t('stats.hourSpan', { from: hourName(hour), to: hourName((hour + 1) % 24) }),
  short: formatted(new Date(2026, 0, 4, hour).getTime(), { hour: 'numeric' }),
});

const dayBucket = (day: string): Bucket => {
  const at = momentOf(day);
  return {
    key: day,
    label: formatted(at, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    short: formatted(at, { day: 'numeric', month: 'short' }),
  };
};

const monthBucket = (month: string): Bucket => {
  const at = momentOf(`${month}-01`);
  return {
    key: month,
    label: formatted(at, { month: 'long', year: 'numeric' }),
    short: formatted(at, { month: 'short', year: '2-digit' }),
  };
};

const weekBucket = (monday: string): Bucket => {
  const { short } = dayBucket(monday);
  return { key: monday, short, label: t('stats.week', { from: short, to: dayBucket(addDays(monday, 6)).label }) };
};

/** The name of a part of time. */
export function bucketOf(by: TimeScaleName | 'week', name: string): Bucket {
  switch (by) {
    case 'day':
      return dayBucket(name);
    case 'week':
      return weekBucket(name);
    case 'month':
      return monthBucket(name);
    case 'weekday':
      return weekdayBucket(Number(name));
    case 'hour':
      return hourBucket(Number(name));
  }
}

/** The scale that fits so many days; null is always. */
export function fittingScale(days: number | null): StatsScale {
  if (days === null || days > 740) return 'month';
  return days > 100 ? 'week' : 'day';
}

const SUNDAY_FIRST = 7;

/** What the person's calendar begins its weeks with: 0 for Sunday, 1 for Monday, 6 for Saturday. */
export function firstWeekday(): number {
  const locale: { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } } = new Intl.Locale(
    formatLocale(),
  );
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? SUNDAY_FIRST;
}

/** Weekdays from 0 (Sunday) in the order of the person's calendar. */
export const weekdayOrder = (first = firstWeekday()): readonly number[] =>
  Array.from({ length: 7 }, (_, index) => (first + index) % 7);

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The first day of the week of a day. */
export const weekOf = (day: string, first = firstWeekday()): string =>
  addDays(day, -((weekdayOf(day) - first + 7) % 7));

/** Days gathered to weeks: the weeks, and of which week each day is. */
export function weeksOf(days: readonly string[], first = firstWeekday()) {
  const weeks = [...new Set(days.map((day) => weekOf(day, first)))];
  const places = new Map(weeks.map((week, place) => [week, place]));
  return { weeks, placeOf: days.map((day) => places.get(weekOf(day, first)) ?? 0) };
}

/** Values of days as values of their weeks: added up, or the largest. */
export function gathered(values: readonly number[], placeOf: readonly number[], count: number, how: 'sum' | 'max') {
  const result = new Array<number>(count).fill(0);
  for (const [index, value] of values.entries()) {
    const place = placeOf[index] ?? 0;
    const old = result[place] ?? 0;
    result[place] = how === 'sum' ? old + value : Math.max(old, value);
  }
  return result;
}

/** Weekends among days, as bands behind a chart. */
export function weekendBands(days: readonly string[]): Band[] {
  const bands: Band[] = [];
  for (const [index, day] of days.entries()) {
    if (![0, 6].includes(weekdayOf(day))) continue;
    const last = bands.at(-1);
    if (last && last.to === index - 1) bands[bands.length - 1] = { ...last, to: index };
    else bands.push({ kind: 'weekend', from: index, to: index });
  }
  return bands;
}
