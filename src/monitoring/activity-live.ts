/**
 * What is live, kept in memory for those who ask again and again. Only a change makes it be read from the database, and
 * only once, however many ask.
 */
import type { Clock } from '#clock';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError } from '#problem';
import type { Person } from '#users/people.ts';
import { liveStreams, watchedServers } from './activity-queries.ts';

type LiveRow = Awaited<ReturnType<typeof liveStreams>>[number];

/** A stream with everything we know about it. */
export interface LiveStream extends Omit<LiveRow, 'user' | 'access'> {
  readonly person: Person;
  /** Whether its server has a Plex Pass; null when nobody knows. */
  readonly hasPlexPass: boolean | null;
}

export interface LiveNow {
  /** False while no server can be heard: then nobody knows what is live. */
  readonly isHeard: boolean;
  /** Of the servers that can be heard, in the order in which they began. */
  readonly streams: readonly LiveStream[];
}

export interface LiveActivity {
  /** What was committed before this call. @throws whatever the database throws. */
  current(): Promise<LiveNow>;
  /** Something was committed that may concern it. */
  changed(): void;
}

/** Changes that come this close together are read at once. */
const GATHER_MS = 20;
/** While somebody has asked this lately, changes are read before they are asked for. */
const INTEREST_MS = 60_000;
/** Names and pictures that people choose are no event of the monitor; they are seen after this long at the latest. */
const MAX_AGE_MS = 60_000;

/** Reads what is live. */
export async function readLive(db: Db): Promise<LiveNow> {
  const [rows, servers] = await Promise.all([liveStreams(db), watchedServers(db)]);
  const heard = new Map(
    servers
      .filter(({ linkState }) => linkState === 'ok' || linkState === 'degraded')
      .map((server) => [server.id, server]),
  );
  const streams = rows.flatMap(({ user, access, ...row }): LiveStream[] => {
    const server = heard.get(row.session.serverId);
    return server === undefined ? [] : [{ ...row, person: { ...user, access }, hasPlexPass: server.hasPlexPass }];
  });
  return { isHeard: heard.size > 0, streams };
}

/** One a process; `changed` is to be called for every wake, and after wakes may have been missed. */
export function createLiveActivity({
  db,
  clock,
  log,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
}): LiveActivity {
  let changes = 0;
  let kept: { readonly now: LiveNow; readonly changes: number; readonly readAt: number } | null = null;
  let reading: Promise<void> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let isRenewalDue = false;

  async function read(): Promise<void> {
    const before = changes;
    try {
      kept = { now: await readLive(db), changes: before, readAt: clock.monotonic() };
    } finally {
      reading = null;
    }
  }

  async function upToDate(): Promise<LiveNow> {
    const wanted = changes;
    // One that is under way may have begun before the latest change: then it takes another.
    while (kept === null || kept.changes < wanted || clock.monotonic() - kept.readAt > MAX_AGE_MS) {
      reading ??= read();
      await reading;
    }
    return kept.now;
  }

  return {
    current() {
      askedAt = clock.monotonic();
      return upToDate();
    },
    changed() {
      changes += 1;
      if (isRenewalDue || clock.monotonic() - askedAt > INTEREST_MS) return;
      isRenewalDue = true;
      clock.after(GATHER_MS, () => {
        isRenewalDue = false;
        upToDate().catch((error: unknown) =>
          log.debug({ reason: describeError(error) }, 'what is live could not be read; whoever asks tries again'),
        );
      });
    },
  };
}
