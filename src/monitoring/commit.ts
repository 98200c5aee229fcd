/**
 * What the reducer decided becomes rows: the sessions as they are now, the plays of those that ended, what is to be
 * announced of them, and the wakes for everybody who shows them, all in one transaction.
 */
import type { Settings } from '#config/settings.ts';
import type { ServerId, SessionId, SessionKey } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { eachCache, type FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import { type Announcement, announce } from '#notifications/announce.ts';
import type { Note } from './happening.ts';
import { takeSession, wake } from './queries.ts';
import {
  continuesStream,
  insertLiveLibrary,
  markAnnounced,
  type SavedSession,
  updateSession,
  upsertSessions,
} from './queries-live.ts';
import { recordClosed } from './record-closed.ts';
import type { ClosedSession, LiveSession } from './session.ts';
import { allColumns, movingColumns } from './session-columns.ts';

export interface CommitDeps {
  readonly db: Db;
  readonly cache: FactCache;
  readonly log: Log;
  /** The settings now. */
  readonly settings: () => Promise<Settings>;
}

/** A session and its row in `sessions`; null until it was committed once. */
export interface StoredSession {
  readonly session: LiveSession;
  readonly rowId: SessionId | null;
  /** Its row has this description already. */
  readonly isDescribed: boolean;
  readonly notes: readonly Note[];
}

/** A finished session and the row it is taken from. */
export interface StoredClosed extends ClosedSession {
  readonly rowId: SessionId;
  readonly notes: readonly Note[];
}

/**
 * Saves live sessions and queues their announcements; answers their row ids. Safe to repeat when it is not known
 * whether an earlier try was committed: the row knows how many announcements were queued.
 */
export async function saveSessions(
  deps: CommitDeps,
  serverId: ServerId,
  live: readonly StoredSession[],
): Promise<ReadonlyMap<SessionKey, SessionId>> {
  const settings = await deps.settings();
  return transaction(deps, async (tx) => {
    const rows = [];
    const saved: SavedSession[] = [];
    for (const { session, rowId, isDescribed } of live) {
      const { listed } = session;
      if (listed !== null) {
        const columns = await allColumns(tx, deps.cache, serverId, session, listed);
        const isContinued = rowId === null && (await continuesStream(tx, columns, session.machineId ?? '', settings));
        rows.push({ ...columns, listed: isDescribed ? null : listed, isInitial: !isContinued });
        if (rowId === null && columns.isLive) await insertLiveLibrary(tx, serverId);
      } else if (rowId !== null) saved.push(...(await updateSession(tx, rowId, movingColumns(session))));
    }
    saved.push(...(await upsertSessions(tx, rows)));
    await queueNotes(tx, serverId, live, saved);
    await wake(tx, { t: 'sessions', ids: saved.map(({ id }) => id) });
    return new Map(saved.map(({ sessionKey, id }) => [sessionKey, id]));
  });
}

/**
 * Ends sessions, records their plays and queues what is announced of them. A session is recorded by whoever takes its
 * row away, so repeating a close that was committed after all records and announces nothing twice.
 */
export async function closeSessions(
  deps: CommitDeps,
  serverId: ServerId,
  closed: readonly StoredClosed[],
): Promise<void> {
  const settings = await deps.settings();
  await transaction(deps, async (tx) => {
    for (const one of closed) {
      const row = await takeSession(tx, one.rowId);
      if (row === null) continue;
      await recordClosed(tx, deps.log, serverId, one, row, settings);
      await announce(tx, announcementsOf(serverId, one.notes, row));
    }
  });
}

/** The announcements that were not queued yet, in their order. */
const announcementsOf = (serverId: ServerId, notes: readonly Note[], row: SavedSession): Announcement[] =>
  notes
    .filter(({ number }) => number > row.announced)
    .map(({ trigger, at, moment }) => ({
      kind: 'stream',
      trigger,
      at,
      serverId,
      stream: { ...moment, sessionId: row.id, userId: row.userId, isInitial: row.isInitial },
    }));

async function queueNotes(
  tx: Tx,
  serverId: ServerId,
  live: readonly StoredSession[],
  saved: readonly SavedSession[],
): Promise<void> {
  const rows = new Map(saved.map((row) => [row.sessionKey, row]));
  const queued: Announcement[] = [];
  for (const { session, notes } of live) {
    const row = rows.get(session.sessionKey);
    const last = notes.at(-1);
    if (row === undefined || last === undefined || last.number <= row.announced) continue;
    queued.push(...announcementsOf(serverId, notes, row));
    await markAnnounced(tx, row.id, last.number);
  }
  await announce(tx, queued);
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
