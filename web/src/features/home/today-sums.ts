/** The day so far, and the same part of the same weekday a week ago; epoch milliseconds. */
export interface TodaySpan {
  readonly from: number;
  readonly compareFrom: number;
  readonly compareTo: number;
}

const STEP_MS = 5 * 60_000;
const WEEK_DAYS = 7;

const weekEarlier = (at: number): number => {
  const date = new Date(at);
  // By the calendar, so that a change of the clocks moves nothing.
  return date.setDate(date.getDate() - WEEK_DAYS);
};

/** The spans at `now`, in steps of five minutes so that an answer can be used for a while. */
export function todaySpan(now: number): TodaySpan {
  const from = new Date(now).setHours(0, 0, 0, 0);
  return { from, compareFrom: weekEarlier(from), compareTo: weekEarlier(Math.floor(now / STEP_MS) * STEP_MS) };
}

/** By how many per cent it is more (or, below zero, less); null when there was nothing to compare with. */
export const changePercent = (value: number, before: number): number | null =>
  before === 0 ? null : Math.round(((value - before) / before) * 100);
