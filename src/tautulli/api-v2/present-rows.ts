/** Rows of lists in the words of the reference: every value a text, nothing an empty one (API notes 15). */
import type { Children } from '#plex/parse-children.ts';
import { RELATED_TYPES, type RelatedRow } from '#plex/parse-hubs.ts';
import type { ListedRow } from '#plex/parse-rows.ts';
import type { ContentRow, SectionLabel } from '#plex/parse-section-page.ts';
import type { Content } from '#plex/read-listing.ts';
import type { JsonObject } from './json.ts';
import { asText, asTexts } from './present-values.ts';

function described(row: ListedRow): JsonObject {
  return {
    ...asTexts({
      media_type: row.type,
      section_id: row.librarySectionID,
      library_name: row.librarySectionTitle,
      rating_key: row.ratingKey,
      parent_rating_key: row.parentRatingKey,
      grandparent_rating_key: row.grandparentRatingKey,
      title: row.title,
      parent_title: row.parentTitle,
      grandparent_title: row.grandparentTitle,
      original_title: row.originalTitle,
      sort_title: row.titleSort,
      media_index: row.index,
      parent_media_index: row.parentIndex,
      studio: row.studio,
      content_rating: row.contentRating,
      summary: row.summary,
      tagline: row.tagline,
      rating: row.rating,
      rating_image: row.ratingImage,
      audience_rating: row.audienceRating,
      audience_rating_image: row.audienceRatingImage,
      user_rating: row.userRating,
      duration: row.duration,
      year: row.year,
      thumb: row.thumb,
      parent_thumb: row.parentThumb,
      grandparent_thumb: row.grandparentThumb,
      art: row.art,
      banner: row.banner,
      originally_available_at: row.originallyAvailableAt,
      added_at: row.addedAt,
      updated_at: row.updatedAt,
      last_viewed_at: row.lastViewedAt,
      guid: row.guid,
    }),
    directors: row.directors,
    writers: row.writers,
    actors: row.actors,
    genres: row.genres,
    labels: row.labels,
    collections: row.collections,
  };
}

const NO_CHILDREN: JsonObject = { children_count: 0, children_list: [] };

/** Null: there is nothing below the item, or it could not be read. */
export function presentChildren(children: Children | null): JsonObject {
  if (children === null) return NO_CHILDREN;
  return {
    children_count: children.count,
    children_type: asText(children.type),
    title: asText(children.title),
    children_list: children.rows.map((row) => ({ ...described(row), full_title: asText(row.title) })),
  };
}

export const presentRecent = (row: ListedRow): JsonObject => ({
  ...described(row),
  guids: row.externalIds,
  full_title: asText(row.title),
  child_count: asText(row.childCount),
});

const contentRow = (row: ContentRow): JsonObject =>
  asTexts({
    section_id: row.librarySectionID,
    media_type: row.type,
    rating_key: row.ratingKey,
    parent_rating_key: row.parentRatingKey,
    grandparent_rating_key: row.grandparentRatingKey,
    title: row.title,
    parent_title: row.parentTitle,
    grandparent_title: row.grandparentTitle,
    original_title: row.originalTitle,
    sort_title: row.titleSort,
    media_index: row.index,
    parent_media_index: row.parentIndex,
    year: row.year,
    thumb: row.thumb,
    // The reference fills it like that.
    parent_thumb: row.thumb,
    grandparent_thumb: row.grandparentThumb,
    added_at: row.addedAt,
  });

/** What the files of a row are like; rows without a file, such as shows, say nothing. */
export function presentRowFile({ media }: ContentRow): JsonObject {
  if (Object.values(media).every((value) => value === null)) return {};
  return asTexts({
    container: media.container,
    bitrate: media.bitrate,
    video_codec: media.videoCodec,
    video_resolution: media.videoResolution,
    video_framerate: media.videoFrameRate,
    audio_codec: media.audioCodec,
    audio_channels: media.audioChannels,
    file: media.file,
    file_size: media.fileSize,
  });
}

/** `withFiles`: with what the files are like. */
export const presentContent = ({ total, rows }: Content, withFiles: boolean): JsonObject => ({
  library_count: String(total),
  children_list: rows.map((row) => (withFiles ? { ...contentRow(row), ...presentRowFile(row) } : contentRow(row))),
});

export const presentLabel = ({ key, title }: SectionLabel): JsonObject =>
  asTexts({ label_key: key, label_title: title });

const relatedRow = (row: RelatedRow): JsonObject =>
  asTexts({
    section_id: row.librarySectionID,
    rating_key: row.ratingKey,
    parent_rating_key: row.parentRatingKey,
    media_index: row.index,
    title: row.title,
    parent_title: row.parentTitle,
    year: row.year,
    thumb: row.thumb,
    parent_thumb: row.parentThumb,
    duration: row.duration,
  });

/** Related things by their kind, every kind with a list. */
export const presentRelated = (rows: readonly RelatedRow[]): JsonObject => ({
  results_count: rows.length,
  results_list: Object.fromEntries(
    RELATED_TYPES.map((type) => [type, rows.filter(({ hubType }) => hubType === type).map(relatedRow)]),
  ),
});
