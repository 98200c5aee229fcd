/** Libraries and what was played from them. */
import { z } from 'zod';
import { DurationMs, Id, IdParameter, ImageUrl, Instant } from './common.ts';
import { LIBRARY_SORTS, LIBRARY_STATES, LIBRARY_TYPES } from './enums.ts';
import { LatestPlay, listQuery } from './people.ts';
import { WatcherView, WatchWindow } from './statistics.ts';

export const LibrariesQuery = listQuery([...LIBRARY_SORTS, 'id'] as const, 'name').extend({
  state: z.enum(LIBRARY_STATES).optional().meta({
    description:
      'What its server lists now, what it lists no more, what was removed here, or all; absent: not removed.',
  }),
  type: z.enum(LIBRARY_TYPES).optional().meta({ description: 'Those of one kind.' }),
  server: IdParameter.optional().meta({ description: 'Those of one server.' }),
});
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
  isDeleted: z.boolean(),
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

/** What administrators decide about a library; nobody else sees it. Its name stays Plex's. */
export const LibrarySettings = z.object({
  id: Id,
  name: z.string(),
  /** Addresses of pictures chosen here; null: Plex's. */
  thumb: z.string().nullable(),
  art: z.string().nullable(),
  keepsHistory: z.boolean(),
  /** Whether streams from it are told of. */
  notifies: z.boolean(),
  /** Whether what is added to it is told of. */
  notifiesAdded: z.boolean(),
  isDeleted: z.boolean(),
});
export type LibrarySettings = z.output<typeof LibrarySettings>;

const Picture = z
  .string()
  .trim()
  .max(2_000)
  .nullable()
  .refine((value) => value === null || value === '' || /^https?:\/\/[^\s\0]+$/.test(value), {
    message: 'must begin with http:// or https://',
  });

/** A blank address takes a choice away. */
export const LibrarySettingsBody = z
  .object({
    thumb: Picture,
    art: Picture,
    keepsHistory: z.boolean(),
    notifies: z.boolean(),
    notifiesAdded: z.boolean(),
  })
  .partial();
export type LibrarySettingsBody = z.output<typeof LibrarySettingsBody>;

/** How a library comes back that was removed: recorded and announced, unless it was not before. */
export const LibraryRestoreBody = z.object({
  keepsHistory: z.boolean().default(true),
  notifies: z.boolean().default(true),
  notifiesAdded: z.boolean().default(true),
});
export type LibraryRestoreBody = z.output<typeof LibraryRestoreBody>;

/** What was removed for good. */
export const LibraryPurged = z.object({ library: LibrarySettings, plays: z.number().int() });
export type LibraryPurged = z.output<typeof LibraryPurged>;
