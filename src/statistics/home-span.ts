/** The span of time that the cards of the home page look at. Pure. */
import type { EpochMs } from '#clock';
import type { PlaySpan } from './viewings.ts';

const DAY_S = 86_400;

export interface SpanQuery {
  readonly now: EpochMs;
  /** IANA name of the zone of the two days. */
  readonly timeZone: string;
  /** How many times 24 hours. */
  readonly days: number;
  /** Calendar days, `YYYY-MM-DD`: the first and the last on which a play may begin. */
  readonly firstDay?: string;
  readonly lastDay?: string;
}

/**
 * The span of a query. Without calendar days it is what ended in the last `days` times 24 hours; with both, everything
 * that began on them; with one of them, the window of `days` begins or ends there instead of now (API notes 10).
 * @throws RangeError for a text that is no day
 */
export function spanOf({ now, timeZone, days, firstDay, lastDay }: SpanQuery): PlaySpan {
  const length = days * DAY_S;
  const begin = firstDay === undefined ? null : beginOfDay(firstDay, 0, timeZone);
  const last = lastDay === undefined ? null : beginOfDay(lastDay, 0, timeZone);
  const before = lastDay === undefined ? null : beginOfDay(lastDay, 1, timeZone);
  if (begin !== null && before !== null) return { fromS: begin, startedFromS: begin, startedBeforeS: before };
  if (begin !== null) return { fromS: begin, startedFromS: begin, endedUntilS: begin + length };
  if (last !== null && before !== null) return { fromS: last - length, startedBeforeS: before };
  return { fromS: Math.floor(now / 1000) - length };
}

/** When a day, or the one so many days later, begins in a zone. */
const beginOfDay = (day: string, later: number, timeZone: string): number =>
  Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(timeZone).epochMilliseconds / 1000;
