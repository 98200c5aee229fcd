import { z } from 'zod';
import { Id, Instant } from './common.ts';

/** The channel on which committed changes are announced between processes. */
export const LIVE_CHANNEL = 'spyglass_live';

/**
 * A committed change: enough to know what to read again, never the content. Sent in the transaction that made the
 * change, so nobody is told of something that was rolled back.
 */
export const Wake = z.discriminatedUnion('t', [
  z.object({ t: z.literal('sessions'), ids: z.array(Id) }),
  z.object({
    t: z.literal('ended'),
    sessionId: Id,
    stoppedAt: Instant,
    viewOffsetMs: z.number().int().nonnegative(),
    percentComplete: z.number().int().nonnegative(),
    playId: Id.nullable(),
  }),
  z.object({ t: z.literal('play'), playId: Id, groupId: Id }),
  z.object({ t: z.literal('server'), serverId: Id }),
  z.object({ t: z.literal('server-removed'), serverId: Id }),
  /** Everything of a server may be other rows now. `hasStreams`: those that were running when the file was written came, too. */
  z.object({ t: z.literal('imported'), serverId: Id, hasStreams: z.boolean() }),
]);
export type Wake = z.infer<typeof Wake>;
/** One that says which rows to read again. */
export type RowWake = Exclude<Wake, { t: 'imported' }>;
