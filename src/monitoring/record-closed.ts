/** What remains of a stream that ended: its play, and when the device was last used, in the caller's transaction. */
import type { Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import type { PlayToRecord } from '#history/play-to-record.ts';
import { percentComplete, recordPlay, recordStreamChanges } from '#history/record-play.ts';
import { whyNotRecorded } from '#history/recordable.ts';
import type { Log } from '#log';
import { libraryKeepsHistory, lockPerson, type SessionRow, wake } from './queries.ts';
import { rememberStop } from './queries-live.ts';
import type { ClosedSession } from './session.ts';
import { readChanges } from './stored-listed.ts';

export async function recordClosed(
  tx: Tx,
  log: Log,
  serverId: ServerId,
  closed: ClosedSession,
  row: SessionRow,
  settings: Settings,
): Promise<void> {
  const play = playOf(serverId, closed, row);
  const keepsHistory = (await lockPerson(tx, row.userId)) && (await libraryKeepsHistory(tx, serverId, row));
  await rememberStop(tx, row, closed.session.machineId ?? '', play.stoppedAt);
  const { mediaType, ratingKey } = row;
  const { watchedMs, durationMs } = play;
  const reason = whyNotRecorded({ mediaType, ratingKey, watchedMs, durationMs, keepsHistory }, settings);
  const recorded = reason === null ? await recordPlay(tx, play, settings) : null;
  if (recorded !== null) await recordStreamChanges(tx, recorded.playId, readChanges(row.streamChanges));
  else log.debug({ sessionKey: row.sessionKey, reason, watchedMs }, 'a stream ended without a record');
  await wake(tx, {
    t: 'ended',
    sessionId: row.id,
    stoppedAt: play.stoppedAt.toISOString(),
    viewOffsetMs: play.viewOffsetMs,
    percentComplete: percentComplete(play),
    playId: recorded?.playId ?? null,
  });
  if (recorded !== null) await wake(tx, { t: 'play', ...recorded });
}

function playOf(serverId: ServerId, closed: ClosedSession, row: SessionRow): PlayToRecord {
  const { session, stoppedAt, endedReason } = closed;
  return {
    serverId,
    userId: row.userId,
    itemId: row.itemId,
    itemSnapshotId: row.itemSnapshotId,
    streamSnapshotId: row.streamSnapshotId,
    playerId: row.playerId,
    mediaType: row.mediaType,
    isLive: row.isLive,
    startedAt: new Date(session.startedAt),
    stoppedAt: new Date(stoppedAt),
    lastSeenAt: new Date(session.lastSeenAt),
    watchedMs: Math.round(session.watchedMs),
    pausedMs: Math.round(session.pausedMs),
    viewOffsetMs: session.viewOffsetMs,
    durationMs: session.durationMs,
    endedReason,
    ipAddress: row.ipAddress,
    location: row.location,
    isRelayed: row.isRelayed,
    isSecure: row.isSecure,
    bandwidthKbps: row.bandwidthKbps,
  };
}
