import type { PlayColumns } from '#history/blocks/columns.ts';
import type { LocalCalendar } from '#history/blocks/local-calendar.ts';
import type { Viewings } from './viewings.ts';

/** Everything that the review of a year is made of. */
export interface YearPlays {
  readonly plays: PlayColumns;
  /** Of the year. */
  readonly chosen: Int32Array;
  readonly viewings: Viewings;
  /** By viewing. */
  readonly finished: Uint8Array;
  /** Of all years before. */
  readonly earlier: Int32Array;
  readonly calendar: LocalCalendar;
  /** Whether it is the year of one person. */
  readonly isOfOne: boolean;
}
