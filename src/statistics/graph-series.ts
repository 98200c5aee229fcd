/** What the lines of a graph tell apart. Pure. */
import { DECISIONS, MEDIA_TYPES, type MediaType } from '#contract/enums.ts';
import {
  type ColumnName,
  decisionOf,
  isDescribed,
  isLive,
  isStreamDescribed,
  mediaOf,
  type PlayColumns,
} from '#history/blocks/columns.ts';

export const MEDIA_SERIES = ['tv', 'movies', 'music', 'live'] as const;
/** In the order of `DECISIONS`. */
export const DELIVERY_SERIES = DECISIONS;

export type Series =
  | { readonly kind: 'media'; readonly names: typeof MEDIA_SERIES }
  | { readonly kind: 'delivery'; readonly names: typeof DELIVERY_SERIES };

export const BY_MEDIA: Series = { kind: 'media', names: MEDIA_SERIES };
export const BY_DELIVERY: Series = { kind: 'delivery', names: DELIVERY_SERIES };

/** The columns that series look at. */
export const seriesColumns: readonly ColumnName[] = ['traits'];

/** What a play has no description of to be in a series. */
export const OUT = -1;

const IN_SERIES: readonly (MediaType | null)[] = ['episode', 'movie', 'track'];
/** By the code of a media type; a list because every viewing is looked up in it. */
const MEDIA_PLACES: readonly number[] = [null, ...MEDIA_TYPES].map((mediaType) => {
  const place = IN_SERIES.indexOf(mediaType);
  return mediaType === null || place < 0 ? MEDIA_SERIES.length : place;
});
const LIVE_PLACE = 3;

/** Clips and photos are in no series. */
function mediaSeries(traits: number): number {
  if (!isDescribed(traits)) return OUT;
  return isLive(traits) ? LIVE_PLACE : (MEDIA_PLACES[mediaOf(traits)] ?? MEDIA_SERIES.length);
}

function deliverySeries(traits: number): number {
  if (!isStreamDescribed(traits)) return OUT;
  const decision = decisionOf(traits);
  return decision < 0 ? DELIVERY_SERIES.length : decision;
}

/**
 * The place of a play among the series; the number of series when it belongs to none of them, and `OUT` when it does not
 * count at all.
 */
export function seriesOf({ kind }: Series, plays: PlayColumns): (index: number) => number {
  const of = kind === 'media' ? mediaSeries : deliverySeries;
  return (index) => of(plays.traits[index] ?? 0);
}
