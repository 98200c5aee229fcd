import { z } from 'zod';
import { DurationMs, Id, Instant } from './common.ts';
import { LINK_STATES, SESSION_STATES } from './enums.ts';
import { ImportView } from './imports.ts';
import { ItemView, NetworkView, PlayerView, ServerRef, StreamView, UserView } from './media.ts';

/** A stream that is live now. */
export const SessionView = z.object({
  id: Id,
  server: ServerRef,
  sessionKey: z.string(),
  user: UserView,
  item: ItemView,
  player: PlayerView,
  stream: StreamView,
  network: NetworkView,
  state: z.enum(SESSION_STATES),
  startedAt: Instant,
  /** When the player was heard last. */
  lastSeenAt: Instant,
  /** Position in the item at `viewOffsetAt`; while `state` is playing it moves on by the clock. */
  viewOffsetMs: DurationMs,
  viewOffsetAt: Instant,
  /** Since when the stream is paused; null when it is not. */
  pausedSince: Instant.nullable(),
  watchedMs: DurationMs,
  pausedMs: DurationMs,
  bufferCount: z.number().int().nonnegative(),
  /** Null when nothing is converted. */
  transcoder: z
    .object({
      speed: z.number().nullable(),
      progressPercent: z.number().nullable(),
      isThrottled: z.boolean(),
      availableToMs: DurationMs.nullable(),
    })
    .nullable(),
  /** False for a stream that an import brought along until its server is connected and says that it runs. */
  isConfirmed: z.boolean(),
  /** True when the server can be asked to end it. */
  canStop: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** How well a server can be heard. */
export const LinkView = z.object({
  state: z.enum(LINK_STATES),
  since: Instant.nullable(),
  /** One sentence, null while all is well. */
  problem: z.string().nullable(),
  retryAt: Instant.nullable(),
});
export type LinkView = z.infer<typeof LinkView>;

/** A Plex server. */
export const ServerView = z.object({
  id: Id,
  name: z.string(),
  machineIdentifier: z.string().nullable(),
  version: z.string().nullable(),
  platform: z.string().nullable(),
  url: z.string(),
  link: LinkView,
  /** True when declared by the environment: it cannot be changed here. */
  isPinned: z.boolean(),
});
export type ServerView = z.infer<typeof ServerView>;

/** Everything that is happening now. `lastPlay` lets a quiet page say since when it is quiet. */
export const Activity = z.object({
  at: Instant,
  sessions: z.array(SessionView),
  servers: z.array(ServerView),
  lastPlay: z
    .object({
      id: Id,
      userName: z.string(),
      title: z.string(),
      stoppedAt: Instant,
      percentComplete: z.number().int().min(0),
    })
    .nullable(),
});
export type Activity = z.infer<typeof Activity>;

/** Asks the server to end a stream; Plex shows `message` to the viewer. */
export const TerminateBody = z.object({ message: z.string().trim().max(500).default('') });

/** Declares a Plex server; answered after it was reached once. */
export const AddServerBody = z.object({
  url: z.string().trim().min(1).max(500),
  token: z.string().trim().min(1).max(200),
});

/** Live events (SSE): the event name is `type`, the data is the whole object, the id grows. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), activity: Activity }),
  z.object({ type: z.literal('session'), session: SessionView }),
  z.object({
    type: z.literal('session-ended'),
    sessionId: Id,
    stoppedAt: Instant,
    viewOffsetMs: DurationMs,
    percentComplete: z.number().int().min(0),
    /** The play that was recorded, null when it was too short or not worth a record. */
    playId: Id.nullable(),
  }),
  z.object({ type: z.literal('play'), playId: Id, groupId: Id }),
  z.object({ type: z.literal('server'), server: ServerView }),
  z.object({ type: z.literal('server-removed'), serverId: Id }),
  // Without an id: who was away asks for the current import instead.
  z.object({ type: z.literal('import'), import: ImportView }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
