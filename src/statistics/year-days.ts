/** A year by months, weekdays, hours and days. Pure. */
import type { YearReview } from '#contract/statistics-year.ts';
import { type DayNumber, dayText, type LocalCalendar, weekdayOf } from '#history/blocks/local-calendar.ts';

/** What was watched, when it began. */
export interface Moment {
  /** Epoch seconds. */
  readonly atS: number;
  readonly watchedMs: number;
}

interface Sum {
  plays: number;
  watchedMs: number;
}

const MONTHS = 12;
const DAYS = 7;
const HOURS = 24;

const sums = (count: number): Sum[] => Array.from({ length: count }, () => ({ plays: 0, watchedMs: 0 }));

function add(sum: Sum | undefined, watchedMs: number): void {
  if (sum === undefined) return;
  sum.plays += 1;
  sum.watchedMs += Math.max(0, watchedMs);
}

export type YearTimes = Pick<YearReview, 'months' | 'weekdays' | 'hours' | 'busiestDay' | 'longestStreak'> & {
  /** Days on which something was played. */
  readonly days: number;
};

/** Adds viewings up by when they began. The busiest of equal days is the last one, of equal streaks the first. */
export function yearTimes(moments: Iterable<Moment>, calendar: LocalCalendar): YearTimes {
  const [months, weekdays, hours] = [sums(MONTHS), sums(DAYS), sums(HOURS)];
  const days = new Map<DayNumber, Sum>();
  for (const { atS, watchedMs } of moments) {
    const day = calendar.dayOf(atS);
    const sum = days.get(day) ?? { plays: 0, watchedMs: 0 };
    days.set(day, sum);
    for (const one of [
      sum,
      months[calendar.monthOf(atS) % MONTHS],
      weekdays[weekdayOf(day)],
      hours[calendar.hourOf(atS)],
    ])
      add(one, watchedMs);
  }
  const inOrder = [...days.keys()].sort((a, b) => a - b);
  return {
    months,
    weekdays,
    hours,
    days: days.size,
    busiestDay: busiestOf(days, inOrder),
    longestStreak: streakOf(inOrder),
  };
}

function busiestOf(days: ReadonlyMap<DayNumber, Sum>, inOrder: readonly DayNumber[]): YearTimes['busiestDay'] {
  let best: YearTimes['busiestDay'] = null;
  for (const day of inOrder) {
    const sum = days.get(day);
    if (sum !== undefined && sum.watchedMs >= (best?.watchedMs ?? 0)) best = { ...sum, day: dayText(day) };
  }
  return best;
}

function streakOf(inOrder: readonly DayNumber[]): YearTimes['longestStreak'] {
  let best: YearTimes['longestStreak'] = null;
  let first = 0;
  for (const [at, day] of inOrder.entries()) {
    if (at === 0 || inOrder[at - 1] !== day - 1) first = day;
    const days = day - first + 1;
    if (days > (best?.days ?? 0)) best = { days, from: dayText(first), to: dayText(day) };
  }
  return best;
}
