/** What is stored about the server and the installation. */
import { and, eq, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { serverAccess, servers, settings, users } from '#db/schema/index.ts';

export async function serverRow(db: Db, id: ServerId) {
  const [row] = await db
    .select({
      machineIdentifier: servers.machineIdentifier,
      name: servers.name,
      url: servers.url,
      hasToken: sql<boolean>`${servers.tokenSealed} is not null`,
      version: servers.version,
      platform: servers.platform,
      hasPlexPass: servers.hasPlexPass,
      isPinned: servers.isPinned,
      linkState: servers.linkState,
    })
    .from(servers)
    .where(eq(servers.id, id));
  return row ?? null;
}

/** Addresses of all servers we know, with their identifiers. */
export const serverAddresses = (db: Db) =>
  db.select({ machineIdentifier: servers.machineIdentifier, url: servers.url }).from(servers).orderBy(servers.id);

/** Under which Plex lists this installation as a device; null before it was first needed. */
export async function clientIdentifierRow(db: Db): Promise<unknown> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, 'plexClientIdentifier'));
  return row?.value ?? null;
}

/** Whether the database can be read; throws when it cannot. */
export async function probeDatabase(db: Db): Promise<void> {
  await db.execute(sql`select 1 from ${settings} limit 1`);
}

/** The token that a person of plex.tv has on a server, sealed; null when none is known. */
export async function userServerToken(db: Db, serverId: ServerId, plexUserId: number): Promise<string | null> {
  const [row] = await db
    .select({ token: serverAccess.tokenSealed })
    .from(serverAccess)
    .innerJoin(users, eq(users.id, serverAccess.userId))
    .where(and(eq(serverAccess.serverId, serverId), eq(users.plexUserId, plexUserId)));
  return row?.token ?? null;
}
