/**
 * Rows of the table: plays one by one, or what belongs to one viewing added up. Pure. The loops are plain ones: a million
 * plays go through them for one page.
 */
import { type ColumnName, FRACTION, NO_STOP, ORIGIN_S, type PlayColumns, UNKNOWN } from '../blocks/columns.ts';
import { Numbering } from '../blocks/numbering.ts';
import type { RowUnit } from '../play-filter.ts';
import type { RowKey } from './places.ts';

const MS = 1_000;
const EPOCH_S = -ORIGIN_S;

/** Some plays, and the rows they make. */
export interface TableRows {
  /** Numbers of the rows, ascending: the index of the play, or the place of the viewing. */
  readonly rows: Int32Array;
  keyOf(row: number): number;
  /**
   * The play that stands for each row: that which got furthest (API notes 9.3). By row, one more than its index; null
   * where rows are plays.
   */
  readonly best: Int32Array | null;
  /**
   * A figure of the rows: of the play, or of all plays of the viewing together. The plays are those the rows were made of;
   * rows may be kept for longer than the columns of plays.
   */
  figure(name: FigureName, plays: PlayColumns): RowKey;
}

/** Some plays by their indexes, and the rows they make. */
export interface ChosenRows {
  readonly chosen: Int32Array;
  readonly table: TableRows;
}

/**
 * Moments are milliseconds since `ORIGIN_S`, -Infinity for no end. `percent` is how far the row got, -Infinity where that
 * is not known.
 */
export type FigureName = 'lastStart' | 'firstStart' | 'lastStop' | 'watched' | 'paused' | 'percent' | 'playCount';

/** The columns that all rows are made of. */
export const ROW_COLUMNS: Readonly<Record<RowUnit, readonly ColumnName[]>> = {
  play: ['ids', 'startedS', 'stoppedS', 'fractions', 'watchedMs'],
  group: ['watchGroups', 'offsetsMs', 'lengthsMs', 'startedS', 'stoppedS', 'fractions', 'watchedMs'],
};

/** The second that is kept as the end of a play: of one without an end it is that of its start. */
const endOf = ({ startedS, stoppedS }: PlayColumns, play: number): number => {
  const stopped = stoppedS[play] ?? NO_STOP;
  return stopped === NO_STOP ? (startedS[play] ?? 0) : stopped;
};

/** Plays whose end is no moment lasted nothing but their pauses, which must be known then. */
export function havePlaysWithoutTime({ startedS, stoppedS, count }: PlayColumns): boolean {
  for (let play = 0; play < count; play++) {
    const stopped = stoppedS[play] ?? NO_STOP;
    if (stopped <= EPOCH_S && (stopped !== NO_STOP || (startedS[play] ?? 0) <= EPOCH_S)) return true;
  }
  return false;
}

/** How long a play lasted, as the table counts. */
function lasted(plays: PlayColumns, play: number): number {
  const end = endOf(plays, play);
  const isMoment = end > EPOCH_S || (end === EPOCH_S && (plays.fractions[play] ?? 0) % FRACTION > 0);
  return isMoment ? (plays.watchedMs[play] ?? 0) : -(plays.pausedMs[play] ?? 0);
}

/** How long the chosen plays lasted together. */
export function watchedTime(plays: PlayColumns, chosen: Int32Array): number {
  const { watchedMs } = plays;
  let sum = 0;
  if (plays.pausedMs.length > 0 && havePlaysWithoutTime(plays))
    for (let at = 0; at < chosen.length; at++) sum += lasted(plays, chosen[at] ?? 0);
  else for (let at = 0; at < chosen.length; at++) sum += watchedMs[chosen[at] ?? 0] ?? 0;
  return sum;
}

/** Without a position a play counts as barely begun, without a length as one millisecond long (API notes 9.3). */
function percentOf({ offsetsMs, lengthsMs }: PlayColumns, play: number): number {
  const length = lengthsMs[play] ?? UNKNOWN;
  const offset = offsetsMs[play] ?? UNKNOWN;
  if (length === 0) return Number.NaN;
  return ((offset === UNKNOWN ? 0.1 : offset) / (length === UNKNOWN ? 1 : length)) * 100;
}

type OfPlay = (plays: PlayColumns, play: number) => number;

const startOf: OfPlay = ({ startedS, fractions }, play) =>
  (startedS[play] ?? 0) * MS + Math.floor((fractions[play] ?? 0) / FRACTION);

const stopOf: OfPlay = ({ stoppedS, fractions }, play) => {
  const second = stoppedS[play] ?? NO_STOP;
  return second === NO_STOP ? -Infinity : second * MS + ((fractions[play] ?? 0) % FRACTION);
};

const sum = (a: number, b: number): number => a + b;
const higher = (a: number, b: number): number => (b > a ? b : a);
const lower = (a: number, b: number): number => (b < a ? b : a);

/** What a figure is of one play, and how those of several become one. */
const FIGURES: Readonly<
  Record<FigureName, { readonly of: OfPlay; readonly none: number; readonly add: (all: number, one: number) => number }>
