import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { ServerId, UserId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import type { Db, Tx } from '#db/pool.ts';
import {
  deletedPlays,
  libraryUserTotals,
  plays,
  serverAccounts,
  sessions,
  users,
  userTotals,
  watchGroups,
} from '#db/schema/index.ts';

type Executor = Db | Tx;

export async function userOfAccount(db: Executor, serverId: ServerId, accountId: number): Promise<UserId | null> {
  const [row] = await db
    .select({ id: serverAccounts.userId })
    .from(serverAccounts)
    .where(and(eq(serverAccounts.serverId, serverId), eq(serverAccounts.accountId, accountId)));
  return row?.id ?? null;
}

export async function userByPlexId(db: Executor, plexUserId: number): Promise<UserId | null> {
  const [row] = await db.select({ id: users.id }).from(users).where(eq(users.plexUserId, plexUserId));
  return row?.id ?? null;
}

/** People of that name, owners first: the server calls its owner by name only. */
export async function ownerByName(db: Executor, name: string): Promise<UserId | null> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.username}) = lower(${name}) and (${users.isOwner} or ${isNull(users.plexUserId)})`)
    .orderBy(sql`${users.isOwner} desc`, asc(users.id))
    .limit(1);
  return row?.id ?? null;
}

export async function linkAccount(db: Executor, serverId: ServerId, accountId: number, userId: UserId): Promise<void> {
  await db
    .insert(serverAccounts)
    .values({ serverId, accountId, userId })
    .onConflictDoUpdate({ target: [serverAccounts.serverId, serverAccounts.accountId], set: { userId } });
}

/** Everything that was booked on `from` now belongs to `into`; `from` is gone afterwards. */
export async function absorbUser(tx: Tx, from: UserId, into: UserId): Promise<void> {
  const changed = await tx
    .update(plays)
    .set({ userId: into })
    .where(eq(plays.userId, from))
    .returning({ id: plays.id });
  await forgetPlayBlocks(
    tx,
    changed.map(({ id }) => id),
  );
  await tx.update(watchGroups).set({ userId: into }).where(eq(watchGroups.userId, from));
  await absorbTotals(tx, from, into);
  await tx.update(deletedPlays).set({ userId: into }).where(eq(deletedPlays.userId, from));
  await tx.update(sessions).set({ userId: into }).where(eq(sessions.userId, from));
  await tx.update(serverAccounts).set({ userId: into }).where(eq(serverAccounts.userId, from));
  await tx.delete(users).where(eq(users.id, from));
}

/** Plays and viewings of two people are never the same ones, so their totals add up. */
async function absorbTotals(tx: Tx, from: UserId, into: UserId): Promise<void> {
  await tx.execute(sql`insert into ${userTotals} as t (user_id, play_count, group_count, watched_ms, last_started_at, latest_play_id)
    select ${into}::int, play_count, group_count, watched_ms, last_started_at, latest_play_id
    from ${userTotals} where user_id = ${from}
    on conflict (user_id) do update set play_count = t.play_count + excluded.play_count,
      group_count = t.group_count + excluded.group_count, watched_ms = t.watched_ms + excluded.watched_ms,
      last_started_at = greatest(t.last_started_at, excluded.last_started_at),
      latest_play_id = greatest(t.latest_play_id, excluded.latest_play_id)`);
  await tx.execute(sql`insert into ${libraryUserTotals} as t (library_id, user_id, play_count, group_count, watched_ms,
      described_play_count, described_group_count, described_watched_ms, last_started_at, latest_play_id)
    select library_id, ${into}::int, play_count, group_count, watched_ms, described_play_count, described_group_count,
      described_watched_ms, last_started_at, latest_play_id
    from ${libraryUserTotals} where user_id = ${from}
    on conflict (library_id, user_id) do update set play_count = t.play_count + excluded.play_count,
      group_count = t.group_count + excluded.group_count, watched_ms = t.watched_ms + excluded.watched_ms,
      described_play_count = t.described_play_count + excluded.described_play_count,
      described_group_count = t.described_group_count + excluded.described_group_count,
      described_watched_ms = t.described_watched_ms + excluded.described_watched_ms,
      last_started_at = greatest(t.last_started_at, excluded.last_started_at),
      latest_play_id = greatest(t.latest_play_id, excluded.latest_play_id)`);
}

type UserInsert = typeof users.$inferInsert;

/** Inserts a person; one with the same plex.tv id that came in between is renewed instead. */
export async function insertUser(db: Executor, values: UserInsert): Promise<UserId> {
  const [row] = await db
    .insert(users)
    .values(values)
    .onConflictDoUpdate({ target: users.plexUserId, set: { username: sql`excluded.username` } })
    .returning({ id: users.id });
  if (row === undefined) throw new Error('inserting a user returned no id');
  return row.id;
}

export async function updateUser(db: Executor, id: UserId, values: Partial<UserInsert>): Promise<void> {
  await db.update(users).set(values).where(eq(users.id, id));
}
