/** What a Plex server says now: its items, libraries with their files, what is new, and what it finds. */
import { z } from 'zod';
import { DurationMs, ImageUrl, Instant } from './common.ts';
import { FILE_SORTS, MEDIA_TYPES } from './enums.ts';
import { ITEM_NAMES } from './media.ts';
import { listQuery } from './people.ts';

/** Plex's own key of an item: digits. Only with its server it means something. */
export const RatingKeyParameter = z.string().regex(/^\d{1,32}$/, 'must be the key of an item, a number');

/** Plex's number of a library. */
export const SectionParameter = z.coerce.number().int().nonnegative().max(2_147_483_647);

/** An item as lists have it. Lists hold what is no item too: then there is no key. */
export const LiveRow = z.object({
  ratingKey: z.string().nullable(),
  /** As Plex names it; photo albums are `photo_album`. */
  mediaType: z.string().nullable(),
  title: z.string(),
  parentTitle: z.string().nullable(),
  grandparentTitle: z.string().nullable(),
  year: z.number().int().nullable(),
  mediaIndex: z.number().int().nullable(),
  parentMediaIndex: z.number().int().nullable(),
  durationMs: DurationMs.nullable(),
  summary: z.string().nullable(),
  addedAt: Instant.nullable(),
  thumb: ImageUrl.nullable(),
  /** How many are in it, where the server says it. */
  childCount: z.number().int().nullable(),
  /** When it was shown or released first: a day. */
  originallyAvailableAt: z.string().nullable(),
  /** Plex's number of its library, where the list says it. */
  sectionId: z.number().int().nullable(),
});
export type LiveRow = z.output<typeof LiveRow>;

export const LiveRows = z.object({ rows: z.array(LiveRow) });
export type LiveRows = z.output<typeof LiveRows>;

/** A stream in a file. */
export const LiveTrack = z.object({
  kind: z.enum(['video', 'audio', 'subtitle']),
  codec: z.string().nullable(),
  language: z.string().nullable(),
  bitrateKbps: z.number().int().nullable(),
  /** As Plex says them: `main 10`, `dts:x`. */
  profile: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  frameRate: z.string().nullable(),
  bitDepth: z.number().int().nullable(),
  dynamicRange: z.string().nullable(),
  channels: z.number().int().nullable(),
  channelLayout: z.string().nullable(),
  isForced: z.boolean(),
  /** In a file of its own. */
  isExternal: z.boolean(),
});
export type LiveTrack = z.output<typeof LiveTrack>;

/** A version of an item: one file, or several in a row. */
export const LiveVersion = z.object({
  container: z.string().nullable(),
  bitrateKbps: z.number().int().nullable(),
  durationMs: DurationMs.nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  videoCodec: z.string().nullable(),
  videoResolution: z.string().nullable(),
  audioCodec: z.string().nullable(),
  audioChannels: z.number().int().nullable(),
  isOptimized: z.boolean(),
  title: z.string().nullable(),
  aspectRatio: z.string().nullable(),
  frameRate: z.string().nullable(),
  /** The path is between those who look after the server. */
  files: z.array(
    z.object({
      path: z.string().nullable(),
      bytes: z.number().int().nullable(),
      container: z.string().nullable(),
      tracks: z.array(LiveTrack),
    }),
  ),
});
export type LiveVersion = z.output<typeof LiveVersion>;

/** Everything a page about an item shows. */
export const LiveItem = z.object({
  ratingKey: z.string().nullable(),
  parentRatingKey: z.string().nullable(),
  grandparentRatingKey: z.string().nullable(),
  mediaType: z.enum(MEDIA_TYPES),
  guid: z.string().nullable(),
  isLive: z.boolean(),
  ...ITEM_NAMES,
  sectionId: z.number().int().nullable(),
  libraryName: z.string().nullable(),
  contentRating: z.string().nullable(),
  studio: z.string().nullable(),
  summary: z.string().nullable(),
  tagline: z.string().nullable(),
  rating: z.number().nullable(),
  audienceRating: z.number().nullable(),
  userRating: z.number().nullable(),
  /** What tells who rated, e.g. `rottentomatoes://image.rating.ripe`. */
  ratingImage: z.string().nullable(),
  audienceRatingImage: z.string().nullable(),
  originallyAvailableAt: z.string().nullable(),
  addedAt: Instant.nullable(),
  updatedAt: Instant.nullable(),
  poster: ImageUrl.nullable(),
  backdrop: ImageUrl.nullable(),
  genres: z.array(z.string()),
  directors: z.array(z.string()),
  writers: z.array(z.string()),
  actors: z.array(z.string()),
  labels: z.array(z.string()),
  collections: z.array(z.string()),
  /** Ids elsewhere, e.g. `imdb://tt0111161`. */
  externalIds: z.array(z.string()),
  childCount: z.number().int().nullable(),
  /** Whether a collection or playlist fills itself. */
  isSmart: z.boolean(),
  /** `trailer` and the like; of a collection what is in it. */
  subType: z.string().nullable(),
  channelTitle: z.string().nullable(),
  channelThumb: ImageUrl.nullable(),
  versions: z.array(LiveVersion),
});
export type LiveItem = z.output<typeof LiveItem>;

