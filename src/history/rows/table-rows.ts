/** Rows of the table: plays one by one, or what belongs to one viewing added up. Pure. */
import { type ColumnName, FRACTION, NO_STOP, ORIGIN_S, type PlayColumns, UNKNOWN } from '../blocks/columns.ts';
import { Numbering } from '../blocks/numbering.ts';
import type { RowUnit } from '../play-filter.ts';
import type { RowKey } from './places.ts';

const MS = 1_000;

/** Some plays, and the rows they make. Rows have numbers; what is known of each is a function of its number. */
export interface TableRows {
  readonly rows: Int32Array;
  /** Of all plays together. */
  readonly watchedMs: number;
  /** The id of the play, or of the viewing. */
  readonly keyOf: RowKey;
  /** The index of the play that stands for the row: that which got furthest (API notes 9.3). */
  readonly bestOf: RowKey;
  /** Milliseconds since `ORIGIN_S`: the newest start, the first one and the last end; -Infinity for no end. */
  readonly lastStart: () => RowKey;
  readonly firstStart: () => RowKey;
  readonly lastStop: () => RowKey;
  readonly watched: () => RowKey;
  readonly paused: () => RowKey;
  /** How far it got; -Infinity where that is not known. */
  readonly percent: () => RowKey;
  readonly playCount: () => RowKey;
}

/** The columns that all rows are made of. */
export const ROW_COLUMNS: Readonly<Record<RowUnit, readonly ColumnName[]>> = {
  play: ['ids', 'startedS', 'stoppedS', 'fractions', 'watchedMs'],
  group: ['watchGroups', 'offsetsMs', 'lengthsMs', 'startedS', 'stoppedS', 'fractions', 'watchedMs'],
};

/** Plays whose end is no moment lasted nothing but their pauses, which must be known then. */
export const havePlaysWithoutTime = ({ startedS, stoppedS }: PlayColumns): boolean =>
  stoppedS.some((second, play) => (second === NO_STOP ? (startedS[play] ?? 0) : second) <= -ORIGIN_S);

/** What the table says of a single play, by its index. */
export function figuresOf(plays: PlayColumns) {
  const { startedS, stoppedS, fractions, watchedMs, pausedMs, offsetsMs, lengthsMs } = plays;
  const start: RowKey = (play) => (startedS[play] ?? 0) * MS + Math.floor((fractions[play] ?? 0) / FRACTION);
  const stop: RowKey = (play) => {
    const second = stoppedS[play] ?? NO_STOP;
    return second === NO_STOP ? -Infinity : second * MS + ((fractions[play] ?? 0) % FRACTION);
  };
  /** The moment that is kept as the end: of a play without one it is its start. */
  const kept: RowKey = (play) => (stoppedS[play] === NO_STOP ? start(play) : stop(play));
  return {
    start,
    stop,
    /** A play whose end is no moment lasted nothing. */
    watched: (play: number): number => (kept(play) > -ORIGIN_S * MS ? (watchedMs[play] ?? 0) : -(pausedMs[play] ?? 0)),
    paused: (play: number): number => pausedMs[play] ?? 0,
    /** Without a position it counts as barely begun, without a length as one millisecond long (API notes 9.3). */
    percent: (play: number): number => {
      const length = lengthsMs[play] ?? UNKNOWN;
      const offset = offsetsMs[play] ?? UNKNOWN;
      return length === 0
        ? Number.NaN
        : ((offset === UNKNOWN ? 0.1 : offset) / (length === UNKNOWN ? 1 : length)) * 100;
    },
  };
}

const orLowest = (value: number): number => (Number.isNaN(value) ? -Infinity : value);

function sumOver(chosen: Int32Array, value: RowKey): number {
  let sum = 0;
  for (let at = 0; at < chosen.length; at++) sum += value(chosen[at] ?? 0);
  return sum;
}

