import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type SessionRow, storedSessions } from './queries.ts';
import { type Delivery, type LiveSession, lostSight } from './session.ts';
import { readChanges, readListed } from './stored-listed.ts';

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

function deliveriesOf(row: SessionRow): readonly Delivery[] {
  const changes = readChanges(row.streamChanges);
  if (changes.length === 0) return [{ atMs: 0, stream: row.streamSnapshotId }];
  return changes.map(([atMs, stream]) => ({ atMs, stream }));
}

function fromRow(row: SessionRow, machineId: string | null): LiveSession {
  const at = row.lastSeenAt.getTime();
  const { watchedMs, pausedMs, viewOffsetMs } = row;
  return {
    sessionKey: row.sessionKey,
    ratingKey: row.ratingKey,
    reportedKey: row.ratingKey,
    liveUuid: row.liveUuid,
    transcodeId: row.transcodeId,
    listed: readListed(row.listed),
    listedAt: at,
    machineId,
    durationMs: row.durationMs,
    state: row.state,
    stateSince: at,
    startedAt: row.startedAt.getTime(),
    lastSeenAt: at,
    reportedAt: at,
    viewOffsetMs,
    viewOffsetAt: row.viewOffsetAt.getTime(),
    watchedMs,
    pausedMs,
    pausedSince: row.pausedSince?.getTime() ?? null,
    bufferCount: row.bufferCount,
    bufferWarnedAt: row.bufferWarnedAt?.getTime() ?? null,
    isWatched: row.isWatched,
    marker: row.marker,
    markerTimers: [],
    // What was saved last is known better than what was confirmed before.
    confirmed: { at, state: row.state, viewOffsetMs, watchedMs, pausedMs },
    happenings: [],
    announced: row.announced,
    deliveries: deliveriesOf(row),
    anchor: null,
    missingSince: null,
    goneAt: null,
    gap: null,
    shown: null,
  };
}
