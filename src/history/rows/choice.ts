/** What a filter lets through and what a search finds, told by the columns of plays. Pure. */
import {
  type ColumnName,
  decisionOf,
  isDescribed,
  isStreamDescribed,
  ORIGIN_S,
  type PlayColumns,
} from '../blocks/columns.ts';
import { type DayNumber, localCalendar } from '../blocks/local-calendar.ts';
import { those } from '../blocks/selection.ts';

/** Some of all ids. */
export interface IdChoice {
  readonly ids: readonly number[];
  /** The ids are those that were not chosen. */
  readonly areLeftOut: boolean;
}

/** When plays begin, by the calendar of a zone. */
export interface DayChoice {
  readonly timeZone: string;
  /** Any of these days; all when absent. */
  readonly oneOf?: readonly DayNumber[];
  readonly first?: DayNumber;
  readonly last?: DayNumber;
}

/** Which plays are meant; everything where nothing is said. Plays without a description are never meant. */
export interface PlayChoice {
  readonly users?: IdChoice;
  readonly items?: IdChoice;
  readonly libraries?: IdChoice;
  /** Places in `DECISIONS`. */
  readonly decisions?: readonly number[];
  readonly days?: DayChoice;
}

/** What a term is found in; any of it is enough. */
export interface SearchChoice {
  readonly users: readonly number[];
  readonly players: readonly number[];
  readonly items: IdChoice | null;
  /** Numbers of addresses, which do not count for some plays. */
  readonly addresses: readonly number[];
  readonly withOtherAddress: readonly number[];
  /** Single plays. */
  readonly plays: readonly number[];
}

type Test = (index: number) => boolean;

/** More ids than this would not be worth an array of all there may be. */
const MOST_SPREAD = 50_000_000;

/** Whether the id of a play in a column is among the chosen ones. */
function isAmong(column: Int32Array, { ids, areLeftOut }: IdChoice): Test {
  if (ids.length === 0) return () => areLeftOut;
  const lowest = ids.reduce((least, id) => Math.min(least, id), Infinity);
  const highest = ids.reduce((most, id) => Math.max(most, id), -Infinity);
  if (highest - lowest > MOST_SPREAD) {
    const set = new Set(ids);
    return (index) => set.has(column[index] ?? 0) !== areLeftOut;
  }
  const marks = new Uint8Array(highest - lowest + 1);
  for (const id of ids) marks[id - lowest] = 1;
  return (index) => (marks[(column[index] ?? 0) - lowest] === 1) !== areLeftOut;
}

function isOnDay({ startedS }: PlayColumns, { timeZone, oneOf, first, last }: DayChoice): Test {
  const { dayOf } = localCalendar(timeZone);
  const days = oneOf === undefined ? null : new Set(oneOf);
  return (index) => {
    const day = dayOf((startedS[index] ?? 0) + ORIGIN_S);
    return day >= (first ?? -Infinity) && day <= (last ?? Infinity) && (days?.has(day) ?? true);
  };
}

function isDeliveredSo({ traits }: PlayColumns, decisions: readonly number[]): Test {
  const chosen = new Set(decisions);
  return (index) => chosen.has(decisionOf(traits[index] ?? 0));
}

/** The columns a choice looks at. */
export function columnsOfChoice({ users, items, libraries, days }: PlayChoice): ColumnName[] {
  return [
    'traits',
    ...(users === undefined ? [] : (['users'] as const)),
    ...(items === undefined ? [] : (['items'] as const)),
    ...(libraries === undefined ? [] : (['libraries'] as const)),
    ...(days === undefined ? [] : (['startedS'] as const)),
  ];
}

/** Indexes of the chosen plays, in the order of their ids. */
export function choosePlays(plays: PlayColumns, { users, items, libraries, decisions, days }: PlayChoice): Int32Array {
  const { traits } = plays;
  const tests: readonly Test[] = [
    ...(users === undefined ? [] : [isAmong(plays.users, users)]),
    ...(items === undefined ? [] : [isAmong(plays.items, items)]),
    ...(libraries === undefined ? [] : [isAmong(plays.libraries, libraries)]),
    ...(decisions === undefined ? [] : [isDeliveredSo(plays, decisions)]),
    ...(days === undefined ? [] : [isOnDay(plays, days)]),
  ];
  const described = new Int32Array(plays.count);
  let size = 0;
  for (let index = 0; index < plays.count; index++) {
    const trait = traits[index] ?? 0;
    if (isDescribed(trait) && isStreamDescribed(trait)) described[size++] = index;
  }
  return tests.reduce<Int32Array>((chosen, test) => those(chosen, test), described.subarray(0, size));
}

/** The columns a search looks at. */
export function columnsOfSearch({ users, players, items, addresses, plays }: SearchChoice): ColumnName[] {
  return [
    ...(users.length === 0 ? [] : (['users'] as const)),
    ...(players.length === 0 ? [] : (['players'] as const)),
    ...(items === null ? [] : (['items'] as const)),
    ...(addresses.length === 0 ? [] : (['addresses', 'ids'] as const)),
    ...(plays.length === 0 ? [] : (['ids'] as const)),
  ];
}

/** Whether the term is found in a play. */
export function isFoundIn(plays: PlayColumns, search: SearchChoice): Test {
  const chosen = (ids: readonly number[]): IdChoice => ({ ids, areLeftOut: false });
  const addresses = new Set(search.addresses);
  const others = new Set(search.withOtherAddress);
  const tests: readonly Test[] = [
    ...(search.users.length === 0 ? [] : [isAmong(plays.users, chosen(search.users))]),
    ...(search.players.length === 0 ? [] : [isAmong(plays.players, chosen(search.players))]),
    ...(search.items === null ? [] : [isAmong(plays.items, search.items)]),
    ...(addresses.size === 0
      ? []
      : [(index: number) => addresses.has(plays.addresses[index] ?? 0) && !others.has(plays.ids[index] ?? 0)]),
    ...(search.plays.length === 0 ? [] : [isAmong(plays.ids, chosen(search.plays))]),
  ];
  const [first, ...rest] = tests;
  if (first === undefined) return () => false;
  return (index) => first(index) || rest.some((test) => test(index));
}
