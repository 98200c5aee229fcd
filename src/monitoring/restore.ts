import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type SessionRow, storedSessions } from './queries.ts';
import { type LiveSession, lostSight } from './session.ts';

/**
 * The sessions of a server as they were committed last. What happened since then was not seen, so until a player
 * reports again only its position counts as evidence of watching.
 */
export async function restoreSessions(
  db: Db,
  serverId: ServerId,
): Promise<readonly { session: LiveSession; rowId: SessionId }[]> {
  const stored = await storedSessions(db, serverId);
  return stored.map(({ row, machineId }) => ({ rowId: row.id, session: lostSight(fromRow(row, machineId)) }));
}

const fromRow = (row: SessionRow, machineId: string | null): LiveSession => ({
  sessionKey: row.sessionKey,
  ratingKey: row.ratingKey,
  liveUuid: row.liveUuid,
  transcodeId: row.transcodeId,
  listed: null,
  machineId,
  durationMs: row.durationMs,
  state: row.state,
  startedAt: row.startedAt.getTime(),
  lastSeenAt: row.lastSeenAt.getTime(),
  viewOffsetMs: row.viewOffsetMs,
  viewOffsetAt: row.viewOffsetAt.getTime(),
  watchedMs: row.watchedMs,
  pausedMs: row.pausedMs,
  pausedSince: row.pausedSince?.getTime() ?? null,
  bufferCount: row.bufferCount,
  anchor: null,
  missingSince: null,
});
