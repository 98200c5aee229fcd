/** An item element (`Video`, `Track`, `Photo`, `Directory`, `Playlist`) -> ItemFacts (Plex protocol notes 3.2, 3.3). */
import { z } from 'zod';
import { MEDIA_TYPES, type MediaType } from '#contract/enums.ts';
import type { RatingKey } from '#contract/ids.ts';
import { day, decimal, describeIssues, digits, epochSeconds, flag, integer, milliseconds, text } from './attributes.ts';
import type { ItemFacts, Marker } from './facts.ts';
import { parseMedia, playingMedia } from './media.ts';
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
  librarySectionID: integer,
  librarySectionTitle: text,
  title: text,
  parentTitle: text,
  grandparentTitle: text,
  originalTitle: text,
  editionTitle: text,
  year: integer,
  index: integer,
  parentIndex: integer,
  duration: milliseconds,
  thumb: text,
  parentThumb: text,
  grandparentThumb: text,
  art: text,
  composite: text,
  originallyAvailableAt: day,
  addedAt: epochSeconds,
  updatedAt: epochSeconds,
  contentRating: text,
  studio: text,
  summary: text,
  tagline: text,
  rating: decimal,
  audienceRating: decimal,
  live: flag,
  extraType: integer,
  sourceTitle: text,
  sourceIcon: text,
});
type Attributes = z.infer<typeof ItemAttributes>;

const MarkerAttributes = z.object({
  type: text,
  startTimeOffset: milliseconds,
  endTimeOffset: milliseconds,
  final: text,
});

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
const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'true', 't', 'yes', 'y', 'on']);

const tags = (element: XmlElement, name: string): readonly string[] =>
  childrenNamed(element, name).flatMap((child) => text.parse(child.attributes.tag) ?? []);

/** Markers in document order; only the first credits marker is "first". */
function parseMarkers(element: XmlElement): readonly Marker[] {
  let creditsSeen = 0;
  return childrenNamed(element, 'Marker').flatMap((child): Marker[] => {
    const { type, startTimeOffset, endTimeOffset, final } = MarkerAttributes.parse(child.attributes);
    if (type === null) return [];
    const isCredits = type === 'credits';
    if (isCredits) creditsSeen += 1;
    return [
      {
        type,
        startMs: startTimeOffset ?? 0,
        endMs: endTimeOffset ?? 0,
        isFirst: isCredits && creditsSeen === 1,
        isFinal: isCredits && TRUE_WORDS.has(final?.toLowerCase() ?? ''),
      },
    ];
  });
}

/** Some servers tell the length of a show in minutes (derived-fields notes 12). */
const durationOf = (mediaType: MediaType, duration: number | null): number | null =>
  mediaType === 'show' && duration !== null && duration < MINUTES_BELOW ? duration * 60_000 : duration;

/** An extra has no poster of its own worth showing: its item's artwork gives one (derived-fields notes 4). */
function thumbOf(mediaType: MediaType, { thumb, art, extraType, composite }: Attributes): string | null {
  if (mediaType === 'clip' && extraType !== null && art !== null) return art.replaceAll('/art', '/thumb');
  if (mediaType === 'collection') return thumb?.split('?')[0] || null;
  return mediaType === 'playlist' ? (thumb ?? composite) : thumb;
}

/** `/library/metadata/256/thumb/1` still names the season where seasons are hidden (Plex protocol notes 3.3). */
function parentKeyOf(mediaType: MediaType, { parentRatingKey, parentThumb }: Attributes): string | null {
  if (parentRatingKey !== null || mediaType !== 'episode') return parentRatingKey;
  return /^\/library\/metadata\/(\d+)(?:\/|$)/.exec(parentThumb ?? '')?.[1] ?? null;
}

const key = (value: string | null): RatingKey | null => value as RatingKey | null;

function titleFacts(mediaType: MediaType, found: Attributes, libraryName: string | null) {
  const titles = {
    title: found.title ?? '',
    parentTitle: found.parentTitle,
    grandparentTitle: found.grandparentTitle,
    originalTitle: found.originalTitle,
  };
  // Without a key the server knows the item only as it is shown: its title stands alone.
  const isKeyless = found.ratingKey === null;
  return { ...titles, fullTitle: isKeyless ? titles.title : fullTitle({ mediaType, libraryName, ...titles }) };
}

function channelFacts(element: XmlElement, found: Attributes) {
  const media = playingMedia(parseMedia(element));
  return {
    channelTitle: media?.channelTitle ?? found.sourceTitle,
    channelCallSign: media?.channelCallSign ?? null,
    channelThumb: media?.channelThumb ?? found.sourceIcon,
  };
}

function tagFacts(element: XmlElement) {
  return {
    externalIds: childrenNamed(element, 'Guid').flatMap((guid) => text.parse(guid.attributes.id) ?? []),
    genres: tags(element, 'Genre'),
    directors: tags(element, 'Director'),
    writers: tags(element, 'Writer'),
    actors: tags(element, 'Role'),
    labels: tags(element, 'Label'),
  };
}

function plainFacts(mediaType: MediaType, found: Attributes) {
  return {
    ratingKey: key(found.ratingKey),
    parentRatingKey: key(parentKeyOf(mediaType, found)),
    grandparentRatingKey: key(found.grandparentRatingKey),
    guid: found.guid,
    parentGuid: found.parentGuid,
    grandparentGuid: found.grandparentGuid,
    editionTitle: found.editionTitle,
    year: found.year,
    mediaIndex: found.index,
    parentMediaIndex: found.parentIndex,
    durationMs: durationOf(mediaType, found.duration),
    thumb: thumbOf(mediaType, found),
    parentThumb: found.parentThumb,
    grandparentThumb: found.grandparentThumb,
    art: found.art,
    originallyAvailableAt: found.originallyAvailableAt,
    addedAt: found.addedAt,
    updatedAt: found.updatedAt,
    contentRating: found.contentRating,
    studio: found.studio,
    summary: found.summary,
    tagline: found.tagline,
    rating: found.rating,
    audienceRating: found.audienceRating,
    isLive: found.live,
    extraType: found.extraType,
  };
}

export type ItemResult =
  | { readonly ok: true; readonly item: ItemFacts }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads one item. `withMarkers`: the answer was asked to carry markers, so their absence means there are none;
 * otherwise `markers` is null ("not read yet").
 */
export function parseItem(element: XmlElement, around: Surroundings, withMarkers: boolean): ItemResult {
  const parsed = ItemAttributes.safeParse(element.attributes);
  if (!parsed.success) return { ok: false, problem: describeIssues(parsed.error) };
  const found = parsed.data;
  const mediaType = element.name === 'Directory' && found.type === 'photo' ? 'photo_album' : found.type;
  const libraryName = found.librarySectionTitle ?? around.libraryName;
  const item: ItemFacts = {
    ...plainFacts(mediaType, found),
    mediaType,
    sectionId: found.librarySectionID ?? around.sectionId,
    libraryName,
    ...titleFacts(mediaType, found, libraryName),
    ...channelFacts(element, found),
    ...tagFacts(element),
    markers: withMarkers ? parseMarkers(element) : null,
  };
  return { ok: true, item };
}
