/** Most streams at the same time, day by day (API notes 11). */

import type { EpochMs } from '#clock';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { ColumnName } from '#history/blocks/columns.ts';
import { readPlays } from '#history/blocks/read-plays.ts';
import { chooseStreams, type Delivery, peaksOf } from './concurrency.ts';
import { graphHoldsUntil, TIME_SCALES, windowOf } from './time-scale.ts';

export interface ConcurrencyQuery {
  readonly now: EpochMs;
  readonly timeZone: string;
  readonly days: number;
  /** Plays of these people; everybody's when absent. */
  readonly userIds?: readonly UserId[];
}

export interface ConcurrencyGraph {
  /** Day number of the first value. */
  readonly first: number;
  /** The highest number of streams on each day. */
  readonly values: Readonly<Record<Delivery, readonly number[]>>;
  /** If nothing changes but the time. */
  readonly untilMs: EpochMs;
}

const COLUMNS: readonly ColumnName[] = ['ids', 'startedS', 'stoppedS', 'traits'];

/** Counts plays, not viewings; streams meet only those that began on the same day. */
export async function concurrentStreams(db: Db, query: ConcurrencyQuery): Promise<ConcurrencyGraph> {
  const window = windowOf('day', { ...query, range: query.days });
  const { userIds } = query;
  const plays = await readPlays(db, userIds === undefined ? COLUMNS : [...COLUMNS, 'users'], window.fromS);
  const choice = { fromS: window.fromS, ...(userIds === undefined ? {} : { users: new Set<number>(userIds) }) };
  const streams = chooseStreams(plays, choice);
  const bucketOf = TIME_SCALES.day(plays, window, query.timeZone);
  const peaks = byBucket(streams, bucketOf, window.buckets).map((day) => peaksOf(plays, Int32Array.from(day)));
  const highest = (delivery: Delivery): number[] => peaks.map((day) => day[delivery]?.count ?? 0);
  return {
    first: window.first,
    values: {
      'direct play': highest('direct play'),
      copy: highest('copy'),
      transcode: highest('transcode'),
      any: highest('any'),
    },
    untilMs: graphHoldsUntil('day', query, window.fromS, plays),
  };
}

function byBucket(streams: Int32Array, bucketOf: (index: number) => number, buckets: number): number[][] {
  const sorted = Array.from({ length: buckets }, (): number[] => []);
  for (const index of streams) sorted[bucketOf(index)]?.push(index);
  return sorted;
}
