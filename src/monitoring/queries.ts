/** All SQL of the monitoring room but the activity view (activity.ts). */
import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { ServerId, SessionId, UserId } from '#contract/ids.ts';
import { LIVE_CHANNEL, type Wake } from '#contract/wake.ts';
import { notify } from '#db/listen.ts';
import type { Db, Tx } from '#db/pool.ts';
import { itemSnapshots, libraries, players, serverGaps, servers, sessions, users } from '#db/schema/index.ts';

export type SessionInsert = typeof sessions.$inferInsert;
export type SessionRow = typeof sessions.$inferSelect;

/** Takes the row away; null when somebody did before: then its play is recorded already. */
export async function takeSession(tx: Tx, id: SessionId): Promise<SessionRow | null> {
  const [row] = await tx.delete(sessions).where(eq(sessions.id, id)).returning();
  return row ?? null;
}

/** The sessions of a server as they were committed last, with the machine that plays them. */
export async function storedSessions(
  db: Db,
  serverId: ServerId,
): Promise<readonly { row: SessionRow; machineId: string | null }[]> {
  return db
    .select({ row: sessions, machineId: players.machineId })
    .from(sessions)
    .innerJoin(players, eq(players.id, sessions.playerId))
    .where(eq(sessions.serverId, serverId));
}

/** Serialises the recording of one person's plays and answers whether their history is kept. */
export async function lockPerson(tx: Tx, userId: UserId): Promise<boolean> {
  const [row] = await tx.select({ keeps: users.keepHistory }).from(users).where(eq(users.id, userId)).for('update');
  return row?.keeps ?? true;
}

/** Whether the library of what was played keeps history, for live TV its own; unknown libraries do. */
export async function libraryKeepsHistory(
  tx: Tx,
  serverId: ServerId,
  { itemSnapshotId, isLive }: Pick<SessionRow, 'itemSnapshotId' | 'isLive'>,
): Promise<boolean> {
  const isItsLibrary = isLive
    ? eq(libraries.type, 'live')
    : and(eq(libraries.sectionId, itemSnapshots.sectionId), ne(libraries.type, 'live'));
  const [row] = await tx
    .select({ keeps: libraries.keepHistory })
    .from(itemSnapshots)
    .innerJoin(libraries, and(eq(libraries.serverId, serverId), isItsLibrary))
    .where(eq(itemSnapshots.id, itemSnapshotId));
  return row?.keeps ?? true;
}

/** Ids a NOTIFY payload (under 8000 bytes) carries with room to spare. */
const IDS_PER_WAKE = 500;

/** Announces committed changes; takes effect with the transaction. */
export async function wake(tx: Db | Tx, change: Wake): Promise<void> {
  if (change.t !== 'sessions') {
    await notify(tx, LIVE_CHANNEL, change);
    return;
  }
  for (let i = 0; i < change.ids.length; i += IDS_PER_WAKE)
    await notify(tx, LIVE_CHANNEL, { t: 'sessions', ids: change.ids.slice(i, i + IDS_PER_WAKE) });
}

/** Begins a gap unless one is open already. */
export async function openGap(
  tx: Tx,
  serverId: ServerId,
  startedAt: EpochMs,
  reason: 'link_lost' | 'not_running',
): Promise<void> {
  const open = await tx
    .select({ id: serverGaps.id })
    .from(serverGaps)
    .where(and(eq(serverGaps.serverId, serverId), isNull(serverGaps.endedAt)))
    .limit(1);
  if (open.length === 0) await tx.insert(serverGaps).values({ serverId, startedAt: new Date(startedAt), reason });
}

/** Ends the open gap; one shorter than `shortestMs` was no gap and is forgotten. */
export async function closeGap(tx: Tx, serverId: ServerId, endedAt: EpochMs, shortestMs: number): Promise<void> {
  const open = and(eq(serverGaps.serverId, serverId), isNull(serverGaps.endedAt));
  const [gap] = await tx.select().from(serverGaps).where(open).orderBy(desc(serverGaps.id)).limit(1);
  if (gap === undefined) return;
  const end = Math.max(endedAt, gap.startedAt.getTime());
  if (end - gap.startedAt.getTime() < shortestMs) await tx.delete(serverGaps).where(eq(serverGaps.id, gap.id));
  else
    await tx
      .update(serverGaps)
      .set({ endedAt: new Date(end) })
      .where(eq(serverGaps.id, gap.id));
}

export async function touchServer(db: Db | Tx, serverId: ServerId, at: EpochMs): Promise<void> {
  await db
    .update(servers)
    .set({ lastHeardAt: new Date(at) })
    .where(eq(servers.id, serverId));
}

export async function lastHeard(db: Db | Tx, serverId: ServerId): Promise<EpochMs | null> {
  const [row] = await db
    .select({ at: servers.lastHeardAt })
    .from(servers)
    .where(inArray(servers.id, [serverId]));
  return row?.at?.getTime() ?? null;
}

export async function saveServer(
  tx: Db | Tx,
  serverId: ServerId,
  values: Partial<typeof servers.$inferInsert>,
): Promise<void> {
  await tx.update(servers).set(values).where(eq(servers.id, serverId));
}
