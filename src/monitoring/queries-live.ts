/** SQL of sessions while they are live, and of what decides whether one begins anew. */
import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { LIVE_LIBRARY } from '#catalogue/live-library.ts';
import type { Settings } from '#config/settings.ts';
import type { ServerId, SessionId, SessionKey, UserId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { continuedStreams, libraries, sessions } from '#db/schema/index.ts';
import type { SessionInsert, SessionRow } from './queries.ts';

/** What is decided when a row is made, and what other statements count. */
const NEVER_OVERWRITTEN = new Set(['id', 'serverId', 'sessionKey', 'isInitial', 'announced']);

/** Every column of the row that is being inserted, for "on conflict do update". No description means: the one there is. */
const EXCLUDED: Record<string, SQL> = {
  ...Object.fromEntries(
    Object.entries(getTableColumns(sessions))
      .filter(([key]) => !NEVER_OVERWRITTEN.has(key))
      .map(([key, column]) => [key, sql.raw(`excluded.${column.name}`)]),
  ),
  listed: sql`coalesce(excluded.listed, ${sessions.listed})`,
};

/** What a saved row knows that the reducer does not. */
export interface SavedSession {
  readonly id: SessionId;
  readonly sessionKey: SessionKey;
  readonly userId: UserId;
  readonly isInitial: boolean;
  /** How many announcements of the stream were queued. */
  readonly announced: number;
}

const SAVED = {
  id: sessions.id,
  sessionKey: sessions.sessionKey,
  userId: sessions.userId,
  isInitial: sessions.isInitial,
  announced: sessions.announced,
};

/** Writes sessions as they are now, all in one statement. */
export async function upsertSessions(tx: Tx, rows: readonly SessionInsert[]): Promise<readonly SavedSession[]> {
  if (rows.length === 0) return [];
  return tx
    .insert(sessions)
    .values([...rows])
    .onConflictDoUpdate({ target: [sessions.serverId, sessions.sessionKey], set: EXCLUDED })
    .returning(SAVED);
}

export async function updateSession(
  tx: Tx,
  id: SessionId,
  values: Partial<SessionInsert>,
): Promise<readonly SavedSession[]> {
  return tx.update(sessions).set(values).where(eq(sessions.id, id)).returning(SAVED);
}

export async function markAnnounced(tx: Tx, id: SessionId, announced: number): Promise<void> {
  await tx.update(sessions).set({ announced }).where(eq(sessions.id, id));
}

const wholeSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Does the stream go on where its person stopped a moment ago, on the same device (monitoring notes 5)? */
export async function continuesStream(
  tx: Tx,
  { serverId, userId, mediaType, startedAt }: SessionInsert,
  machineId: string,
  { continuedSessionSeconds }: Pick<Settings, 'continuedSessionSeconds'>,
): Promise<boolean> {
  const [last] = await tx
    .select({ stoppedAt: continuedStreams.stoppedAt })
    .from(continuedStreams)
    .where(
      and(
        eq(continuedStreams.serverId, serverId),
        eq(continuedStreams.userId, userId),
        eq(continuedStreams.machineId, machineId),
        eq(continuedStreams.mediaType, mediaType),
      ),
    );
  return last !== undefined && wholeSeconds(startedAt) - wholeSeconds(last.stoppedAt) < continuedSessionSeconds;
}

/** Remembers when a person stopped on a device, whatever it was. */
export async function rememberStop(
  tx: Tx,
  { serverId, userId, mediaType }: Pick<SessionRow, 'serverId' | 'userId' | 'mediaType'>,
  machineId: string,
  stoppedAt: Date,
): Promise<void> {
  await tx
    .insert(continuedStreams)
    .values({ serverId, userId, machineId, mediaType, stoppedAt })
    .onConflictDoUpdate({
      target: [
        continuedStreams.serverId,
        continuedStreams.userId,
        continuedStreams.machineId,
        continuedStreams.mediaType,
      ],
      set: { stoppedAt },
    });
}

/** The library that live TV is booked on comes with the first live stream (monitoring notes 9.4). */
export async function insertLiveLibrary(tx: Tx, serverId: ServerId): Promise<void> {
  await tx
    .insert(libraries)
    .values({ serverId, ...LIVE_LIBRARY })
    .onConflictDoNothing({ target: [libraries.serverId, libraries.sectionId] });
}
