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
import { idMarks } from './id-marks.ts';

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

/** Keeps of the first `size` indexes those that pass, at the beginning, and answers how many do. */
type Narrow = (indexes: Int32Array, size: number) => number;

/** The loops are written out: a million plays go through each of them. */
function byIds(column: Int32Array, { ids, areLeftOut }: IdChoice): Narrow {
  const { lowest, marks } = idMarks(ids);
  const kept = areLeftOut ? 0 : 1;
  return (indexes, size) => {
    let found = 0;
    for (let at = 0; at < size; at++) {
      const index = indexes[at] ?? 0;
      if ((marks[(column[index] ?? 0) - lowest] ?? 0) === kept) indexes[found++] = index;
    }
    return found;
  };
}

function byDecision(traits: Int16Array, decisions: readonly number[]): Narrow {
  const chosen = decisions.reduce((bits, decision) => bits | (1 << (decision + 1)), 0);
  return (indexes, size) => {
    let found = 0;
    for (let at = 0; at < size; at++) {
      const index = indexes[at] ?? 0;
      if ((chosen & (1 << (decisionOf(traits[index] ?? 0) + 1))) !== 0) indexes[found++] = index;
    }
    return found;
  };
}

const DAY_S = 86_400;

/** No zone is more than a day from UTC, so the calendar is asked near the borders only. */
function byDay(startedS: Int32Array, { timeZone, oneOf, first = -Infinity, last = Infinity }: DayChoice): Narrow {
  const { dayOf } = localCalendar(timeZone);
  const days = oneOf === undefined ? null : new Set(oneOf);
  const isMeant = (second: number): boolean => {
    const utcDay = Math.floor((second + ORIGIN_S) / DAY_S);
    if (utcDay < first - 1 || utcDay > last + 1) return false;
    if (days === null && utcDay > first && utcDay < last) return true;
    const day = dayOf(second + ORIGIN_S);
    return day >= first && day <= last && (days?.has(day) ?? true);
  };
  return (indexes, size) => {
    let found = 0;
    for (let at = 0; at < size; at++) {
      const index = indexes[at] ?? 0;
      if (isMeant(startedS[index] ?? 0)) indexes[found++] = index;
    }
    return found;
  };
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
  const { traits, count } = plays;
  const narrows: readonly Narrow[] = [
    ...(users === undefined ? [] : [byIds(plays.users, users)]),
    ...(items === undefined ? [] : [byIds(plays.items, items)]),
    ...(libraries === undefined ? [] : [byIds(plays.libraries, libraries)]),
    ...(decisions === undefined ? [] : [byDecision(traits, decisions)]),
    ...(days === undefined ? [] : [byDay(plays.startedS, days)]),
  ];
  const chosen = new Int32Array(count);
  let size = 0;
  for (let index = 0; index < count; index++) {
    const trait = traits[index] ?? 0;
    if (isDescribed(trait) && isStreamDescribed(trait)) chosen[size++] = index;
  }
  for (const narrow of narrows) size = narrow(chosen, size);
  // A few plays do not keep the room of all.
  return size < count / 2 ? chosen.slice(0, size) : chosen.subarray(0, size);
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

/** Those of the rows in whose play the term is found; `best` is one more than its index by row, or null for the row itself. */
export function searchRows(
  plays: PlayColumns,
  { rows, best }: { readonly rows: Int32Array; readonly best: Int32Array | null },
  search: SearchChoice,
): Int32Array {
  const [byUser, byPlayer] = [idMarks(search.users), idMarks(search.players)];
  const byItem = idMarks(search.items?.ids ?? []);
  const inItem = search.items?.areLeftOut === true ? 0 : 1;
  const hasItems = search.items !== null;
  const addresses = new Set(search.addresses);
  const others = new Set(search.withOtherAddress);
  const single = new Set(search.plays);
  const isElsewhere = addresses.size > 0 || single.size > 0;
  const isFoundElsewhere = (play: number): boolean => {
    const id = plays.ids[play] ?? 0;
    return single.has(id) || (addresses.has(plays.addresses[play] ?? 0) && !others.has(id));
  };
  const found = new Int32Array(rows.length);
  let size = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    const play = best === null ? row : (best[row] ?? 0) - 1;
    if (
      byUser.marks[(plays.users[play] ?? 0) - byUser.lowest] === 1 ||
      byPlayer.marks[(plays.players[play] ?? 0) - byPlayer.lowest] === 1 ||
      (hasItems && (byItem.marks[(plays.items[play] ?? 0) - byItem.lowest] ?? 0) === inItem) ||
      (isElsewhere && isFoundElsewhere(play))
    )
      found[size++] = row;
  }
  return found.subarray(0, size);
}
