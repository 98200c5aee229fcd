/** Plays -> viewings: what counts once although it was interrupted. Pure. */
import { mediaOf, NO_STOP, ORIGIN_S, type PlayColumns } from './blocks/columns.ts';
import { Numbering } from './numbering.ts';

/** Which plays are looked at. Filters select plays first; viewings are made of what remains (API notes 10). */
export interface PlayChoice {
  /** Epoch seconds: only plays that ended then or later. A play without an end never matches. */
  readonly fromS: number;
  readonly users?: ReadonlySet<number>;
  readonly libraries?: ReadonlySet<number>;
  /** Codes of media types. */
  readonly media?: ReadonlySet<number>;
}

/** Indexes of the chosen plays, in the order of their ids. */
export function choosePlays(plays: PlayColumns, { fromS, users, libraries, media }: PlayChoice): Int32Array {
  const chosen = new Int32Array(plays.count);
  const from = Math.max(fromS - ORIGIN_S, NO_STOP + 1);
  let size = 0;
  for (let index = 0; index < plays.count; index++) {
    if ((plays.stoppedS[index] ?? NO_STOP) < from) continue;
    if (users !== undefined && !users.has(plays.users[index] ?? 0)) continue;
    if (libraries !== undefined && !libraries.has(plays.libraries[index] ?? 0)) continue;
    if (media !== undefined && !media.has(mediaOf(plays.traits[index] ?? 0))) continue;
    chosen[size++] = index;
  }
  return chosen.subarray(0, size);
}

/** Viewings by number. A viewing that has plays in several buckets is one in each of them. */
export interface Viewings {
  readonly count: number;
  /** Index of the play with the lowest id: it says what the viewing was (API notes 10). */
  readonly first: Int32Array;
  /** Index of the play with the highest id. */
  readonly last: Int32Array;
  readonly bucket: Int32Array;
  readonly watchedMs: Float64Array;
}

/** What makes plays one viewing: their group, or nothing. */
export type ViewingUnit = 'group' | 'play';

/** More buckets than this would not fit beside an id into the key of `Numbering`. */
const ID_RANGE = 2 ** 32;
/** Ids may be negative; keys may not. */
const ID_SHIFT = 2 ** 31;

/** Makes viewings of plays that come in the order of their ids; a bucket is a number from 0 to a million. */
export function viewingsOf(
  plays: PlayColumns,
  chosen: Int32Array,
  unit: ViewingUnit,
  bucketOf: (index: number) => number = () => 0,
): Viewings {
  const groups = unit === 'group' ? plays.watchGroups : plays.ids;
  const numbering = new Numbering(chosen.length);
  const first = new Int32Array(chosen.length);
  const last = new Int32Array(chosen.length);
  const buckets = new Int32Array(chosen.length);
  const watchedMs = new Float64Array(chosen.length);
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    const bucket = bucketOf(index);
    const before = numbering.size;
    const viewing = numbering.numberOf((groups[index] ?? 0) + ID_SHIFT + bucket * ID_RANGE);
    if (numbering.size > before) {
      first[viewing] = index;
      buckets[viewing] = bucket;
    }
    last[viewing] = index;
    watchedMs[viewing] = (watchedMs[viewing] ?? 0) + (plays.watchedMs[index] ?? 0);
  }
  const { size } = numbering;
  return {
    count: size,
    first: first.subarray(0, size),
    last: last.subarray(0, size),
    bucket: buckets.subarray(0, size),
    watchedMs: watchedMs.subarray(0, size),
  };
}