/** A row for each of the chosen plays. */
export function playRows(plays: PlayColumns, chosen: Int32Array): TableRows {
  const { start, stop, watched, paused, percent } = figuresOf(plays);
  return {
    rows: chosen,
    watchedMs: sumOver(chosen, watched),
    keyOf: (row) => plays.ids[row] ?? 0,
    bestOf: (row) => row,
    lastStart: () => start,
    firstStart: () => start,
    lastStop: () => stop,
    watched: () => watched,
    paused: () => paused,
    percent: () => (row) => orLowest(percent(row)),
    playCount: () => () => 1,
  };
}

/** Ids further apart than so many times their number are not worth a place each. */
const MOST_PLACES = 8;
/** Ids may be negative; keys may not. */
const SHIFT = 2 ** 31;

/** A place for the viewing of each play. */
interface Places {
  readonly count: number;
  placeOf(play: number): number;
  keyAt(place: number): number;
}

function placesOf(groups: Int32Array): Places {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let at = 0; at < groups.length; at++) {
    const group = groups[at] ?? 0;
    if (group < lowest) lowest = group;
    if (group > highest) highest = group;
  }
  if (groups.length === 0) return { count: 0, placeOf: () => 0, keyAt: () => 0 };
  if (highest - lowest < MOST_PLACES * groups.length)
    return {
      count: highest - lowest + 1,
      placeOf: (play) => (groups[play] ?? 0) - lowest,
      keyAt: (place) => place + lowest,
    };
  const numbering = new Numbering(groups.length);
  const places = groups.map((group) => numbering.numberOf(group + SHIFT));
  const keys = new Int32Array(numbering.size);
  for (let at = 0; at < groups.length; at++) keys[places[at] ?? 0] = groups[at] ?? 0;
  return { count: keys.length, placeOf: (play) => places[play] ?? 0, keyAt: (place) => keys[place] ?? 0 };
}

/** A row for each viewing of the chosen plays, which come in the order of their ids. Its number is its place. */
export function groupRows(plays: PlayColumns, chosen: Int32Array): TableRows {
  const { start, stop, watched, paused, percent } = figuresOf(plays);
  const places = placesOf(plays.watchGroups);
  // One more than the index of the best play; 0 for none.
  const best = new Int32Array(places.count);
  let count = 0;
  for (let at = 0; at < chosen.length; at++) {
    const play = chosen[at] ?? 0;
    const place = places.placeOf(play);
    const before = best[place] ?? 0;
    if (before === 0) count += 1;
    if (before === 0 || isFurther(percent(play), percent(before - 1))) best[place] = play + 1;
  }
  const rows = new Int32Array(count);
  for (let place = 0, row = 0; place < best.length; place++) if (best[place] !== 0) rows[row++] = place;
  const collected = (value: RowKey, initial: number, add: (all: number, one: number) => number): RowKey => {
    const all = new Float64Array(places.count).fill(initial);
    for (let at = 0; at < chosen.length; at++) {
      const play = chosen[at] ?? 0;
      const place = places.placeOf(play);
      all[place] = add(all[place] ?? initial, value(play));
    }
    return (row) => all[row] ?? initial;
  };
  return {
    rows,
    watchedMs: sumOver(chosen, watched),
    keyOf: places.keyAt,
    bestOf: (row) => (best[row] ?? 0) - 1,
    lastStart: () => collected(start, -Infinity, higher),
    firstStart: () => collected(start, Infinity, lower),
    lastStop: () => collected(stop, -Infinity, higher),
    watched: () => collected(watched, 0, sum),
    paused: () => collected(paused, 0, sum),
    percent: () => (row) => orLowest(percent((best[row] ?? 0) - 1)),
    playCount: () => collected(() => 1, 0, sum),
  };
}

const sum = (a: number, b: number): number => a + b;
const higher = (a: number, b: number): number => (b > a ? b : a);
const lower = (a: number, b: number): number => (b < a ? b : a);

/** Of plays that got equally far the first stands for the row; where no percentage exists the last. */
const isFurther = (later: number, before: number): boolean => (Number.isNaN(before) ? true : later > before);
