/** Viewings added up by what they have in common, with everything there is to count. Pure. */
import type { Metric } from '#contract/statistics.ts';
import type { PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import type { Viewings } from './viewings.ts';

export interface Amounts {
  readonly plays: number;
  readonly watchedMs: number;
  readonly finished: number;
  /** Different ones. */
  readonly people: number;
}

export interface Tally extends Amounts {
  readonly key: number;
  /** Index of the play with the newest start; among equals the first. */
  readonly shown: number;
}

export const NOTHING: Amounts = { plays: 0, watchedMs: 0, finished: 0, people: 0 };

const RANGE = 2 ** 21;
/** Keys may be negative. */
const SHIFT = 2 ** 31;

export interface Counted {
  readonly plays: PlayColumns;
  readonly viewings: Viewings;
  /** By viewing; null where it does not matter. */
  readonly finished: Uint8Array | null;
  /** Whether different people are counted, for which the column of people is needed. */
  readonly countsPeople: boolean;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Adds up by key, in the order in which keys appear. `keyOf` gets the index of the play that stands for a viewing, and
 * its number; what has the key null is left out.
 */
export function tallyOf(
  { plays, viewings, finished, countsPeople }: Counted,
  keyOf: (index: number, viewing: number) => number | null,
): Tally[] {
  const numbering = new Numbering(256);
  const everybody = new Numbering(256);
  const pairs = new Numbering(1_024);
  const found: Open<Tally>[] = [];
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const index = viewings.first[viewing] ?? 0;
    const key = keyOf(index, viewing);
    if (key === null) continue;
    const number = numbering.numberOf(key + SHIFT);
    let line = found[number];
    if (line === undefined) {
      line = { key, plays: 0, watchedMs: 0, finished: 0, people: 0, shown: index };
      found.push(line);
    }
    line.plays += 1;
    line.watchedMs += viewings.watchedMs[viewing] ?? 0;
    if (finished !== null) line.finished += finished[viewing] ?? 0;
    if ((plays.startedS[index] ?? 0) > (plays.startedS[line.shown] ?? 0)) line.shown = index;
    if (!countsPeople) continue;
    const before = pairs.size;
    pairs.numberOf(number * RANGE + everybody.numberOf(plays.users[index] ?? 0));
    line.people += pairs.size - before;
  }
  return found;
}

/** What a metric says. */
export function amountOf({ plays, watchedMs, finished, people }: Amounts, metric: Metric): number {
  switch (metric) {
    case 'plays':
      return plays;
    case 'watched':
      return Math.max(0, watchedMs);
    case 'finished':
      return finished;
    case 'people':
      return people;
  }
}

/** Both together; who is in both is counted twice. */
export const together = (a: Amounts, b: Amounts): Amounts => ({
  plays: a.plays + b.plays,
  watchedMs: a.watchedMs + b.watchedMs,
  finished: a.finished + b.finished,
  people: a.people + b.people,
});

/** Imports know plays that ended before they began. */
export const shownAmounts = ({ plays, watchedMs, finished, people }: Amounts): Amounts => ({
  plays,
  watchedMs: Math.max(0, Math.round(watchedMs)),
  finished,
  people,
});
