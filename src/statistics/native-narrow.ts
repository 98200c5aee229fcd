/** The filter of the native API over plays that are laid out by column. */
import { DECISIONS, LOCATIONS, MEDIA_TYPES } from '#contract/enums.ts';
import { type Choice, isChosen } from '#contract/lists.ts';
import type { Db } from '#db/pool.ts';
import {
  type ColumnName,
  decisionOf,
  isLive,
  locationPlaceOf,
  mediaOf,
  NO_STOP,
  ORIGIN_S,
  type PlayColumns,
} from '#history/blocks/columns.ts';
import { those } from '#history/blocks/selection.ts';
import type { NativeFilter } from '#history/native-filter.ts';
import { matchingPlays, type Pointers, pointersOf } from '#history/native-matching.ts';
import { idMarks } from '#history/rows/id-marks.ts';
import type { WatchedRule } from '#history/watched.ts';
import { finishedColumns, finishedTest } from './finished.ts';

/** What the columns do not say has to be asked of the plays themselves. */
export const needsPlays = (filter: NativeFilter): boolean => {
  const { servers, resolutions, items, seasons, shows, atLeastMs, belowMs } = filter;
  const rest = [resolutions, items, seasons, shows, atLeastMs, belowMs];
  return servers.length > 0 || rest.some((part) => part !== undefined);
};

/** What a filter comes to beside the columns: the numbers of all plays it means, or what their pointers must be. */
export type Looked =
  | { readonly kind: 'plays'; readonly ids: ReadonlySet<number> }
  | { readonly kind: 'pointers'; readonly pointers: Pointers };

const NO_POINTERS: Pointers = { words: [], players: null };

/** Looks up what a filter says that the columns do not. */
export async function lookedUp(db: Db, filter: NativeFilter, rule: WatchedRule): Promise<Looked> {
  if (needsPlays(filter)) return { kind: 'plays', ids: await matchingPlays(db, filter, rule) };
  const { words } = filter;
  const isPlain = words.length === 0 && !asksDevice(filter);
  return { kind: 'pointers', pointers: isPlain ? NO_POINTERS : await pointersOf(db, filter, rule) };
}

const asksDevice = ({ players, platforms, products }: NativeFilter): boolean =>
  players !== undefined || platforms !== undefined || products !== undefined;

/** The columns that the filter looks at. */
export function filterColumns(filter: NativeFilter, rule: WatchedRule): ColumnName[] {
  const { users, libraries, words, locations, isWatched } = filter;
  return [
    'ids',
    'startedS',
    'stoppedS',
    'traits',
    ...(users.length > 0 || words.length > 0 ? (['users'] as const) : []),
    ...(words.length > 0 ? (['items'] as const) : []),
    ...(words.length > 0 || asksDevice(filter) ? (['players'] as const) : []),
    ...(libraries === undefined ? [] : (['libraries'] as const)),
    ...(locations === undefined ? [] : (['deliveries'] as const)),
    ...(isWatched === undefined ? [] : finishedColumns(rule)),
  ];
}

type Test = (index: number) => boolean;

const codesOf = <T>(all: readonly T[], choice: Choice<T>, unknown: number, first: number): ReadonlySet<number> =>
  new Set([
    ...all.flatMap((one, place) => (isChosen(choice, one) ? [place + first] : [])),
    ...(isChosen(choice, null) ? [unknown] : []),
  ]);

/** Plays that point at what was looked up. */
function pointing(plays: PlayColumns, { words, players }: Pointers): Test[] {
  const inPlayers = (ids: readonly number[]): Test => {
    const { has } = idMarks(ids);
    return (index) => has(plays.players[index] ?? 0);
  };
  const tests = words.map((word): Test => {
    const [items, users, devices] = [idMarks(word.items), idMarks(word.users), idMarks(word.players)];
    return (index) =>
      items.has(plays.items[index] ?? 0) ||
      users.has(plays.users[index] ?? 0) ||
      devices.has(plays.players[index] ?? 0);
  });
  return players === null ? tests : [...tests, inPlayers(players)];
}

function placed({ deliveries }: PlayColumns, { locations }: NativeFilter): Test[] {
  if (locations === undefined) return [];
  const codes = codesOf(LOCATIONS, locations, -1, 0);
  return [(index) => codes.has(locationPlaceOf(deliveries[index] ?? 0))];
}

function testsOf(plays: PlayColumns, filter: NativeFilter, looked: Looked, rule: WatchedRule): Test[] {
  const { fromMs, untilMs, users, libraries, mediaTypes, decisions, isWatched } = filter;
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
  tests.push(...placed(plays, filter));
  if (isWatched !== undefined) {
    const isFinished = finishedTest(plays, rule);
    tests.push((index) => isFinished(index) === isWatched);
  }
  if (filter.isLive !== undefined) tests.push((index) => isLive(traits(index)) === filter.isLive);
  if (looked.kind === 'pointers') return [...tests, ...pointing(plays, looked.pointers)];
  return [...tests, (index) => looked.ids.has(plays.ids[index] ?? 0)];
}

/**
 * Indexes of the plays a filter lets through, in the order of their ids. `looked` as `lookedUp` gave it. A play
 * that never ended is in no statistic, but in the totals of the history. Pure.
 */
export function chooseNative(
  plays: PlayColumns,
  filter: NativeFilter,
  looked: Looked,
  { rule, isNoStopIncluded = false }: { readonly rule: WatchedRule; readonly isNoStopIncluded?: boolean },
): Int32Array {
  const tests = testsOf(plays, filter, looked, rule);
  if (!isNoStopIncluded) tests.push((index) => plays.stoppedS[index] !== NO_STOP);
  const all = new Int32Array(plays.count);
  for (let index = 0; index < plays.count; index++) all[index] = index;
  return tests.reduce(those, all);
}
