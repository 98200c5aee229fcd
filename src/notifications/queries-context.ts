/** SQL of what messages say about server, person and live streams. */
import { and, eq, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { ServerId, SessionId, UserId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { serverAccess, servers, sessions, streamSnapshots, users } from '#db/schema/index.ts';

const SERVER = {
  name: servers.name,
  url: servers.url,
  platform: servers.platform,
  version: servers.version,
  machineIdentifier: servers.machineIdentifier,
};

export async function serverRow(tx: Tx, id: ServerId) {
  const [row] = await tx.select(SERVER).from(servers).where(eq(servers.id, id));
  return row ?? null;
}

/** plex.tv's number of a person; people it does not know share the one of the viewer without an account. */
const plexUserId: SQL<number> = sql<number>`coalesce(${users.plexUserId}, 0)`.mapWith(Number);

export async function personRow(tx: Tx, serverId: ServerId, id: UserId) {
  const [row] = await tx
    .select({
      plexUserId,
      username: users.username,
      friendlyName: users.friendlyName,
      email: users.email,
      thumb: sql<string | null>`coalesce(nullif(${users.customThumb}, ''), ${users.thumb})`,
      isOwner: users.isOwner,
      isHomeUser: users.isHomeUser,
      allowsSync: users.allowsSync,
      isRestricted: users.isRestricted,
      keepHistory: users.keepHistory,
      isDeleted: users.isDeleted,
      allowsGuest: users.allowsGuest,
      sectionIds: serverAccess.sectionIds,
    })
    .from(users)
    .leftJoin(serverAccess, and(eq(serverAccess.userId, users.id), eq(serverAccess.serverId, serverId)))
    .where(eq(users.id, id));
  return row ?? null;
}

interface LiveThen {
  readonly serverId: ServerId;
  /** Streams that began later were not live. */
  readonly at: EpochMs;
  readonly except: SessionId | null;
}

/** The streams of a server that were live at a moment, as far as they still are, but for one. */
export const streamRows = (tx: Tx, { serverId, at, except }: LiveThen) =>
  tx
    .select({
      sessionKey: sessions.sessionKey,
      plexUserId,
      location: sessions.location,
      bandwidthKbps: sessions.bandwidthKbps,
      decision: streamSnapshots.decision,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .where(
      and(
        eq(sessions.serverId, serverId),
        lte(sessions.startedAt, new Date(at)),
        except === null ? undefined : ne(sessions.id, except),
      ),
    );
