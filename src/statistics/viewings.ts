/** Plays -> viewings: what counts once although it was interrupted. Pure. */
import { mediaOf, NO_STOP, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';

/** A span of time. Bounds are epoch seconds; only `fromS` is always there. */
export interface PlaySpan {
  /** Only plays that ended then or later. A play without an end never matches. */
  readonly fromS: number;
  /** Only plays that ended then or earlier. */
  readonly endedUntilS?: number;
  /** Only plays that began then or later, and before. */
  readonly startedFromS?: number;
  readonly startedBeforeS?: number;
}

/** Which plays are looked at. Filters select plays first; viewings are made of what remains (API notes 10). */
export interface PlayChoice extends PlaySpan {
  readonly users?: ReadonlySet<number>;
  readonly libraries?: ReadonlySet<number>;
  /** Their ids. */
  readonly plays?: ReadonlySet<number>;
  /** Codes of media types. */
  readonly media?: readonly number[];
}

/** Indexes of the chosen plays, in the order of their ids. */
export function choosePlays(plays: PlayColumns, choice: PlayChoice): Int32Array {
  const { users, libraries, plays: ids, media } = choice;
  const from = Math.max(choice.fromS - ORIGIN_S, NO_STOP + 1);
  const until = (choice.endedUntilS ?? Infinity) - ORIGIN_S;
  const startsMatter = choice.startedFromS !== undefined || choice.startedBeforeS !== undefined;
  const first = (choice.startedFromS ?? -Infinity) - ORIGIN_S;
  const end = (choice.startedBeforeS ?? Infinity) - ORIGIN_S;
  // One bit a media type: a set would be asked for every play.
  const mediaBits = media?.reduce((bits, code) => bits | (1 << code), 0);
  const chosen = new Int32Array(plays.count);
  let size = 0;
  for (let index = 0; index < plays.count; index++) {
    const stopped = plays.stoppedS[index] ?? NO_STOP;
    if (stopped < from || stopped > until) continue;
    if (startsMatter && !isWithin(plays.startedS[index] ?? 0, first, end)) continue;
    if (users !== undefined && !users.has(plays.users[index] ?? 0)) continue;
    if (libraries !== undefined && !libraries.has(plays.libraries[index] ?? 0)) continue;
    if (ids !== undefined && !ids.has(plays.ids[index] ?? 0)) continue;
    if (mediaBits !== undefined && (mediaBits & (1 << mediaOf(plays.traits[index] ?? 0))) === 0) continue;
    chosen[size++] = index;
  }
  return chosen.subarray(0, size);
}

const isWithin = (value: number, first: number, end: number): boolean => value >= first && value < end;

/** Viewings by number. A viewing that has plays in several buckets is one in each of them. */
export interface Viewings {
  readonly count: number;
  /** Index of the play with the lowest id: it says what the viewing was (API notes 10). */
  readonly first: Int32Array;
  /** Index of the play with the highest id. */
  readonly last: Int32Array;
  readonly bucket: Int32Array;
  readonly watchedMs: Float64Array;
  /** The number of the viewing of each of the plays it was made of, in their order. */
  readonly of: Int32Array;
}

/** What makes plays one viewing: their group, or nothing. */
export type ViewingUnit = 'group' | 'play';

/** Makes viewings of plays that come in the order of their ids. A bucket is any whole number. */
export function viewingsOf(
  plays: PlayColumns,
  chosen: Int32Array,
  unit: ViewingUnit,
  bucketOf: (index: number) => number = () => 0,
): Viewings {
  const places = placesOf(unit === 'group' ? plays.watchGroups : plays.ids, plays.ids, chosen);
  // The viewings of a group are a chain, one for each bucket; nearly all of them have one. 0 ends it.
  const newest = new Int32Array(places.count);
  const next = new Int32Array(chosen.length);
  const first = new Int32Array(chosen.length);
  const last = new Int32Array(chosen.length);
  const buckets = new Int32Array(chosen.length);
  const watchedMs = new Float64Array(chosen.length);
  const of = new Int32Array(chosen.length);
  let count = 0;
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    const bucket = bucketOf(index);
    const place = places.placeOf(index);
    let viewing = (newest[place] ?? 0) - 1;
    while (viewing >= 0 && buckets[viewing] !== bucket) viewing = (next[viewing] ?? 0) - 1;
    if (viewing < 0) {
      viewing = count++;
      next[viewing] = newest[place] ?? 0;
      newest[place] = count;
      first[viewing] = index;
      buckets[viewing] = bucket;
    }
    of[at] = viewing;
    last[viewing] = index;
    watchedMs[viewing] = (watchedMs[viewing] ?? 0) + (plays.watchedMs[index] ?? 0);
  }
  return {
    count,
    first: first.subarray(0, count),
    last: last.subarray(0, count),
    bucket: buckets.subarray(0, count),
    watchedMs: watchedMs.subarray(0, count),
    of,
  };
}

/** Ids further apart than so many times their number are not worth a place each. */
const MOST_PLACES = 8;
/** Ids may be negative; keys may not. */
const SHIFT = 2 ** 31;

/**
 * A place for each group. A group is called after its first play, which mostly is among the plays: then its place is
 * where its id is among theirs, which is much quicker than looking it up. Others are numbered behind.
 */
function placesOf(groups: Int32Array, ids: Int32Array, chosen: Int32Array) {
  const lowest = ids[chosen[0] ?? 0] ?? 0;
  const range = (ids[chosen.at(-1) ?? 0] ?? 0) - lowest + 1;
  const direct = range <= MOST_PLACES * chosen.length ? range : 0;
  let others = 0;
  for (let at = 0; at < chosen.length; at++) {
    const place = (groups[chosen[at] ?? 0] ?? 0) - lowest;
    if (place < 0 || place >= direct) others += 1;
  }
  const numbering = new Numbering(others);
  return {
    count: direct + others,
    placeOf(index: number): number {
      const group = groups[index] ?? 0;
      const place = group - lowest;
      return place >= 0 && place < direct ? place : direct + numbering.numberOf(group + SHIFT);
    },
  };
}
