/** Until when a number stays what it is if nothing changes but the time. Pure. */
import type { EpochMs } from '#clock';
import { NO_STOP, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';

/** The earliest end of a play at `fromS` or later, both in epoch seconds; Infinity when there is none. */
export function earliestEnd({ stoppedS }: Pick<PlayColumns, 'stoppedS'>, fromS: number): number {
  const from = Math.max(fromS - ORIGIN_S, NO_STOP + 1);
  let earliest = Infinity;
  for (let index = 0; index < stoppedS.length; index++) {
    const stopped = stoppedS[index] ?? NO_STOP;
    if (stopped >= from && stopped < earliest) earliest = stopped;
  }
  return earliest + ORIGIN_S;
}

/**
 * When a window that began at `fromS` (epoch seconds) as the clock stood at `now`, and moves with it second by second,
 * loses the play that ended first in it.
 */
export const windowHoldsUntil = (now: EpochMs, fromS: number, earliestEndS: number): EpochMs =>
  (Math.floor(now / 1000) + earliestEndS - fromS + 1) * 1000;

/** When the next day begins, in a zone or in UTC, whichever comes first. */
export const nextMidnight = (now: EpochMs, timeZone: string): EpochMs =>
  Math.min(...[timeZone, 'UTC'].map((zone) => midnightAfter(now, zone)));

const midnightAfter = (now: EpochMs, timeZone: string): EpochMs =>
  Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime(timeZone).epochMilliseconds;
