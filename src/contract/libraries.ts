/** Libraries and what was played from them. */
import { z } from 'zod';
import { DurationMs, Id, ImageUrl, Instant } from './common.ts';
import { LatestPlay, listQuery } from './people.ts';
import { WatcherView, WatchWindow } from './statistics.ts';

export const LIBRARY_TYPES = ['movie', 'show', 'artist', 'photo', 'live'] as const;

export const LIBRARY_SORTS = ['name', 'type', 'items', 'plays', 'groups', 'watched', 'lastPlayed', 'id'] as const;
export const LibrariesQuery = listQuery(LIBRARY_SORTS, 'name');
export type LibrariesQuery = z.output<typeof LibrariesQuery>;

export const LibraryRow = z.object({
  id: Id,
  serverId: Id,
  /** Plex's number of it. */
  sectionId: z.number().int(),
  name: z.string(),
  type: z.enum(LIBRARY_TYPES),
  thumb: ImageUrl.nullable(),
  art: ImageUrl.nullable(),
  isActive: z.boolean(),
  keepsHistory: z.boolean(),
  /** Films, shows or artists; null while nobody counted. */
  items: z.number().int().nullable(),
  /** Seasons or albums. */
  parents: z.number().int().nullable(),
  /** Episodes or tracks. */
  children: z.number().int().nullable(),
  plays: z.number().int(),
  /** Viewings: one that was resumed is one. */
  groups: z.number().int(),
  watchedMs: DurationMs,
  lastPlayedAt: Instant.nullable(),
  lastPlay: LatestPlay.nullable(),
});
export type LibraryRow = z.output<typeof LibraryRow>;

export const LibrariesPage = z.object({
  /** Libraries that were not removed. */
  total: z.number().int(),
  /** Of them, those the search found. */
  found: z.number().int(),
  rows: z.array(LibraryRow),
});
export type LibrariesPage = z.output<typeof LibrariesPage>;

export const LibraryDetail = z.object({
  library: LibraryRow,
  isDeleted: z.boolean(),
  windows: z.array(WatchWindow),
  /** The busiest first. */
  people: z.array(WatcherView),
});
export type LibraryDetail = z.output<typeof LibraryDetail>;
