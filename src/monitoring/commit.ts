/**
 * What the reducer decided becomes rows: the sessions as they are now, the plays of those that ended, and the wakes
 * for everybody who shows them, all in one transaction.
 */

import { loadSettings } from '#config/installation.ts';
import type { SettingOverrides, Settings } from '#config/settings.ts';
import type { PlayId, ServerId, SessionId, SessionKey } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { eachCache, type FactCache } from '#history/fact-cache.ts';
import type { PlayToRecord } from '#history/play-to-record.ts';
import { percentComplete, recordPlay } from '#history/record-play.ts';
import { type NotRecorded, whyNotRecorded } from '#history/recordable.ts';
import { storeDescriptions } from '#history/store-descriptions.ts';
import type { Log } from '#log';
import type { ListedSession } from '#plex/facts.ts';
import {
  libraryKeepsHistory,
  lockPerson,
  type SessionInsert,
  type SessionRow,
  takeSession,
  updateSession,
  upsertSessions,
  wake,
} from './queries.ts';
import type { ClosedSession, LiveSession } from './session.ts';

export interface CommitDeps {
  readonly db: Db;
  readonly cache: FactCache;
  readonly log: Log;
  /** Settings the environment has decided. */
  readonly overrides?: SettingOverrides | undefined;
}

/** A session and its row in `sessions`; null until it was committed once. */
export interface StoredSession {
  readonly session: LiveSession;
  readonly rowId: SessionId | null;
}

/** A finished session and the row it is taken from. */
export interface StoredClosed extends ClosedSession {
  readonly rowId: SessionId;
}

/**
 * Saves live sessions and answers their row ids. Safe to repeat when it is not known whether an earlier try was
 * committed.
 */
export async function saveSessions(
  deps: CommitDeps,
  serverId: ServerId,
  live: readonly StoredSession[],
): Promise<ReadonlyMap<SessionKey, SessionId>> {
  return transaction(deps, async (tx) => {
    const rows: SessionInsert[] = [];
    const ids: SessionId[] = [];
    for (const { session, rowId } of live) {
      if (session.listed !== null) rows.push(await describe(tx, deps.cache, serverId, session, session.listed));
      else if (rowId !== null) {
        await updateSession(tx, rowId, movingColumns(session));
        ids.push(rowId);
      }
    }
    const rowIds = await upsertSessions(tx, rows);
    await wake(tx, { t: 'sessions', ids: [...ids, ...rowIds.values()] });
    return rowIds;
  });
}

/**
 * Ends sessions and records their plays. A session is recorded by whoever takes its row away, so repeating a close
 * that was committed after all records nothing twice.
 */
export async function closeSessions(
  deps: CommitDeps,
  serverId: ServerId,
  closed: readonly StoredClosed[],
): Promise<void> {
  await transaction(deps, async (tx) => {
    const settings = await loadSettings(
      tx,
      (key) => deps.log.warn({ setting: key }, 'a stored setting does not fit and is ignored'),
      deps.overrides,
    );
    for (const one of closed) {
      const row = await takeSession(tx, one.rowId);
      if (row !== null) await recordClosed(tx, deps.log, serverId, one, row, settings);
    }
  });
}

async function transaction<T>(deps: CommitDeps, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const result = await inTransaction(deps.db, (tx) => {
      eachCache(deps.cache, (cache) => cache.drop());
      return run(tx);
    });
    eachCache(deps.cache, (cache) => cache.keep());
    return result;
  } catch (error) {
    // A remembered id may have gone with its row (a restore, a cleaned table): ask again next time.
    eachCache(deps.cache, (cache) => cache.clear());
    throw error;
  }
}

async function recordClosed(
  tx: Tx,
  log: Log,
  serverId: ServerId,
  closed: ClosedSession,
  row: SessionRow,
  settings: Settings,
): Promise<void> {
  const play = playOf(serverId, closed, row);
  const keepsHistory =
    (await lockPerson(tx, row.userId)) && (await libraryKeepsHistory(tx, serverId, row.itemSnapshotId));
  const reason: NotRecorded | null = whyNotRecorded(
    { mediaType: row.mediaType, ratingKey: row.ratingKey, watchedMs: play.watchedMs, keepsHistory },
    settings,
  );
  const recorded = reason === null ? await recordPlay(tx, play, settings) : null;
  if (reason !== null)
    log.debug({ sessionKey: row.sessionKey, reason, watchedMs: play.watchedMs }, 'a stream ended without a record');
  const playId: PlayId | null = recorded?.playId ?? null;
  await wake(tx, {
    t: 'ended',
    sessionId: row.id,
    stoppedAt: play.stoppedAt.toISOString(),
    viewOffsetMs: play.viewOffsetMs,
    percentComplete: percentComplete(play),
    playId,
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

/** The columns that change while somebody watches. */
function movingColumns(session: LiveSession) {
  return {
    state: session.state,
    startedAt: new Date(session.startedAt),
    lastSeenAt: new Date(session.lastSeenAt),
    viewOffsetMs: session.viewOffsetMs,
    viewOffsetAt: new Date(session.viewOffsetAt),
    durationMs: session.durationMs,
    watchedMs: Math.round(session.watchedMs),
    pausedMs: Math.round(session.pausedMs),
    pausedSince: session.pausedSince === null ? null : new Date(session.pausedSince),
    bufferCount: session.bufferCount,
    transcodeId: session.transcodeId,
  };
}

async function describe(
  tx: Tx,
  cache: FactCache,
  serverId: ServerId,
  session: LiveSession,
  listed: ListedSession,
): Promise<SessionInsert> {
  return {
    ...movingColumns(session),
    ...(await storeDescriptions(tx, cache, serverId, listed, session.lastSeenAt)),
    serverId,
    sessionKey: session.sessionKey,
    plexSessionId: listed.plexSessionId,
    ratingKey: session.ratingKey,
    liveUuid: session.liveUuid,
    mediaType: listed.item.mediaType,
    isLive: listed.item.isLive,
    ipAddress: listed.ipAddress,
    location: listed.location,
    isRelayed: listed.isRelayed,
    isSecure: listed.isSecure,
    bandwidthKbps: listed.bandwidthKbps,
    transcodeSpeed: listed.transcoder?.speed ?? null,
    transcodeProgress: listed.transcoder?.progressPercent ?? null,
    isTranscodeThrottled: listed.transcoder?.isThrottled ?? false,
    transcodeAvailableToMs: listed.transcoder?.availableToMs ?? null,
  };
}
