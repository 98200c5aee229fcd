/** What is live now, read from the committed rows. */
import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { ImageUrlOf } from '#catalogue/views.ts';
import { itemView, playerView, streamView, userView } from '#catalogue/views.ts';
import type { Clock } from '#clock';
import type { Activity, ServerView, SessionView } from '#contract/activity.ts';
import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, servers, sessions, streamSnapshots, users } from '#db/schema/index.ts';

const iso = (date: Date): string => date.toISOString();
const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

async function selectSessions(db: Db, where: SQL | undefined) {
  return db
    .select({
      session: sessions,
      server: servers,
      user: users,
      item: itemSnapshots,
      stream: streamSnapshots,
      player: players,
    })
    .from(sessions)
    .innerJoin(servers, eq(servers.id, sessions.serverId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .innerJoin(players, eq(players.id, sessions.playerId))
    .where(where)
    .orderBy(asc(sessions.startedAt), asc(sessions.id));
}

type Row = Awaited<ReturnType<typeof selectSessions>>[number];

function sessionView(row: Row, imageUrl: ImageUrlOf): SessionView {
  const { session, server } = row;
  return {
    id: session.id,
    server: { id: server.id, name: server.name },
    sessionKey: session.sessionKey,
    user: userView(row.user, server.id, imageUrl),
    item: itemView(row.item, server.id, imageUrl),
    player: playerView(row.player),
    stream: streamView(row.stream),
    network: {
      ipAddress: session.ipAddress,
      location: session.location,
      isRelayed: session.isRelayed,
      isSecure: session.isSecure,
      bandwidthKbps: session.bandwidthKbps,
    },
    state: session.state,
    startedAt: iso(session.startedAt),
    lastSeenAt: iso(session.lastSeenAt),
    viewOffsetMs: session.viewOffsetMs,
    viewOffsetAt: iso(session.viewOffsetAt),
    pausedSince: isoOrNull(session.pausedSince),
    watchedMs: session.watchedMs,
    pausedMs: session.pausedMs,
    bufferCount: session.bufferCount,
    transcoder:
      session.transcodeId === null
        ? null
        : {
            speed: session.transcodeSpeed,
            progressPercent: session.transcodeProgress,
            isThrottled: session.isTranscodeThrottled,
            availableToMs: session.transcodeAvailableToMs,
          },
    canStop: session.plexSessionId !== null,
  };
}

type ServerRow = typeof servers.$inferSelect;

const serverView = (row: ServerRow): ServerView => ({
  id: row.id,
  name: row.name,
  machineIdentifier: row.machineIdentifier,
  version: row.version,
  platform: row.platform,
  url: row.url,
  link: {
    state: row.linkState,
    since: isoOrNull(row.linkSince),
    problem: row.linkProblem,
    retryAt: isoOrNull(row.linkRetryAt),
  },
  isPinned: row.isPinned,
});

export interface ActivityReader {
  activity(): Promise<Activity>;
  /** Sessions that are still live, in the order of their start. */
  sessionsByIds(ids: readonly number[]): Promise<SessionView[]>;
  servers(): Promise<ServerView[]>;
  /** Null when it was removed. */
  server(id: number): Promise<ServerView | null>;
}

export function createActivityReader(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly imageUrl: ImageUrlOf;
}): ActivityReader {
  const { db, clock, imageUrl } = deps;
  const listServers = async (): Promise<ServerView[]> =>
    (await db.select().from(servers).orderBy(asc(servers.id))).map(serverView);
  return {
    servers: listServers,
    async server(id) {
      const [row] = await db
        .select()
        .from(servers)
        .where(eq(servers.id, id as ServerId));
      return row === undefined ? null : serverView(row);
    },
    async sessionsByIds(ids) {
      if (ids.length === 0) return [];
      return (await selectSessions(db, inArray(sessions.id, ids as SessionId[]))).map((row) =>
        sessionView(row, imageUrl),
      );
    },
    async activity() {
      const [rows, allServers, lastPlay] = await Promise.all([
        selectSessions(db, undefined),
        listServers(),
        readLastPlay(db),
      ]);
      return {
        at: new Date(clock.now()).toISOString(),
        sessions: rows.map((row) => sessionView(row, imageUrl)),
        servers: allServers,
        lastPlay,
      };
    },
  };
}

async function readLastPlay(db: Db): Promise<Activity['lastPlay']> {
  const [row] = await db
    .select({ play: plays, user: users, title: itemSnapshots.fullTitle })
    .from(plays)
    .innerJoin(users, eq(users.id, plays.userId))
    .innerJoin(itemSnapshots, and(eq(itemSnapshots.id, plays.itemSnapshotId)))
    .orderBy(desc(plays.stoppedAt), desc(plays.id))
    .limit(1);
  if (row === undefined) return null;
  const { play, user, title } = row;
  return {
    id: play.id,
    userName: user.friendlyName ?? user.title ?? user.username,
    title,
    stoppedAt: iso(play.stoppedAt),
    percentComplete: play.percentComplete,
  };
}