> = {
  lastStart: { of: startOf, none: -Infinity, add: higher },
  firstStart: { of: startOf, none: Infinity, add: lower },
  lastStop: { of: stopOf, none: -Infinity, add: higher },
  watched: { of: lasted, none: 0, add: sum },
  paused: { of: ({ pausedMs }, play) => pausedMs[play] ?? 0, none: 0, add: sum },
  percent: {
    of: (plays, play) => {
      const percent = percentOf(plays, play);
      return Number.isNaN(percent) ? -Infinity : percent;
    },
    none: -Infinity,
    add: higher,
  },
  playCount: { of: () => 1, none: 0, add: sum },
};

/** A row for each of the chosen plays. */
export const playRows = (plays: PlayColumns, chosen: Int32Array): TableRows => ({
  rows: chosen,
  keyOf: (row) => plays.ids[row] ?? 0,
  best: null,
  figure(name) {
    const { of } = FIGURES[name];
    return (rows, into) => {
      for (let at = 0; at < rows.length; at++) into[at] = of(plays, rows[at] ?? 0);
    };
  },
});

/** Ids further apart than so many times their number are not worth a place each. */
const MOST_PLACES = 8;
/** Ids may be negative; keys may not. */
const SHIFT = 2 ** 31;

/** A place for the viewing of each play: its number among `placesIn`, less `lowest`. */
export interface Places {
  /** Null where it is the viewing's own number. */
  readonly numbers: Int32Array | null;
  readonly lowest: number;
  readonly count: number;
  keyAt(place: number): number;
}

export function placesOf(groups: Int32Array): Places {
  let lowest = groups[0] ?? 0;
  let highest = lowest;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] ?? 0;
    if (group < lowest) lowest = group;
    if (group > highest) highest = group;
  }
  if (highest - lowest < MOST_PLACES * groups.length)
    return { numbers: null, lowest, count: highest - lowest + 1, keyAt: (place) => place + lowest };
  const numbering = new Numbering(groups.length);
  const places = new Int32Array(groups.length);
  for (let at = 0; at < groups.length; at++) places[at] = numbering.numberOf((groups[at] ?? 0) + SHIFT);
  const keys = new Int32Array(numbering.size);
  for (let at = 0; at < groups.length; at++) keys[places[at] ?? 0] = groups[at] ?? 0;
  return { numbers: places, lowest: 0, count: keys.length, keyAt: (place) => keys[place] ?? 0 };
}

export const placesIn = ({ watchGroups }: PlayColumns, { numbers }: Places): Int32Array => numbers ?? watchGroups;

/** A row for each viewing of the chosen plays, which come in the order of their ids. Its number is its place. */
export function groupRows(plays: PlayColumns, chosen: Int32Array): TableRows {
  const grouping = placesOf(plays.watchGroups);
  const { lowest, count, keyAt } = grouping;
  const places = placesIn(plays, grouping);
  const best = new Int32Array(count);
  let found = 0;
  for (let at = 0; at < chosen.length; at++) {
    const play = chosen[at] ?? 0;
    const place = (places[play] ?? 0) - lowest;
    const before = best[place] ?? 0;
    if (before === 0) found += 1;
    else if (!isFurther(percentOf(plays, play), percentOf(plays, before - 1))) continue;
    best[place] = play + 1;
  }
  const rows = new Int32Array(found);
  for (let place = 0, row = 0; row < found; place++) if (best[place] !== 0) rows[row++] = place;
  return { rows, keyOf: keyAt, best, figure: figuresOf(chosen, grouping) };
}

/** What nearly every order needs is found once. */
function figuresOf(chosen: Int32Array, grouping: Places): TableRows['figure'] {
  let starts: Float64Array | null = null;
  return (name, plays) => {
    if (name !== 'lastStart') return valuesIn(added(plays, chosen, grouping, name));
    starts ??= lastStarts(plays, chosen, grouping);
    return valuesIn(starts);
  };
}

const valuesIn =
  (all: Float64Array): RowKey =>
  (rows, into) => {
    for (let at = 0; at < rows.length; at++) into[at] = all[rows[at] ?? 0] ?? 0;
  };

function added(plays: PlayColumns, chosen: Int32Array, grouping: Places, name: FigureName): Float64Array {
  const { of, none, add } = FIGURES[name];
  const { lowest, count } = grouping;
  const places = placesIn(plays, grouping);
  const all = new Float64Array(count).fill(none);
  for (let at = 0; at < chosen.length; at++) {
    const play = chosen[at] ?? 0;
    const place = (places[play] ?? 0) - lowest;
    all[place] = add(all[place] ?? none, of(plays, play));
  }
  return all;
}

/** As `added` makes them, in a loop of their own. */
function lastStarts(plays: PlayColumns, chosen: Int32Array, grouping: Places): Float64Array {
  const { startedS, fractions } = plays;
  const { lowest, count } = grouping;
  const places = placesIn(plays, grouping);
  const all = new Float64Array(count).fill(-Infinity);
  for (let at = 0; at < chosen.length; at++) {
    const play = chosen[at] ?? 0;
    const place = (places[play] ?? 0) - lowest;
    const start = (startedS[play] ?? 0) * MS + Math.floor((fractions[play] ?? 0) / FRACTION);
    if (start > (all[place] ?? 0)) all[place] = start;
  }
  return all;
}

/** Of plays that got equally far the first stands for the row; where no percentage exists the last. */
const isFurther = (later: number, before: number): boolean => (Number.isNaN(before) ? true : later > before);
