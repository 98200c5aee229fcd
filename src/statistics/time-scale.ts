/** How time is divided in graphs. Pure. */
import type { EpochMs } from '#clock';
import { ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { localCalendar, monthOfDay, monthStartUtc, weekdayOf } from '#history/blocks/local-calendar.ts';
import { earliestEnd, nextMidnight, windowHoldsUntil } from './lasting.ts';

export type TimeScale = 'day' | 'weekday' | 'hour' | 'month';

export interface GraphWindow {
  /** Epoch seconds: plays that ended then or later count. */
  readonly fromS: number;
  /** The first bucket's number; see `TimeGraph`. */
  readonly first: number;
  readonly buckets: number;
}

const DAY_S = 86_400;
const WEEKDAYS = 7;
const HOURS = 24;
/** There is nothing to count before that: a century. */
const MAX_DAYS = 36_525;
const MAX_MONTHS = 1_200;

type Moment = Pick<Asked, 'now' | 'timeZone'>;

interface Asked {
  readonly now: EpochMs;
  readonly timeZone: string;
  readonly range: number;
}

/**
 * The window and the buckets of a graph (API notes 11). `range` times 24 hours before now begin on a day that is not
 * shown; months begin in UTC and are shown in the zone.
 */
export function windowOf(scale: TimeScale, { now, timeZone, range }: Asked): GraphWindow {
  const nowS = Math.floor(now / 1000);
  const buckets = Math.max(0, Math.min(range, scale === 'month' ? MAX_MONTHS : MAX_DAYS));
  const fromS = nowS - range * DAY_S;
  const calendar = localCalendar(timeZone);
  switch (scale) {
    case 'day':
      return { fromS, first: calendar.dayOf(nowS) - buckets + 1, buckets };
    case 'weekday':
      return { fromS, first: 0, buckets: WEEKDAYS };
    case 'hour':
      return { fromS, first: 0, buckets: HOURS };
    case 'month': {
      const inUtc = monthOfDay(Math.floor(nowS / DAY_S));
      return { fromS: monthStartUtc(inUtc - buckets), first: calendar.monthOf(nowS) - buckets + 1, buckets };
    }
  }
}

/** Until when a graph stays as it is: a window of days moves with every second, its buckets and months with midnight. */
export function graphHoldsUntil(
  scale: TimeScale,
  { now, timeZone }: Moment,
  fromS: number,
  plays: PlayColumns,
): EpochMs {
  const midnight = nextMidnight(now, timeZone);
  return scale === 'month' ? midnight : Math.min(midnight, windowHoldsUntil(now, fromS, earliestEnd(plays, fromS)));
}

type BucketOf = (index: number) => number;

/** A bucket of the window; everything outside of it is in the bucket behind the last. */
const within = (number: number, { first, buckets }: GraphWindow): number =>
  number < first || number >= first + buckets ? buckets : number - first;

/** In which bucket a play began. */
export const TIME_SCALES: Readonly<
  Record<TimeScale, (plays: PlayColumns, window: GraphWindow, timeZone: string) => BucketOf>
> = {
  day({ startedS }, window, timeZone) {
    const { dayOf } = localCalendar(timeZone);
    return (index) => within(dayOf((startedS[index] ?? 0) + ORIGIN_S), window);
  },
  weekday({ startedS }, _window, timeZone) {
    const { dayOf } = localCalendar(timeZone);
    return (index) => weekdayOf(dayOf((startedS[index] ?? 0) + ORIGIN_S));
  },
  hour({ startedS }, _window, timeZone) {
    const { hourOf } = localCalendar(timeZone);
    return (index) => hourOf((startedS[index] ?? 0) + ORIGIN_S);
  },
  month({ startedS }, window, timeZone) {
    const { monthOf } = localCalendar(timeZone);
    return (index) => within(monthOf((startedS[index] ?? 0) + ORIGIN_S), window);
  },
};
