/** What is live now, read from the committed rows. */
import type { ImageUrlOf } from '#catalogue/views.ts';
import { itemView, playerView, streamView, userView } from '#catalogue/views.ts';
import type { Clock } from '#clock';
import type { Activity, ServerView, SessionView } from '#contract/activity.ts';
import type { Db } from '#db/pool.ts';
import { shownTo, type Visible } from '#users/visible.ts';
import {
  allSessions,
  type LiveRow,
  latestPlay,
  type ServerRow,
  serverRow,
  serverRows,
  sessionsWithIds,
} from './queries-activity.ts';

const iso = (date: Date): string => date.toISOString();
const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

function sessionView(row: LiveRow, visible: Visible, imageUrl: ImageUrlOf): SessionView {
  const { session, server } = row;
  return {
    id: session.id,
    server: { id: server.id, name: server.name },
    sessionKey: session.sessionKey,
    user: userView(shownTo(visible, row.user), server.id, imageUrl),
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
    isConfirmed: session.importId === null,
    canStop: session.plexSessionId !== null && session.importId === null,
  };
}

/** Where a server is and how it failed is for whoever looks after it. */
const serverView = (row: ServerRow, { kind }: Visible): ServerView =>
  kind === 'all' ? wholeServerView(row) : withoutPlace(wholeServerView(row));

const withoutPlace = (view: ServerView): ServerView => ({
  ...view,
  machineIdentifier: null,
  version: null,
  platform: null,
  url: '',
  link: { ...view.link, problem: null },
});

const wholeServerView = (row: ServerRow): ServerView => ({
  id: row.id,
  name: row.name,
  machineIdentifier: row.machineIdentifier,
  version: row.version,
  platform: row.platform,
  url: row.url ?? '',
  link: {
    state: row.linkState,
    since: isoOrNull(row.linkSince),
    problem: row.linkProblem,
    retryAt: isoOrNull(row.linkRetryAt),
  },
  isPinned: row.isPinned,
});

/** What is live, as far as it may be told to whoever asks. */
export interface ActivityReader {
  activity(visible: Visible): Promise<Activity>;
  /** Sessions that are still live, in the order of their start. */
  sessionsByIds(visible: Visible, ids: readonly number[]): Promise<SessionView[]>;
  servers(visible: Visible): Promise<ServerView[]>;
  /** Null when it was removed. */
  server(visible: Visible, id: number): Promise<ServerView | null>;
}

export function createActivityReader(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly imageUrl: ImageUrlOf;
}): ActivityReader {
  const { db, clock, imageUrl } = deps;
  const listServers = async (visible: Visible): Promise<ServerView[]> =>
    (await serverRows(db, visible)).map((row) => serverView(row, visible));
  return {
    servers: listServers,
    async server(visible, id) {
      const row = await serverRow(db, visible, id);
      return row === null ? null : serverView(row, visible);
    },
    async sessionsByIds(visible, ids) {
      if (ids.length === 0) return [];
      return (await sessionsWithIds(db, visible, ids)).map((row) => sessionView(row, visible, imageUrl));
    },
    async activity(visible) {
      const [rows, allServers, lastPlay] = await Promise.all([
        allSessions(db, visible),
        listServers(visible),
        readLastPlay(db, visible),
      ]);
      return {
        at: new Date(clock.now()).toISOString(),
        sessions: rows.map((row) => sessionView(row, visible, imageUrl)),
        servers: allServers,
        lastPlay,
      };
    },
  };
}

async function readLastPlay(db: Db, visible: Visible): Promise<Activity['lastPlay']> {
  const row = await latestPlay(db, visible);
  if (row === null) return null;
  const { play, title } = row;
  const user = shownTo(visible, row.user);
  return {
    id: play.id,
    userName: user.friendlyName ?? user.title ?? user.username,
    title,
    stoppedAt: iso(play.stoppedAt),
    percentComplete: play.percentComplete,
  };
}
