/** SQL of everything that is known about what is live, for those who keep it in memory. */
import { and, asc, eq, getTableColumns, isNotNull } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import {
  itemSnapshots,
  items,
  players,
  serverAccess,
  servers,
  sessions,
  streamSnapshots,
  users,
} from '#db/schema/index.ts';

// Tokens stay where they are.
const { tokenSealed: _person, ...PERSON } = getTableColumns(users);
const { tokenSealed: _access, ...ACCESS } = getTableColumns(serverAccess);

/** Streams with who, what, how and where, in the order in which they began. */
export const liveStreams = (db: Db) =>
  db
    .select({
      session: sessions,
      item: itemSnapshots,
      externalIds: items.externalIds,
      stream: streamSnapshots,
      player: players,
      user: PERSON,
      access: ACCESS,
    })
    .from(sessions)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(items, eq(items.id, sessions.itemId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .innerJoin(players, eq(players.id, sessions.playerId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(serverAccess, and(eq(serverAccess.userId, users.id), eq(serverAccess.serverId, sessions.serverId)))
    .orderBy(asc(sessions.startedAt), asc(sessions.id));

/** How well the servers that are watched can be heard. */
export const watchedServers = (db: Db) =>
  db
    .select({ id: servers.id, linkState: servers.linkState, hasPlexPass: servers.hasPlexPass })
    .from(servers)
    .where(isNotNull(servers.tokenSealed));
