/** The filter of the native API over plays that are laid out by column. */
import { DECISIONS, MEDIA_TYPES } from '#contract/enums.ts';
import { type Choice, isChosen } from '#contract/filter.ts';
import type { Db } from '#db/pool.ts';
import {
  type ColumnName,
  decisionOf,
  isLive,
  mediaOf,
  NO_STOP,
  ORIGIN_S,
  type PlayColumns,
} from '#history/blocks/columns.ts';
import { those } from '#history/blocks/selection.ts';
import type { NativeFilter } from '#history/native-filter.ts';
import { matchingPlays } from '#history/native-matching.ts';
import type { WatchedRule } from '#history/watched.ts';

/** What the columns do not say has to be asked of the plays themselves. */
export const needsPlays = (filter: NativeFilter): boolean =>
  filter.words.length > 0 ||
  filter.servers.length > 0 ||
  filter.locations !== undefined ||
  filter.platforms !== undefined ||
  filter.players !== undefined ||
  filter.isWatched !== undefined;

/** The numbers of the plays that satisfy what the columns do not say; null when all do. */
export const matchesBeyondColumns = async (
  db: Db,
  filter: NativeFilter,
  rule: WatchedRule,
): Promise<ReadonlySet<number> | null> => (needsPlays(filter) ? matchingPlays(db, filter, rule) : null);

/** The columns that the filter looks at. */
export const filterColumns = ({ users, libraries }: NativeFilter): ColumnName[] => [
  'ids',
  'startedS',
  'stoppedS',
  'traits',
  ...(users.length > 0 ? (['users'] as const) : []),
  ...(libraries === undefined ? [] : (['libraries'] as const)),
];

type Test = (index: number) => boolean;

const codesOf = <T>(all: readonly T[], choice: Choice<T>, unknown: number, first: number): ReadonlySet<number> =>
  new Set([
    ...all.flatMap((one, place) => (isChosen(choice, one) ? [place + first] : [])),
    ...(isChosen(choice, null) ? [unknown] : []),
  ]);

function testsOf(plays: PlayColumns, filter: NativeFilter, ids: ReadonlySet<number> | null): Test[] {
  const { fromMs, untilMs, users, libraries, mediaTypes, decisions } = filter;
  const traits = (index: number): number => plays.traits[index] ?? 0;
  const started = (index: number): number => ((plays.startedS[index] ?? 0) + ORIGIN_S) * 1000;
  const tests: Test[] = [];
  // Columns have whole seconds, as imported plays do; what began within the first or the last of them counts.
  if (fromMs !== null) tests.push((index) => started(index) >= Math.floor(fromMs / 1000) * 1000);
  if (untilMs !== null) tests.push((index) => started(index) < untilMs);
  for (const choice of users) tests.push((index) => isChosen(choice, plays.users[index] ?? 0));
  if (libraries !== undefined) tests.push((index) => isChosen(libraries, plays.libraries[index] || null));
  if (mediaTypes !== undefined) {
    const codes = codesOf(MEDIA_TYPES, mediaTypes, 0, 1);
    tests.push((index) => codes.has(mediaOf(traits(index))));
  }
  if (decisions !== undefined) {
    const codes = codesOf(DECISIONS, decisions, -1, 0);
    tests.push((index) => codes.has(decisionOf(traits(index))));
  }
  if (filter.isLive !== undefined) tests.push((index) => isLive(traits(index)) === filter.isLive);
  if (ids !== null) tests.push((index) => ids.has(plays.ids[index] ?? 0));
  return tests;
}

/**
 * Indexes of the plays a filter lets through, in the order of their ids. `ids` as `matchesBeyondColumns` gave them. A
 * play that never ended is in no statistic, but in the totals of the history. Pure.
 */
export function chooseNative(
  plays: PlayColumns,
  filter: NativeFilter,
  ids: ReadonlySet<number> | null,
  { isNoStopIncluded = false } = {},
): Int32Array {
  const tests = testsOf(plays, filter, ids);
  if (!isNoStopIncluded) tests.push((index) => plays.stoppedS[index] !== NO_STOP);
  const all = new Int32Array(plays.count);
  for (let index = 0; index < plays.count; index++) all[index] = index;
  return tests.reduce(those, all);
}
