import { z } from 'zod';
import { DurationMs, Id, IdParameter, Instant } from './common.ts';
import { DECISIONS, ENDED_REASONS, MEDIA_TYPES } from './enums.ts';
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

export const HistoryQuery = z.object({
  view: z.enum(['groups', 'plays']).default('groups'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque; from `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
  /** Words that must occur in title, show or artist, person or player. */
  search: z
    .string()
    .trim()
    .max(200)
    // PostgreSQL stores every character but this one.
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
    .optional(),
  mediaType: z.enum(MEDIA_TYPES).optional(),
  decision: z.enum(DECISIONS).optional(),
  userId: IdParameter.optional(),
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
