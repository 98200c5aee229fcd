/** The list of servers: reading it, declaring a server, learning what a server says about itself. */
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { SecretBox } from '#config/secret-box.ts';
import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { servers, sessions } from '#db/schema/index.ts';
import type { ServerAbout } from '#plex/facts.ts';
import { Problem } from '#problem';

/** A server with what is needed to speak to it. */
export interface KnownServer {
  readonly id: ServerId;
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly machineIdentifier: string | null;
}

/** What a server is called until it told its name. */
const nameUntilKnown = (url: string): string => new URL(url).host;

/** All servers we can speak to, in the order they were added. A token that cannot be opened is a clear failure of that server only. */
export async function listServers(
  db: Db,
  box: SecretBox,
  onSealed: (name: string, error: unknown) => void,
): Promise<KnownServer[]> {
  const rows = await db.select().from(servers).orderBy(asc(servers.id));
  return rows.flatMap((row) => {
    if (row.url === null || row.tokenSealed === null) return [];
    try {
      return [
        {
          id: row.id,
          name: row.name,
          url: row.url,
          machineIdentifier: row.machineIdentifier,
          token: box.open(row.tokenSealed),
        },
      ];
    } catch (error) {
      onSealed(row.name, error);
      return [];
    }
  });
}

/** The server the environment declares: made when it is new, its token renewed when it changed. */
export async function pinServer(
  db: Db,
  box: SecretBox,
  declared: { readonly url: string; readonly token: string },
): Promise<void> {
  const tokenSealed = box.seal(declared.token);
  await db.update(servers).set({ isPinned: false }).where(ne(servers.url, declared.url));
  const updated = await db
    .update(servers)
    .set({ isPinned: true, tokenSealed })
    .where(eq(servers.url, declared.url))
    .returning({ id: servers.id });
  if (updated.length === 0)
    await db
      .insert(servers)
      .values({ name: nameUntilKnown(declared.url), url: declared.url, tokenSealed, isPinned: true });
}

/**
 * Adds a server that answered, or renews the address and token of one we know.
 * @throws Problem `conflict` when it is declared by the environment.
 */
export async function saveAddedServer(
  db: Db,
  box: SecretBox,
  added: { readonly url: string; readonly token: string; readonly about: ServerAbout },
): Promise<ServerId> {
  const { url, token, about } = added;
  const [known] = await db.select().from(servers).where(eq(servers.machineIdentifier, about.machineIdentifier));
  if (known?.isPinned) throw new Problem('conflict', `${known.name} is declared by SPYGLASS_PLEX_URL already`);
  const values = {
    machineIdentifier: about.machineIdentifier,
    name: about.friendlyName ?? nameUntilKnown(url),
    version: about.version,
    platform: about.platform,
    url,
    tokenSealed: box.seal(token),
  };
  const [row] = await db
    .insert(servers)
    .values(values)
    .onConflictDoUpdate({ target: servers.machineIdentifier, set: values })
    .returning({ id: servers.id });
  if (row === undefined) throw new Error('adding a server returned no id');
  return row.id;
}

/**
 * What the server says about itself, whenever it is reached. Answers a problem when another row is that server already,
 * or when the address now leads to a different server than before (then nothing is changed).
 */
export async function learnAbout(db: Db | Tx, id: ServerId, about: ServerAbout): Promise<string | null> {
  const [twin] = await db
    .select({ name: servers.name })
    .from(servers)
    .where(and(eq(servers.machineIdentifier, about.machineIdentifier), ne(servers.id, id)));
  if (twin !== undefined) return `its address leads to ${twin.name}, which is watched already`;
  const [self] = await db
    .select({ machineIdentifier: servers.machineIdentifier, name: servers.name })
    .from(servers)
    .where(eq(servers.id, id));
  const before = self?.machineIdentifier ?? null;
  if (before !== null && before !== about.machineIdentifier) return 'its address now leads to a different Plex server';
  await db
    .update(servers)
    .set({
      machineIdentifier: about.machineIdentifier,
      version: about.version,
      platform: about.platform,
      ...(about.friendlyName === null ? {} : { name: about.friendlyName }),
    })
    .where(eq(servers.id, id));
  return null;
}

/** How a server names a live session; null when it gives no way to end it. */
export interface StoppableSession {
  readonly serverId: ServerId;
  readonly plexSessionId: string | null;
}

const STOPPABLE = { serverId: sessions.serverId, plexSessionId: sessions.plexSessionId };

export async function liveSession(db: Db, id: SessionId): Promise<StoppableSession | null> {
  const [row] = await db.select(STOPPABLE).from(sessions).where(eq(sessions.id, id));
  return row ?? null;
}

/** By the key a server gave it; that of the oldest stream when several servers use the same. */
export async function liveSessionByKey(db: Db, sessionKey: string): Promise<StoppableSession | null> {
  const [row] = await db
    .select(STOPPABLE)
    .from(sessions)
    .where(sql`${sessions.sessionKey} = ${sessionKey}`)
    .orderBy(asc(sessions.id))
    .limit(1);
  return row ?? null;
}
