import type { ItemSnapshotRow } from '#catalogue/views.ts';
import type { Kind, LegacyColumn } from './column.ts';

export type ItemColumn = LegacyColumn<keyof ItemSnapshotRow & string>;

const item = (column: string, ours: ItemColumn['ours'], kind: Kind, blank: '' | null = ''): ItemColumn => ({
  column,
  ours,
  kind,
  blank,
});

/**
 * `session_history_metadata` <-> `item_snapshots`. `last_viewed_at` differs from play to play and is stored there;
 * `media_type` and `section_id` are the play's.
 */
export const ITEM_COLUMNS: readonly ItemColumn[] = [
  item('rating_key', 'ratingKey', 'key'),
  item('parent_rating_key', 'parentRatingKey', 'key'),
  item('grandparent_rating_key', 'grandparentRatingKey', 'key'),
  item('title', 'title', 'required'),
  item('parent_title', 'parentTitle', 'text'),
  item('grandparent_title', 'grandparentTitle', 'text'),
  item('original_title', 'originalTitle', 'text'),
  item('full_title', 'fullTitle', 'required'),
  item('media_index', 'mediaIndex', 'integer'),
  item('parent_media_index', 'parentMediaIndex', 'integer'),
  item('thumb', 'thumb', 'text'),
  item('parent_thumb', 'parentThumb', 'text'),
  item('grandparent_thumb', 'grandparentThumb', 'text'),
  item('art', 'art', 'text'),
  item('year', 'year', 'integer'),
  item('originally_available_at', 'originallyAvailableOn', 'date'),
  item('added_at', 'addedAt', 'seconds'),
  item('updated_at', 'updatedAt', 'seconds'),
  item('content_rating', 'contentRating', 'text'),
  item('summary', 'summary', 'text'),
  item('tagline', 'tagline', 'text'),
  item('rating', 'rating', 'decimal'),
  item('duration', 'durationMs', 'length'),
  item('guid', 'guid', 'text'),
  item('directors', 'directors', 'list'),
  item('writers', 'writers', 'list'),
  item('actors', 'actors', 'list'),
  item('genres', 'genres', 'list'),
  item('studio', 'studio', 'text'),
  item('labels', 'labels', 'list'),
  item('live', 'isLive', 'flag'),
  item('channel_call_sign', 'channelCallSign', 'text'),
  item('channel_id', 'channelId', 'text'),
  item('channel_identifier', 'channelIdentifier', 'text'),
  item('channel_title', 'channelTitle', 'text'),
  item('channel_thumb', 'channelThumb', 'text'),
  item('channel_vcn', 'channelVcn', 'text'),
  item('marker_credits_first', 'creditsFirstMs', 'length', null),
  item('marker_credits_final', 'creditsFinalMs', 'length', null),
];
