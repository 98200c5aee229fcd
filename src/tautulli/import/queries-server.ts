/** Whose history it is: the server of the file among ours. */
import { and, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { imports, libraries, plays, servers, users } from '#db/schema/index.ts';
import { staged } from './queries-staging.ts';
import type { ExistingData } from './types.ts';

export interface TargetServer {
  readonly id: ServerId;
  readonly name: string;
  readonly machineIdentifier: string | null;
}

const TARGET = { id: servers.id, name: servers.name, machineIdentifier: servers.machineIdentifier };

export async function serverByName(db: Db | Tx, name: string): Promise<TargetServer | null> {
  const [row] = await db
    .select(TARGET)
    .from(servers)
    .where(sql`lower(${servers.name}) = lower(${name})`)
    .orderBy(servers.id)
    .limit(1);
  return row ?? null;
}

export async function serverByIdentifier(db: Db | Tx, machineIdentifier: string): Promise<TargetServer | null> {
  const [row] = await db.select(TARGET).from(servers).where(eq(servers.machineIdentifier, machineIdentifier));
  return row ?? null;
}

/**
 * A server with this address or name, where the identifiers cannot contradict: `isIdentified` tells whether the file has
 * one, and then only servers without one are looked at.
 */
export async function serverAlike(
  db: Db | Tx,
  {
    url,
    name,
    isIdentified,
  }: { readonly url: string | null; readonly name: string | null; readonly isIdentified: boolean },
): Promise<TargetServer | null> {
  const [row] = await db
    .select(TARGET)
    .from(servers)
    .where(
      and(
        sql`(${servers.url} = ${url} or lower(${servers.name}) = lower(${name}))`,
        isIdentified ? isNull(servers.machineIdentifier) : undefined,
      ),
    )
    .orderBy(sql`${servers.url} is distinct from ${url}`, servers.id)
    .limit(1);
  return row ?? null;
}

/** The server this file, or an earlier state of it, was imported for: without an identifier nothing else tells. */
export async function serverOfEarlierImport(db: Db | Tx): Promise<TargetServer | null> {
  const [row] = await db
    .select(TARGET)
    .from(servers)
    .innerJoin(imports, eq(imports.serverId, servers.id))
    .where(and(isNull(servers.machineIdentifier), eq(imports.state, 'done')))
    .orderBy(servers.id)
    .limit(1);
  return row ?? null;
}

/** The identifier most of the file's libraries carry, those in use first. */
export async function commonIdentifier(db: Db | Tx): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`select machine_identifier as id from ${staged('libraries')}
    where machine_identifier is not null group by 1
    order by count(*) filter (where is_active and not is_deleted) desc, count(*) desc, 1 limit 1`);
  return rows[0]?.id ?? null;
}

export interface NewServer {
  readonly machineIdentifier: string | null;
  readonly name: string;
  readonly url: string | null;
  readonly tokenSealed: string | null;
  readonly version: string | null;
  readonly platform: string | null;
  readonly hasPlexPass: boolean | null;
}

export async function insertServer(tx: Tx, values: NewServer): Promise<ServerId> {
  const [row] = await tx.insert(servers).values(values).returning({ id: servers.id });
  if (row === undefined) throw new Error('inserting a server returned no id');
  return row.id;
}

/** What the file knows of a server fills gaps only: what we learned from the server itself is newer. */
export async function completeServer(tx: Tx, id: ServerId, values: NewServer): Promise<void> {
  await tx
    .update(servers)
    .set({
      machineIdentifier: sql`coalesce(${servers.machineIdentifier}, ${values.machineIdentifier})`,
      url: sql`coalesce(${servers.url}, ${values.url})`,
      tokenSealed: sql`coalesce(${servers.tokenSealed}, ${values.tokenSealed})`,
      version: sql`coalesce(${servers.version}, ${values.version})`,
      platform: sql`coalesce(${servers.platform}, ${values.platform})`,
      hasPlexPass: sql`coalesce(${servers.hasPlexPass}, ${values.hasPlexPass}::boolean)`,
    })
    .where(eq(servers.id, id));
}

/** Plays of the server that an import replaces: earlier imports, and what was recorded here in the time it covers. */
export const isReplaced = (serverId: ServerId, lastPlayAt: Date | null) =>
  and(
    eq(plays.serverId, serverId),
    or(isNotNull(plays.importId), lastPlayAt === null ? undefined : lte(plays.startedAt, lastPlayAt)),
  );

/** Plays recorded here after the last one of the file: they stay. */
export const isKept = (serverId: ServerId, lastPlayAt: Date | null) =>
  and(
    eq(plays.serverId, serverId),
    isNull(plays.importId),
    lastPlayAt === null ? undefined : gt(plays.startedAt, lastPlayAt),
  );

export async function existingData(db: Db | Tx, server: TargetServer | null, last: Date | null): Promise<ExistingData> {
  if (server === null) return { plays: 0, users: 0, libraries: 0, serverName: null };
  return {
    plays: await db.$count(plays, isReplaced(server.id, last)),
    users: await db.$count(
      users,
      inArray(users.id, db.select({ id: plays.userId }).from(plays).where(eq(plays.serverId, server.id))),
    ),
    libraries: await db.$count(libraries, eq(libraries.serverId, server.id)),
    serverName: server.name,
  };
}
