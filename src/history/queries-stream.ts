/** SQL of how one play or running stream was delivered. */
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { PlayId, SessionKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, playStreamChanges, plays, sessions, streamSnapshots } from '#db/schema/index.ts';
import type { Visible } from '#users/visible.ts';
import { seenBy } from './queries-visible.ts';

const DELIVERED = { item: itemSnapshots, stream: streamSnapshots };

/** Null for a play nobody knows, and for one of which nothing may be told. */
export async function streamOfPlay(db: Db, visible: Visible, id: number) {
  const [row] = await db
    .select({ ...DELIVERED, isImported: isNotNull(plays.importId).mapWith(Boolean) })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .where(and(eq(plays.id, id as PlayId), seenBy(visible)));
  return row ?? null;
}

/** Of the newest stream with this key; keys of different servers can be the same. */
export async function streamOfSession(db: Db, sessionKey: string) {
  const [row] = await db
    .select({ ...DELIVERED, isImported: isNotNull(sessions.importId).mapWith(Boolean) })
    .from(sessions)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .where(eq(sessions.sessionKey, sessionKey as SessionKey))
    .orderBy(desc(sessions.id))
    .limit(1);
  return row ?? null;
}

/** The ways in which a play was delivered, in turn; none where there was only one. */
export const changesOf = (db: Db, id: PlayId) =>
  db
    .select({
      atMs: playStreamChanges.atMs,
      decision: streamSnapshots.decision,
      resolution: streamSnapshots.deliveredVideoFullResolution,
      qualityProfile: streamSnapshots.qualityProfile,
    })
    .from(playStreamChanges)
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, playStreamChanges.streamSnapshotId))
    .where(eq(playStreamChanges.playId, id))
    .orderBy(asc(playStreamChanges.atMs));
