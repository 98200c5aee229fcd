/** What an item is, in the words of the reference (Plex protocol notes 3.3, derived-fields notes 11 to 13). */
import type { ItemFacts, Marker } from '#plex/facts.ts';
import { LIVE_TV } from '#plex/guide.ts';
import type { JsonObject } from './json.ts';
import { asText, asTexts, flag01 } from './present-values.ts';

/** The number of the library that live television is shown in is a number. */
const sectionOf = ({ sectionId, libraryName }: ItemFacts): JsonObject => ({
  section_id: sectionId === LIVE_TV.sectionId ? sectionId : asText(sectionId),
  library_name: asText(libraryName),
});

const keysOf = ({ ratingKey, parentRatingKey, grandparentRatingKey, oddKeys }: ItemFacts): JsonObject => ({
  rating_key: asText(ratingKey ?? oddKeys?.own),
  parent_rating_key: asText(parentRatingKey ?? oddKeys?.parent),
  grandparent_rating_key: asText(grandparentRatingKey ?? oddKeys?.grandparent),
});

const titlesOf = (item: ItemFacts): JsonObject =>
  asTexts({
    title: item.title,
    parent_title: item.parentTitle,
    grandparent_title: item.grandparentTitle,
    original_title: item.originalTitle,
    sort_title: item.sortTitle,
  });

const slugsOf = (item: ItemFacts): JsonObject =>
  asTexts({
    edition_title: item.editionTitle,
    slug: item.slug,
    parent_slug: item.parentSlug,
    grandparent_slug: item.grandparentSlug,
  });

const wordsOf = (item: ItemFacts): JsonObject =>
  asTexts({
    media_index: item.mediaIndex,
    parent_media_index: item.parentMediaIndex,
    studio: item.studio,
    content_rating: item.contentRating,
    summary: item.summary,
    tagline: item.tagline,
    rating: item.rating,
    rating_image: item.ratingImage,
    audience_rating: item.audienceRating,
    audience_rating_image: item.audienceRatingImage,
    user_rating: item.userRating,
    duration: item.durationMs,
    year: item.year,
  });

const picturesOf = (item: ItemFacts): JsonObject => ({
  thumb: asText(item.thumb),
  parent_thumb: asText(item.parentThumb),
  grandparent_thumb: asText(item.grandparentThumb),
  art: asText(item.art),
  banner: asText(item.banner),
});

/** A day with the time that some guides put behind it. */
const datesOf = (item: ItemFacts): JsonObject =>
  asTexts({
    originally_available_at: item.originallyAvailableText ?? item.originallyAvailableAt,
    added_at: item.addedAt,
    updated_at: item.updatedAt,
    last_viewed_at: item.lastViewedAt,
    guid: item.guid,
  });

const peopleOf = ({ directors, writers, actors, genres, labels }: ItemFacts): JsonObject => ({
  directors,
  writers,
  actors,
  genres,
  labels,
});

function markerOf({ id, type, startMs, endMs, isFirst, isFinal }: Marker): JsonObject {
  const isCredits = type === 'credits';
  return {
    id,
    type,
    start_time_offset: startMs,
    end_time_offset: endMs,
    first: isCredits ? isFirst : null,
    final: isCredits ? isFinal : null,
  };
}

/** Only of what lies in a library. */
const libraryMembers = (item: ItemFacts): JsonObject => ({
  ...asTexts({ parent_year: item.parentYear, parent_guid: item.parentGuid, grandparent_guid: item.grandparentGuid }),
  collections: item.collections,
  guids: item.externalIds,
  markers: (item.markers ?? []).map(markerOf),
  parent_guids: item.parentExternalIds,
  grandparent_guids: item.grandparentExternalIds,
});

/** What only items of a kind have. */
function kindMembers(item: ItemFacts): JsonObject {
  if (item.mediaType === 'clip') return asTexts({ extra_type: item.extraType, sub_type: item.subType });
  const common = { grandparent_year: asText(item.grandparentYear), children_count: item.childCount ?? 0 };
  if (item.mediaType !== 'collection') return common;
  return {
    ...common,
    ...asTexts({
      sub_media_type: item.subType,
      min_year: item.minYear,
      max_year: item.maxYear,
      child_count: item.childCount,
    }),
    smart: flag01(item.isSmart),
  };
}

/** Without the show's description there is nobody whose picture could stand in for the season's. */
const lacksSeasonPicture = ({ mediaType, parentThumb, hasAncestor }: ItemFacts): boolean =>
  (mediaType === 'episode' || mediaType === 'season') && parentThumb === null && !hasAncestor;

function playlistMembers(item: ItemFacts): JsonObject {
  const { rating_key } = keysOf(item);
  return {
    media_type: item.mediaType,
    ...sectionOf(item),
    rating_key,
    ...asTexts({
      guid: item.guid,
      title: item.title,
      summary: item.summary,
      duration: item.durationMs,
      composite: item.composite,
      thumb: item.composite,
      added_at: item.addedAt,
      updated_at: item.updatedAt,
      last_viewed_at: item.lastViewedAt,
      playlist_type: item.playlistType,
    }),
    children_count: item.childCount ?? 0,
    smart: flag01(item.isSmart),
    live: flag01(item.isLive),
  };
}

/** An item as its own description tells it. */
export function presentItem(item: ItemFacts): JsonObject {
  if (item.mediaType === 'playlist') return playlistMembers(item);
  return {
    media_type: item.mediaType,
    ...sectionOf(item),
    ...keysOf(item),
    ...titlesOf(item),
    ...slugsOf(item),
    ...wordsOf(item),
    ...picturesOf(item),
    ...(lacksSeasonPicture(item) ? { parent_thumb: null } : {}),
    ...datesOf(item),
    ...peopleOf(item),
    ...libraryMembers(item),
    ...kindMembers(item),
    full_title: item.fullTitle,
    live: flag01(item.isLive),
    ...(item.epgIdentifier === null ? {} : { epg_identifier: item.epgIdentifier }),
  };
}

/** An item that only a session tells about, because its server has no key for it. */
export const presentKeylessItem = (item: ItemFacts): JsonObject => ({
  media_type: item.mediaType,
  section_id: asText(item.sectionId),
  library_name: asText(item.libraryName),
  ...keysOf(item),
  ...titlesOf(item),
  ...wordsOf(item),
  ...picturesOf(item),
  ...datesOf(item),
  ...peopleOf(item),
  ...asTexts({
    channel_icon: item.sourceIcon,
    channel_title: item.sourceTitle,
    extra_type: item.extraType,
    sub_type: item.subType,
  }),
  full_title: item.fullTitle,
});
