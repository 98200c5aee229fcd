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
