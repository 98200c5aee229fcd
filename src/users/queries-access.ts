/** SQL of what servers share with people. */
import { and, asc, eq, isNotNull, ne, notInArray, sql } from 'drizzle-orm';
import type { ServerId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { libraries, serverAccess, serverAccounts, servers, users } from '#db/schema/index.ts';

type Executor = Db | Tx;

/** plex.tv's number of nobody: who plays without an account that plex.tv knows is booked on them (monitoring notes 9.2). */
const LOCAL_ID = 0;
const LOCAL_NAME = 'Local';

/** The stand-in for everybody plex.tv does not know; made when it is first needed. */
export async function localPerson(tx: Executor): Promise<UserId> {
  const known = () => tx.select({ id: users.id }).from(users).where(eq(users.plexUserId, LOCAL_ID));
  const [row] = await known();
  if (row !== undefined) return row.id;
  await tx.insert(users).values({ plexUserId: LOCAL_ID, username: LOCAL_NAME }).onConflictDoNothing();
  const [made] = await known();
  if (made === undefined) throw new Error('making the stand-in left no row');
  return made.id;
}

export async function knownPerson(tx: Tx, id: UserId) {
  const [row] = await tx
    .select({ thumb: users.thumb, customThumb: users.customThumb, tokenSealed: users.tokenSealed })
    .from(users)
    .where(eq(users.id, id));
  if (row === undefined) throw new Error('a person is gone while being renewed');
  return row;
}

export interface KnownAccess {
  readonly tokenSealed: string | null;
}

export async function accessOf(tx: Tx, serverId: ServerId): Promise<ReadonlyMap<UserId, KnownAccess>> {
  const rows = await tx
    .select({ userId: serverAccess.userId, tokenSealed: serverAccess.tokenSealed })
    .from(serverAccess)
    .where(eq(serverAccess.serverId, serverId));
  return new Map(rows.map((row) => [row.userId, row]));
}

export async function saveAccess(tx: Tx, values: typeof serverAccess.$inferInsert): Promise<void> {
  const { serverId: _server, userId: _user, ...set } = values;
  await tx
    .insert(serverAccess)
    .values(values)
    .onConflictDoUpdate({ target: [serverAccess.serverId, serverAccess.userId], set });
}

/** Whoever is not `present` cannot use the server any more; what they were allowed to see stays known. */
export async function loseAccess(tx: Tx, serverId: ServerId, present: readonly UserId[]): Promise<void> {
  await tx
    .update(serverAccess)
    .set({ tokenSealed: null })
    .where(
      and(
        eq(serverAccess.serverId, serverId),
        notInArray(serverAccess.userId, [...present]),
        isNotNull(serverAccess.tokenSealed),
      ),
    );
}

/** Active is who can use some server, and the stand-in. */
export async function deactivateWithoutAccess(tx: Tx): Promise<void> {
  await tx
    .update(users)
    .set({ isActive: false })
    .where(
      and(
        eq(users.isActive, true),
        isNotNull(users.plexUserId),
        ne(users.plexUserId, LOCAL_ID),
        sql`not exists (select from ${serverAccess} where ${serverAccess.userId} = ${users.id} and ${serverAccess.tokenSealed} is not null)`,
      ),
    );
}

/** Numbers of the libraries of a server that were not removed here. */
export async function sectionsOf(tx: Tx, serverId: ServerId): Promise<number[]> {
  const rows = await tx
    .select({ sectionId: libraries.sectionId })
    .from(libraries)
    .where(and(eq(libraries.serverId, serverId), eq(libraries.isDeleted, false), eq(libraries.isPlaceholder, false)))
    .orderBy(asc(libraries.id));
  return rows.map(({ sectionId }) => sectionId);
}

/** Which of these accounts of a server belong to nobody we know. */
export async function strangers(db: Executor, serverId: ServerId, accountIds: readonly number[]): Promise<number[]> {
  if (accountIds.length === 0) return [];
  const rows = await db.execute(sql`
    select id::float8 as id from unnest(array[${sql.join(
      accountIds.map((id) => sql`${id}::bigint`),
      sql`, `,
    )}]) as given(id)
    where not exists (select from ${serverAccounts} where ${serverAccounts.serverId} = ${serverId} and ${serverAccounts.accountId} = given.id)
      and not exists (select from ${users} where ${users.plexUserId} = given.id)`);
  return rows.rows.map((row) => Number(row.id));
}

/** The sealed tokens with which a person sees the servers they may use. */
export async function serverTokensOf(db: Db, userId: UserId) {
  const rows = await db
    .select({ id: servers.id, name: servers.name, tokenSealed: serverAccess.tokenSealed })
    .from(serverAccess)
    .innerJoin(servers, eq(servers.id, serverAccess.serverId))
    .where(and(eq(serverAccess.userId, userId), isNotNull(serverAccess.tokenSealed)))
    .orderBy(asc(servers.id));
  return rows.flatMap(({ tokenSealed, ...server }) => (tokenSealed === null ? [] : [{ ...server, tokenSealed }]));
}
