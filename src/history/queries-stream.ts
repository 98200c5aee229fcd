/** SQL of how one play or running stream was delivered. */
import { desc, eq } from 'drizzle-orm';
import type { PlayId, SessionKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, plays, sessions, streamSnapshots } from '#db/schema/index.ts';

const DELIVERED = { item: itemSnapshots, stream: streamSnapshots };

/** Null for a play nobody knows. */
export async function streamOfPlay(db: Db, id: number) {
  const [row] = await db
    .select(DELIVERED)
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .where(eq(plays.id, id as PlayId));
  return row ?? null;
}

/** Of the newest stream with this key; keys of different servers can be the same. */
export async function streamOfSession(db: Db, sessionKey: string) {
  const [row] = await db
    .select(DELIVERED)
    .from(sessions)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .where(eq(sessions.sessionKey, sessionKey as SessionKey))
    .orderBy(desc(sessions.id))
    .limit(1);
  return row ?? null;
}
