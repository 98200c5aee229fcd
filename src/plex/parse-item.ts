/** An item element (`Video`, `Track`, `Photo`, `Directory`, `Playlist`) -> ItemFacts (Plex protocol notes 3.2, 3.3). */
import { z } from 'zod';
import { MEDIA_TYPES, type MediaType } from '#contract/enums.ts';
import type { RatingKey } from '#contract/ids.ts';
import {
  day,
  decimalText,
  describeIssues,
  digits,
  epochSeconds,
  flag,
  integer,
  milliseconds,
  text,
} from './attributes.ts';
import type { ItemFacts, MediaVersion, OddKeys } from './facts.ts';
import { parseMarkers } from './parse-item-markers.ts';
import { selectedVersion } from './played-media.ts';
import { fullTitle } from './tables/titles.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

const ItemAttributes = z.object({
  type: z.enum(MEDIA_TYPES, 'is not a type of item we know'),
  ratingKey: digits,
  parentRatingKey: digits,
  grandparentRatingKey: digits,
  guid: text,
  parentGuid: text,
  grandparentGuid: text,
  slug: text,
  parentSlug: text,
  grandparentSlug: text,
  librarySectionID: integer,
  librarySectionTitle: text,
  title: text,
  parentTitle: text,
  grandparentTitle: text,
  originalTitle: text,
  titleSort: text,
  editionTitle: text,
  year: integer,
  parentYear: integer,
  grandparentYear: integer,
  minYear: integer,
  maxYear: integer,
  index: integer,
  parentIndex: integer,
  duration: milliseconds,
  thumb: text,
  parentThumb: text,
  grandparentThumb: text,
  art: text,
  banner: text,
  composite: text,
  originallyAvailableAt: day,
  addedAt: epochSeconds,
  updatedAt: epochSeconds,
  lastViewedAt: epochSeconds,
  contentRating: text,
  studio: text,
  summary: text,
  tagline: text,
  rating: decimalText,
  ratingImage: text,
  audienceRating: decimalText,
  audienceRatingImage: text,
  userRating: decimalText,
  live: flag,
  extraType: integer,
  subtype: text,
  leafCount: integer,
  childCount: integer,
  smart: integer,
  playlistType: text,
  sourceTitle: text,
  sourceIcon: text,
});
type Attributes = z.infer<typeof ItemAttributes>;

/** What the container says about all items in it. */
export interface Surroundings {
  readonly sectionId: number | null;
  readonly libraryName: string | null;
}

const SurroundingAttributes = z.object({ librarySectionID: integer, librarySectionTitle: text });

export function parseSurroundings(container: XmlElement): Surroundings {
  const found = SurroundingAttributes.parse(container.attributes);
  return { sectionId: found.librarySectionID, libraryName: found.librarySectionTitle };
}

const MINUTES_BELOW = 1000;

const tags = (element: XmlElement, name: string): readonly string[] =>
  childrenNamed(element, name).flatMap((child) => text.parse(child.attributes.tag) ?? []);

/** Some servers tell the length of a show in minutes (derived-fields notes 12). */
const durationOf = (mediaType: MediaType, duration: number | null): number | null =>
  mediaType === 'show' && duration !== null && duration < MINUTES_BELOW ? duration * 60_000 : duration;

const key = (value: string | null): RatingKey | null => value as RatingKey | null;

function thumbOf(mediaType: MediaType, { thumb, composite }: Attributes): string | null {
  if (mediaType === 'collection') return thumb?.split('?')[0] || null;
  return mediaType === 'playlist' ? (thumb ?? composite) : thumb;
}

/** An extra that plays has no poster of its own worth showing: its item's artwork gives one (derived-fields notes 4). */
export const withExtraPoster = (item: ItemFacts): ItemFacts =>
  item.mediaType === 'clip' && item.extraType !== null && item.art !== null
    ? { ...item, thumb: item.art.replaceAll('/art', '/thumb') }
    : item;

/**
 * `/library/metadata/256/thumb/1` still names the season where seasons are hidden (Plex protocol notes 3.3); null when
 * there is nothing to recover.
 */
export function hiddenSeasonKey({ mediaType, parentRatingKey, parentThumb }: ItemFacts): RatingKey | null {
  if (parentRatingKey !== null || mediaType !== 'episode') return null;
  return key(/^\/library\/metadata\/(\d+)(?:\/|$)/.exec(parentThumb ?? '')?.[1] ?? null);
}

/** Keys that are no numbers are kept beside. */
function oddKeysOf(attributes: XmlElement['attributes']): OddKeys | null {
  const odd = (value: string | undefined): string | null =>
    value === undefined || /^\d*$/.test(value) ? null : text.parse(value);
  const own = odd(attributes.ratingKey);
  const parent = odd(attributes.parentRatingKey);
  const grandparent = odd(attributes.grandparentRatingKey);
  return own === null && parent === null && grandparent === null ? null : { own, parent, grandparent };
}

