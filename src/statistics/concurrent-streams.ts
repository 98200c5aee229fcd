/** Most streams at the same time, day by day (API notes 11). */

import type { EpochMs } from '#clock';
import { DECISIONS } from '#contract/enums.ts';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type ColumnName, decisionOf, isStreamDescribed, type PlayColumns } from './blocks/columns.ts';
import { readPlays } from './blocks/read-plays.ts';
import { peakOf } from './concurrency.ts';
import { TIME_SCALES, windowOf } from './time-scale.ts';
import { choosePlays, type PlayChoice } from './viewings.ts';

export interface ConcurrencyQuery {
  readonly now: EpochMs;
  readonly timeZone: string;
  readonly days: number;
  /** Plays of these people; everybody's when absent. */
  readonly userIds?: readonly UserId[];
}

export interface ConcurrencyGraph {
  /** Day number of the first bucket. */
  readonly first: number;
  /** By decision in the order of `DECISIONS`, then of all streams; then by day. */
  readonly values: readonly (readonly number[])[];
}

const COLUMNS: readonly ColumnName[] = ['ids', 'startedS', 'stoppedS', 'traits'];

/** Counts plays, not viewings; streams meet only those that began on the same day. */
export async function concurrentStreams(db: Db, query: ConcurrencyQuery): Promise<ConcurrencyGraph> {
  const window = windowOf('day', { ...query, range: query.days });
  const { userIds } = query;
  const plays = await readPlays(db, userIds === undefined ? COLUMNS : [...COLUMNS, 'users'], window.fromS);
  const choice = { fromS: window.fromS, ...(userIds === undefined ? {} : { users: new Set<number>(userIds) }) };
  const bucketOf = TIME_SCALES.day(plays, window, query.timeZone);
  return { first: window.first, values: peaksByBucket(plays, choice, bucketOf, window.buckets) };
}

/** The highest number of streams in each bucket. Pure. */
export function peaksByBucket(
  plays: PlayColumns,
  choice: PlayChoice,
  bucketOf: (index: number) => number,
  buckets: number,
): number[][] {
  const days = Array.from({ length: buckets }, (): number[] => []);
  for (const index of choosePlays(plays, choice))
    if (isStreamDescribed(plays.traits[index] ?? 0)) days[bucketOf(index)]?.push(index);
  const wanted = [...DECISIONS.keys(), null];
  return wanted.map((decision) =>
    days.map((day) =>
      peak(plays, decision === null ? day : day.filter((index) => decisionOf(plays.traits[index] ?? 0) === decision)),
    ),
  );
}

const peak = (plays: PlayColumns, streams: readonly number[]): number =>
  peakOf(
    Int32Array.from(streams, (index) => plays.startedS[index] ?? 0),
    Int32Array.from(streams, (index) => plays.stoppedS[index] ?? 0),
  )?.count ?? 0;
