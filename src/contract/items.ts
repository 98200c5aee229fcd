/** Things that were played, as they were recorded: what is known of them whether or not their server still has them. */
import { z } from 'zod';
import { Id, ImageUrl, Instant } from './common.ts';
import { MEDIA_TYPES } from './enums.ts';
import { RatingKeyParameter } from './live.ts';
import { ITEM_NAMES, ServerRef } from './media.ts';
import { ITEM_LEVELS, WatcherView, WatchWindow } from './statistics.ts';

/** A season, episode, album or track that belongs to it and was played. */
export const RecordedPart = z.object({
  /** Our number; null for a season or an album, which is never played itself. */
  itemId: Id.nullable(),
  ratingKey: z.string().nullable(),
  mediaType: z.enum(MEDIA_TYPES),
  title: z.string(),
  mediaIndex: z.number().int().nullable(),
  thumb: ImageUrl.nullable(),
});
export type RecordedPart = z.output<typeof RecordedPart>;

/** What was recorded of an item, or of the show, season, artist or album that something played belongs to. */
export const ItemRecord = z.object({
  /** Our number; null for what is never played itself. */
  itemId: Id.nullable(),
  /** Something of it that was played: the filters `season` and `show` of the history take it. */
  playedItemId: Id,
  level: z.enum(ITEM_LEVELS),
  server: ServerRef,
  machineIdentifier: z.string().nullable(),
  ratingKey: z.string().nullable(),
  parentRatingKey: z.string().nullable(),
  grandparentRatingKey: z.string().nullable(),
  guid: z.string().nullable(),
  mediaType: z.enum(MEDIA_TYPES),
  isLive: z.boolean(),
  ...ITEM_NAMES,
  library: z.object({ id: Id, name: z.string(), type: z.string() }).nullable(),
  libraryName: z.string().nullable(),
  contentRating: z.string().nullable(),
  studio: z.string().nullable(),
  summary: z.string().nullable(),
  tagline: z.string().nullable(),
  rating: z.number().nullable(),
  audienceRating: z.number().nullable(),
  originallyAvailableAt: z.string().nullable(),
  addedAt: Instant.nullable(),
  poster: ImageUrl.nullable(),
  backdrop: ImageUrl.nullable(),
  genres: z.array(z.string()),
  directors: z.array(z.string()),
  writers: z.array(z.string()),
  actors: z.array(z.string()),
  channelTitle: z.string().nullable(),
  channelThumb: ImageUrl.nullable(),
  /** Nothing was ever known of it but that it was played. */
  isPlaceholder: z.boolean(),
  parts: z.array(RecordedPart),
});
export type ItemRecord = z.output<typeof ItemRecord>;

/** How much something was watched, by its key. */
export const KeyStatistics = z.object({
  ratingKey: z.string(),
  windows: z.array(WatchWindow),
  people: z.array(WatcherView),
});
export type KeyStatistics = z.output<typeof KeyStatistics>;

/** The item of the same server to which the history goes. */
export const RematchBody = z.object({ ratingKey: RatingKeyParameter });
export type RematchBody = z.output<typeof RematchBody>;

export const Rematched = z.object({
  /** Plays that belong to the new item now. */
  plays: z.number().int(),
  from: z.string(),
  to: z.string(),
});
export type Rematched = z.output<typeof Rematched>;

/** Absent: every agent that announces new items. */
export const AnnounceBody = z.object({ notifierId: Id.optional() });
export type AnnounceBody = z.output<typeof AnnounceBody>;

export const Announced = z.object({ title: z.string() });
export type Announced = z.output<typeof Announced>;