function titleFacts(mediaType: MediaType, found: Attributes, libraryName: string | null, isDescription: boolean) {
  const titles = {
    title: found.title ?? '',
    parentTitle: found.parentTitle,
    grandparentTitle: found.grandparentTitle,
    originalTitle: found.originalTitle,
  };
  // What plays without a key is known only as it is shown: its title stands alone.
  const isAlone = found.ratingKey === null && !isDescription;
  return {
    ...titles,
    sortTitle: found.titleSort,
    editionTitle: found.editionTitle,
    fullTitle: isAlone ? titles.title : fullTitle({ mediaType, libraryName, ...titles }),
  };
}

function channelFacts(media: readonly MediaVersion[], found: Attributes) {
  const channel = selectedVersion(media)?.channel;
  return {
    channelTitle: channel?.title ?? found.sourceTitle,
    channelCallSign: channel?.callSign ?? null,
    channelThumb: channel?.thumb ?? found.sourceIcon,
    channelId: channel?.id ?? null,
    channelIdentifier: channel?.identifier ?? null,
    channelVcn: channel?.vcn ?? null,
    sourceTitle: found.sourceTitle,
    sourceIcon: found.sourceIcon,
    epgIdentifier: null,
  };
}

function tagFacts(mediaType: MediaType, element: XmlElement) {
  const guids = mediaType === 'photo' ? [] : childrenNamed(element, 'Guid');
  return {
    externalIds: guids.flatMap((guid) => text.parse(guid.attributes.id) ?? []),
    parentExternalIds: [],
    grandparentExternalIds: [],
    genres: tags(element, 'Genre'),
    directors: tags(element, 'Director'),
    writers: tags(element, 'Writer'),
    actors: tags(element, 'Role'),
    labels: tags(element, 'Label'),
    collections: tags(element, 'Collection'),
  };
}

function keyFacts(found: Attributes) {
  return {
    ratingKey: key(found.ratingKey),
    parentRatingKey: key(found.parentRatingKey),
    grandparentRatingKey: key(found.grandparentRatingKey),
    guid: found.guid,
    parentGuid: found.parentGuid,
    grandparentGuid: found.grandparentGuid,
    slug: found.slug,
    parentSlug: found.parentSlug,
    grandparentSlug: found.grandparentSlug,
  };
}

function ratingFacts(found: Attributes) {
  const { contentRating, rating, ratingImage, audienceRating, audienceRatingImage, userRating } = found;
  return { contentRating, rating, ratingImage, audienceRating, audienceRatingImage, userRating };
}

function timeFacts(mediaType: MediaType, found: Attributes, sent: string | undefined) {
  return {
    durationMs: durationOf(mediaType, found.duration),
    year: found.year,
    parentYear: found.parentYear,
    grandparentYear: found.grandparentYear,
    minYear: found.minYear,
    maxYear: found.maxYear,
    originallyAvailableAt: found.originallyAvailableAt,
    originallyAvailableText: text.parse(sent),
    addedAt: found.addedAt,
    updatedAt: found.updatedAt,
    lastViewedAt: found.lastViewedAt,
  };
}

function pictureFacts(mediaType: MediaType, found: Attributes) {
  const { parentThumb, grandparentThumb, art, banner, composite } = found;
  return { thumb: thumbOf(mediaType, found), parentThumb, grandparentThumb, art, banner, composite };
}

function plainFacts(mediaType: MediaType, found: Attributes) {
  return {
    mediaIndex: found.index,
    parentMediaIndex: found.parentIndex,
    studio: found.studio,
    summary: found.summary,
    tagline: found.tagline,
    isLive: found.live,
    extraType: found.extraType,
    subType: found.subtype,
    childCount: mediaType === 'collection' ? found.childCount : found.leafCount,
    isSmart: found.smart === 1,
    playlistType: found.playlistType,
    hasAncestor: false,
  };
}

export type ItemResult =
  | { readonly ok: true; readonly item: ItemFacts }
  | { readonly ok: false; readonly problem: string };

export interface ItemContext {
  readonly around: Surroundings;
  readonly media: readonly MediaVersion[];
  /** The item's own description, which was asked to carry markers: their absence means there are none. */
  readonly isDescription: boolean;
}

/** Reads one item. Of a session's entry the markers are null ("not read yet"). */
export function parseItem(element: XmlElement, { around, media, isDescription }: ItemContext): ItemResult {
  const parsed = ItemAttributes.safeParse(element.attributes);
  if (!parsed.success) return { ok: false, problem: describeIssues(parsed.error) };
  const found = parsed.data;
  const mediaType = element.name === 'Directory' && found.type === 'photo' ? 'photo_album' : found.type;
  const libraryName = found.librarySectionTitle ?? around.libraryName;
  const item: ItemFacts = {
    ...keyFacts(found),
    oddKeys: oddKeysOf(element.attributes),
    mediaType,
    sectionId: found.librarySectionID ?? around.sectionId,
    libraryName,
    ...titleFacts(mediaType, found, libraryName, isDescription),
    ...timeFacts(mediaType, found, element.attributes.originallyAvailableAt),
    ...pictureFacts(mediaType, found),
    ...ratingFacts(found),
    ...plainFacts(mediaType, found),
    ...channelFacts(media, found),
    ...tagFacts(mediaType, element),
    markers: isDescription ? parseMarkers(element) : null,
  };
  return { ok: true, item };
}
