/** What is in a library, as its server says now: collections, playlists, what is new, and how it grew. */
import { z } from 'zod';
import { DurationMs, ImageUrl, Instant } from './common.ts';

export const COLLECTION_MODES = ['default', 'hide', 'hideItems', 'showItems'] as const;
export const COLLECTION_ORDERS = ['release', 'title', 'custom'] as const;

export const CollectionView = z.object({
  ratingKey: z.string().nullable(),
  title: z.string(),
  /** By what it is sorted. */
  titleSort: z.string(),
  summary: z.string().nullable(),
  /** Whether the server fills it by a rule. */
  isSmart: z.boolean(),
  /** How the library shows it; null for what the server says and we do not know. */
  mode: z.enum(COLLECTION_MODES).nullable(),
  order: z.enum(COLLECTION_ORDERS).nullable(),
  items: z.number().int().nullable(),
  minYear: z.number().int().nullable(),
  maxYear: z.number().int().nullable(),
  thumb: ImageUrl.nullable(),
  updatedAt: Instant.nullable(),
});
export type CollectionView = z.output<typeof CollectionView>;

/** By title. */
export const CollectionList = z.object({ collections: z.array(CollectionView) });
export type CollectionList = z.output<typeof CollectionList>;

export const LibraryPlaylist = z.object({
  ratingKey: z.string().nullable(),
  title: z.string(),
  summary: z.string().nullable(),
  isSmart: z.boolean(),
  items: z.number().int().nullable(),
  durationMs: DurationMs.nullable(),
  picture: ImageUrl.nullable(),
  updatedAt: Instant.nullable(),
});
export type LibraryPlaylist = z.output<typeof LibraryPlaylist>;

/** By title. */
export const LibraryPlaylists = z.object({ playlists: z.array(LibraryPlaylist) });
export type LibraryPlaylists = z.output<typeof LibraryPlaylists>;

export const RecentQuery = z.object({
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RecentQuery = z.output<typeof RecentQuery>;

/** `items`: films, shows, artists; `parts`: episodes, tracks, photos. */
export const GROWTH_OF = ['items', 'parts'] as const;
export const GrowthQuery = z.object({ of: z.enum(GROWTH_OF).default('items') });
export type GrowthQuery = z.output<typeof GrowthQuery>;

export const LibraryGrowth = z.object({
  of: z.enum(GROWTH_OF),
  /** Days of the time zone of the installation on which something came that is still there, the first one first. */
  days: z.array(
    z.object({
      /** `YYYY-MM-DD`. */
      day: z.iso.date(),
      added: z.number().int(),
      /** Of their files; 0 for what has none of its own. */
      bytes: z.number().int(),
    }),
  ),
  /** Those of which the server does not say when they came. */
  undated: z.number().int(),
  /** When the server was asked. */
  readAt: Instant,
});
export type LibraryGrowth = z.output<typeof LibraryGrowth>;