/** Things that go with an item, shelf by shelf. */
export const LiveShelves = z.object({ shelves: z.array(z.object({ title: z.string(), rows: z.array(LiveRow) })) });
export type LiveShelves = z.output<typeof LiveShelves>;

export const SEARCH_LIMIT_MAX = 50;
export const LiveSearchQuery = z.object({
  query: z.string().trim().min(1).max(200),
  /** Of each kind. */
  limit: z.coerce.number().int().min(1).max(SEARCH_LIMIT_MAX).default(10),
});
export type LiveSearchQuery = z.output<typeof LiveSearchQuery>;

export const LiveSearchResults = z.object({
  /** One for each kind of which something was found. */
  groups: z.array(z.object({ mediaType: z.string(), items: z.array(LiveItem) })),
});
export type LiveSearchResults = z.output<typeof LiveSearchResults>;

/** Kinds of which a server knows what is new; `other_video` are films that no database of films knows. */
export const RECENT_KINDS = ['movie', 'show', 'artist', 'other_video'] as const;
export const LiveRecentQuery = z.object({
  /** Counts before the library; without either everything is meant. */
  kind: z.enum(RECENT_KINDS).optional(),
  sectionId: SectionParameter.optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});
export type LiveRecentQuery = z.output<typeof LiveRecentQuery>;

/** What a server is. */
export const LiveServerDetails = z.object({
  machineIdentifier: z.string(),
  version: z.string(),
  name: z.string().nullable(),
  /** The newest release for its platform; null when plex.tv offers none or cannot be asked. */
  release: z
    .object({ version: z.string(), isNewer: z.boolean(), releasedAt: Instant.nullable(), downloadUrl: z.string() })
    .nullable(),
});
export type LiveServerDetails = z.output<typeof LiveServerDetails>;

/** How quickly a server answered just now, in whole milliseconds. */
export const ServerPing = z.object({ answeredInMs: z.number().int().nonnegative() });
export type ServerPing = z.output<typeof ServerPing>;

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

export const LibraryFilesQuery = listQuery(FILE_SORTS, 'title').extend({
  /** Reads the library from the server, whatever is kept. */
  refresh: flag,
  parent: RatingKeyParameter.optional().meta({
    description: 'The seasons, episodes, albums or tracks of an item instead.',
  }),
  parentType: z
    .enum(['show', 'season', 'artist', 'album', 'photo_album'])
    .optional()
    .meta({ description: 'What the parent is; without it, what the library holds.' }),
  sizes: flag.meta({
    description: 'Adds up the files of shows and artists, for which every episode or track is read.',
  }),
  quietMonths: z.coerce
    .number()
    .int()
    .min(0)
    .max(600)
    .optional()
    .meta({ description: 'What was added longer ago than so many months, and not played since.', example: 12 }),
  never: flag.meta({ description: 'Of them, what was never played.' }),
});
export type LibraryFilesQuery = z.output<typeof LibraryFilesQuery>;

export const LibraryFile = LiveRow.extend({
  container: z.string().nullable(),
  bitrateKbps: z.number().int().nullable(),
  videoCodec: z.string().nullable(),
  videoResolution: z.string().nullable(),
  /** As Plex names it, e.g. `24p`. */
  videoFrameRate: z.string().nullable(),
  audioCodec: z.string().nullable(),
  audioChannels: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  plays: z.number().int(),
  lastPlayedAt: Instant.nullable(),
});
export type LibraryFile = z.output<typeof LibraryFile>;

export const LibraryFilesPage = z.object({
  total: z.number().int(),
  found: z.number().int(),
  /** Of all that were found. */
  bytes: z.number().int(),
  /** Of everything there is. */
  totalBytes: z.number().int(),
  /** When the server was asked for them. */
  readAt: Instant,
  rows: z.array(LibraryFile),
});
export type LibraryFilesPage = z.output<typeof LibraryFilesPage>;
