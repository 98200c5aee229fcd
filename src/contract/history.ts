import { z } from 'zod';
import { DurationMs, Id, IdParameter, Instant } from './common.ts';
import { DECISIONS, ENDED_REASONS } from './enums.ts';
import { PlayFilterQuery } from './filter.ts';
import { ItemView, NetworkView, PlayerView, ServerRef, StreamView, UserView } from './media.ts';

/**
 * One row of the history. In the `groups` view a row is a watch group: times and totals cover all its plays and
 * the descriptive fields are those of its latest play; in the `plays` view it is a single play.
 */
export const HistoryRow = z.object({
  /** The (latest) play. */
  playId: Id,
  groupId: Id,
  playCount: z.number().int().positive(),
  server: ServerRef,
  user: UserView,
  item: ItemView,
  player: PlayerView,
  decision: z.enum(DECISIONS).nullable(),
  /** e.g. `1080p`, as delivered. */
  resolution: z.string().nullable(),
  network: NetworkView,
  startedAt: Instant,
  stoppedAt: Instant,
  watchedMs: DurationMs,
  pausedMs: DurationMs,
  /** Of the furthest play; 100 for live TV; may exceed 100 by a little. */
  percentComplete: z.number().int().min(0),
  /** Counts as watched by the library's threshold or marker rule. */
  isWatched: z.boolean(),
  /** Null for imported plays. */
  endedReason: z.enum(ENDED_REASONS).nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

export const HistoryQuery = PlayFilterQuery.extend({
  view: z
    .enum(['groups', 'plays'])
    .default('groups')
    .meta({ description: 'A row for each viewing, whose latest play the filter looks at, or for each play.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque; from `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
  /** The list begins with what was not newer on this day; totals do not care. */
  start: z.iso.date().optional().meta({ description: 'The first page begins with rows of this day or before.' }),
  /** The same as one number in `user`. */
  userId: IdParameter.optional(),
  /** The same as one number in `server`. */
  serverId: IdParameter.optional(),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HistoryPage = z.object({
  rows: z.array(HistoryRow),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

/** A film, show or artist with what the filter matches of it. */
export const HistoryShow = z.object({
  /** Its newest play. */
  latest: HistoryRow,
  plays: z.number().int(),
  groups: z.number().int(),
  people: z.number().int(),
  watchedMs: DurationMs,
});
export type HistoryShow = z.infer<typeof HistoryShow>;

export const SHOW_ORDERS = ['latest', 'plays', 'watched'] as const;

export const HistoryShowsQuery = HistoryQuery.omit({ view: true, cursor: true, start: true }).extend({
  sort: z
    .enum(SHOW_ORDERS)
    .default('latest')
    .meta({ description: 'The latest, most played or longest watched first.' }),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type HistoryShowsQuery = z.infer<typeof HistoryShowsQuery>;

export const HistoryShows = z.object({ total: z.number().int(), rows: z.array(HistoryShow) });
export type HistoryShows = z.infer<typeof HistoryShows>;

/** What there is to narrow by, as far as somebody may know. */
export const FilterChoices = z.object({
  people: z.array(z.object({ id: Id, name: z.string() })),
  libraries: z.array(z.object({ id: Id, name: z.string(), type: z.string() })),
  servers: z.array(ServerRef),
  platforms: z.array(z.string()),
  products: z.array(z.string()),
  players: z.array(z.string()),
  resolutions: z.array(z.string()),
});
export type FilterChoices = z.infer<typeof FilterChoices>;

export const EXPORT_FORMATS = ['csv', 'json'] as const;

export const HistoryExportQuery = HistoryQuery.omit({ limit: true, cursor: true, start: true }).extend({
  format: z.enum(EXPORT_FORMATS).default('csv').meta({ description: 'Comma separated values, or JSON.' }),
  /** Of the view: plays or viewings; all that match when it is absent. */
  ids: z
    .string()
    .max(12_000)
    .regex(/^\d{1,10}(,\d{1,10})*$/, 'must be numbers with commas between them')
    .transform((text) => text.split(',').map(Number))
    .optional()
    .meta({ description: 'Only these rows: numbers of plays or of viewings, as the view says.', example: '12,15' }),
});
export type HistoryExportQuery = z.output<typeof HistoryExportQuery>;

/** Totals of everything the filter matches. */
export const HistoryTotals = z.object({
  groups: z.number().int(),
  plays: z.number().int(),
  watchedMs: DurationMs,
  people: z.number().int(),
});
export type HistoryTotals = z.infer<typeof HistoryTotals>;

/** One play with everything we know, and the other plays of its watch group in order. */
export const PlayDetail = z.object({
  row: HistoryRow,
  stream: StreamView,
  viewOffsetMs: DurationMs,
  /** Of the plays themselves, while the row stands for the viewing. */
  play: z.object({ startedAt: Instant, stoppedAt: Instant, watchedMs: DurationMs, pausedMs: DurationMs }),
  /** Where it began in the item is not recorded; how it was delivered in turn is, when it changed. */
  streamChanges: z.array(
    z.object({
      /** After the start. */
      atMs: DurationMs,
      decision: z.enum(DECISIONS).nullable(),
      resolution: z.string().nullable(),
      qualityProfile: z.string().nullable(),
    }),
  ),
  /** What an administrator wrote about it; null for nothing, and for whoever sees only their own. */
  note: z.string().nullable(),
  isImported: z.boolean(),
  segments: z.array(
    z.object({
      playId: Id,
      startedAt: Instant,
      stoppedAt: Instant,
      watchedMs: DurationMs,
      pausedMs: DurationMs,
      percentComplete: z.number().int().min(0),
      /** Null for imported plays. */
      endedReason: z.enum(ENDED_REASONS).nullable(),
      playerTitle: z.string(),
    }),
  ),
});
export type PlayDetail = z.infer<typeof PlayDetail>;
