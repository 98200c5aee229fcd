/** Facts as columns and digests: what makes two descriptions the same one. Pure. */
import type { ServerId } from '#contract/ids.ts';
import type { ItemFacts, MediaSide, PlayerFacts, StreamFacts } from '#plex/facts.ts';
import { digest } from './digest.ts';

/** What makes an item the same one next year (decision "item identity"): its guid, or its description when it has none. */
export const itemIdentity = (facts: ItemFacts): string => facts.guid ?? `none:${facts.mediaType}:${facts.fullTitle}`;

const seconds = (value: number | null): Date | null => (value === null ? null : new Date(value * 1000));

/** The columns of an item's snapshot without those of its markers. */
export function baseColumns(facts: ItemFacts) {
  return {
    ratingKey: facts.ratingKey,
    parentRatingKey: facts.parentRatingKey,
    grandparentRatingKey: facts.grandparentRatingKey,
    guid: facts.guid,
    parentGuid: facts.parentGuid,
    grandparentGuid: facts.grandparentGuid,
    sectionId: facts.sectionId,
    libraryName: facts.libraryName,
    mediaType: facts.mediaType,
    isLive: facts.isLive,
    extraType: facts.extraType,
    title: facts.title,
    parentTitle: facts.parentTitle,
    grandparentTitle: facts.grandparentTitle,
    originalTitle: facts.originalTitle,
    editionTitle: facts.editionTitle,
    fullTitle: facts.fullTitle,
    year: facts.year,
    mediaIndex: facts.mediaIndex,
    parentMediaIndex: facts.parentMediaIndex,
    durationMs: facts.durationMs,
    thumb: facts.thumb,
    parentThumb: facts.parentThumb,
    grandparentThumb: facts.grandparentThumb,
    art: facts.art,
    originallyAvailableOn: facts.originallyAvailableAt,
    addedAt: seconds(facts.addedAt),
    updatedAt: seconds(facts.updatedAt),
    contentRating: facts.contentRating,
    studio: facts.studio,
    summary: facts.summary,
    tagline: facts.tagline,
    rating: facts.rating,
    audienceRating: facts.audienceRating === null ? null : Number(facts.audienceRating),
    genres: [...facts.genres],
    directors: [...facts.directors],
    writers: [...facts.writers],
    actors: [...facts.actors],
    labels: [...facts.labels],
    channelTitle: facts.channelTitle,
    channelCallSign: facts.channelCallSign,
    channelThumb: facts.channelThumb,
    channelId: facts.channelId,
    channelIdentifier: facts.channelIdentifier,
    channelVcn: facts.channelVcn,
  };
}

/** First credits marker flagged first, last one flagged final (monitoring notes 6). */
export function creditColumns(facts: ItemFacts) {
  const credits = (facts.markers ?? []).filter((marker) => marker.type === 'credits');
  return {
    isMarkersKnown: facts.markers !== null,
    creditsFirstMs: credits.findLast((marker) => marker.isFirst)?.startMs ?? null,
    creditsFinalMs: credits.findLast((marker) => marker.isFinal)?.startMs ?? null,
  };
}

/** Key under which a caller may remember what `storeItem` answered. */
export const itemDigest = (serverId: ServerId, facts: ItemFacts): Buffer =>
  digest({ serverId, identity: itemIdentity(facts), ...baseColumns(facts), ...creditColumns(facts) });

type Prefixed<P extends string> = { [K in keyof MediaSide & string as `${P}${Capitalize<K>}`]: MediaSide[K] };

const prefixed = <P extends 'source' | 'delivered'>(prefix: P, side: MediaSide): Prefixed<P> =>
  Object.fromEntries(
    Object.entries(side).map(([key, value]) => [`${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]),
  ) as Prefixed<P>;

export function streamColumns(facts: StreamFacts) {
  const { source, delivered, ...rest } = facts;
  return { ...rest, ...prefixed('source', source), ...prefixed('delivered', delivered) };
}

export const streamDigest = (facts: StreamFacts): Buffer => digest(streamColumns(facts));

export const playerDigest = (facts: PlayerFacts): Buffer => digest({ ...facts });
