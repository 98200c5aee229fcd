/** What is known of plays, one array a column. Pure. */
import { DECISIONS, LOCATIONS, type Location, MEDIA_TYPES, type MediaType } from '#contract/enums.ts';

/** The columns in the order of `play_blocks`. */
export const COLUMN_NAMES = [
  'ids',
  'watchGroups',
  'users',
  'libraries',
  'startedS',
  'stoppedS',
  'watchedMs',
  'traits',
  'titles',
  'platforms',
  'sourceResolutions',
  'deliveredResolutions',
  'items',
  'players',
  'addresses',
  'offsetsMs',
  'lengthsMs',
  'pausedMs',
  'fractions',
  'deliveries',
  'bandwidths',
  'videoCodecs',
  'audioCodecs',
  'albums',
  'creditsFirstMs',
  'creditsFinalMs',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** Plays in the order of their ids; the same index is the same play. Columns that were not asked for are empty. */
export interface PlayColumns {
  readonly count: number;
  readonly ids: Int32Array;
  /** The id of the first play of the viewing. */
  readonly watchGroups: Int32Array;
  readonly users: Int32Array;
  /** 0 for none. */
  readonly libraries: Int32Array;
  /** Seconds since `ORIGIN_S`. */
  readonly startedS: Int32Array;
  /** Seconds since `ORIGIN_S`; `NO_STOP` for a play without an end. */
  readonly stoppedS: Int32Array;
  readonly watchedMs: Float64Array;
  /** See `kindOf` and the functions after it. */
  readonly traits: Int16Array;
  /** Equal numbers are equal titles: of a film with its year, of the show, of a track's artist and its album's. */
  readonly titles: Float64Array;
  readonly platforms: Int32Array;
  readonly sourceResolutions: Int32Array;
  readonly deliveredResolutions: Int32Array;
  /** Descriptions of what was played, and the devices. */
  readonly items: Int32Array;
  readonly players: Int32Array;
  /** Equal numbers are equal addresses; 0 for none. */
  readonly addresses: Float64Array;
  /** The last position and the length; `UNKNOWN` for none. */
  readonly offsetsMs: Int32Array;
  readonly lengthsMs: Int32Array;
  readonly pausedMs: Float64Array;
  /** A thousand times the milliseconds of the start, and those of the end. */
  readonly fractions: Int32Array;
  /** See `convertedOf` and the functions after it. */
  readonly deliveries: Int32Array;
  /** Kilobits a second; `UNKNOWN` for none. */
  readonly bandwidths: Int32Array;
  /** Of the file: equal numbers are equal names. */
  readonly videoCodecs: Int32Array;
  readonly audioCodecs: Int32Array;
  /** Equal numbers are albums of the same name by the same artist; 0 for none. */
  readonly albums: Float64Array;
  /** Where the credits begin; 0 for none. */
  readonly creditsFirstMs: Int32Array;
  readonly creditsFinalMs: Int32Array;
}

/** 2000-01-01T00:00:00Z in epoch seconds; 32 bits reach from there to 2068. */
export const ORIGIN_S = 946_684_800;
export const NO_STOP = -2_147_483_648;
export const UNKNOWN = -2_147_483_648;
export const FRACTION = 1_000;

const MEDIA_MASK = 0b1111;
const LIVE = 0b1_0000;
const DESCRIBED = 0b10_0000;
const STREAM_DESCRIBED = 0b100_0000;
const DECISION_SHIFT = 7;

/** The bits of `traits`, as the SQL that makes them needs them. */
export const TRAITS = {
  mediaTypes: MEDIA_TYPES,
  decisions: DECISIONS,
  live: LIVE,
  described: DESCRIBED,
  streamDescribed: STREAM_DESCRIBED,
  decisionFactor: 1 << DECISION_SHIFT,
} as const;

/** The number that stands for a media type in `traits`. */
export const mediaCode = (mediaType: MediaType): number => MEDIA_TYPES.indexOf(mediaType) + 1;
export const mediaOf = (traits: number): number => traits & MEDIA_MASK;
export const isLive = (traits: number): boolean => (traits & LIVE) !== 0;
/** False for an imported play that came without a description of its item. */
export const isDescribed = (traits: number): boolean => (traits & DESCRIBED) !== 0;
/** False for an imported play that came without a description of its stream. */
export const isStreamDescribed = (traits: number): boolean => (traits & STREAM_DESCRIBED) !== 0;
/** Place in `DECISIONS`; -1 when it is not known. */
export const decisionOf = (traits: number): number => (traits >> DECISION_SHIFT) - 1;

const VIDEO = 0b1;
const AUDIO = 0b10;
const SUBTITLES = 0b100;
const LOCATION_SHIFT = 3;

/** The bits of `deliveries`, as the SQL that makes them needs them. */
export const DELIVERIES = {
  video: VIDEO,
  audio: AUDIO,
  subtitles: SUBTITLES,
  locations: LOCATIONS,
  locationFactor: 1 << LOCATION_SHIFT,
} as const;

/** What a server converted. */
export const convertedOf = (delivery: number) => ({
  video: (delivery & VIDEO) !== 0,
  audio: (delivery & AUDIO) !== 0,
  /** Burned in. */
  subtitles: (delivery & SUBTITLES) !== 0,
});
/** Place in `LOCATIONS`; -1 when it is not known. */
export const locationPlaceOf = (delivery: number): number => (delivery >> LOCATION_SHIFT) - 1;
export const locationOf = (delivery: number): Location | null => LOCATIONS[locationPlaceOf(delivery)] ?? null;

const DECISION_PLACES: ReadonlyMap<string, number> = new Map(DECISIONS.map((decision, place) => [decision, place]));

/** The place of a word in `DECISIONS`, as `decisionOf` tells it. */
export const decisionPlace = (word: string | null): number => DECISION_PLACES.get(word ?? '') ?? -1;

/** The values of a column. */
export type Values = Int32Array | Int16Array | Float64Array;

const FLOATS: ReadonlySet<ColumnName> = new Set(['watchedMs', 'titles', 'addresses', 'pausedMs', 'albums']);

/** A column of so many plays of nothing but zeros. */
export function emptyColumn(name: ColumnName, count: number): Values {
  if (FLOATS.has(name)) return new Float64Array(count);
  return name === 'traits' ? new Int16Array(count) : new Int32Array(count);
}

/** Columns of so many plays of nothing but zeros. */
export const emptyColumns = (count: number): PlayColumns => ({
  count,
  ids: new Int32Array(count),
  watchGroups: new Int32Array(count),
  users: new Int32Array(count),
  libraries: new Int32Array(count),
  startedS: new Int32Array(count),
  stoppedS: new Int32Array(count),
  watchedMs: new Float64Array(count),
  traits: new Int16Array(count),
  titles: new Float64Array(count),
  platforms: new Int32Array(count),
  sourceResolutions: new Int32Array(count),
  deliveredResolutions: new Int32Array(count),
  items: new Int32Array(count),
  players: new Int32Array(count),
  addresses: new Float64Array(count),
  offsetsMs: new Int32Array(count),
  lengthsMs: new Int32Array(count),
  pausedMs: new Float64Array(count),
  fractions: new Int32Array(count),
  deliveries: new Int32Array(count),
  bandwidths: new Int32Array(count),
  videoCodecs: new Int32Array(count),
  audioCodecs: new Int32Array(count),
  albums: new Float64Array(count),
  creditsFirstMs: new Int32Array(count),
  creditsFinalMs: new Int32Array(count),
});
