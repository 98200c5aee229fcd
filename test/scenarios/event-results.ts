/** What recorded events led to here, in the words of the recording. */
import { asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import {
  continuedStreams,
  itemSnapshots,
  notificationOutbox,
  sessions,
  streamSnapshots,
  users,
} from '#db/schema/index.ts';
import type { LiveSession } from '#monitoring/session.ts';
import type { Announcement } from '#notifications/announce.ts';
import type { EventWorld } from './event-world.ts';

export type Values = Readonly<Record<string, unknown>>;

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.floor(ms / 1000));

/** What was queued since the announcement with the number `after`. */
export async function announced(
  db: Db,
  after: number,
): Promise<readonly { readonly id: number; readonly values: Values }[]> {
  const people = new Map((await db.select().from(users)).map((user) => [user.id, user.plexUserId]));
  const rows = await db
    .select({ id: notificationOutbox.id, payload: notificationOutbox.payload })
    .from(notificationOutbox)
    .where(isNull(notificationOutbox.notifierId))
    .orderBy(asc(notificationOutbox.id));
  return rows.flatMap(({ id, payload }) => {
    const announcement = payload as Announcement;
    if (id <= after || announcement.kind !== 'stream') return [];
    const { trigger, at, stream } = announcement;
    const { listed, marker } = stream;
    return [
      {
        id,
        values: {
          action: trigger,
          session_key: stream.sessionKey,
          rating_key: listed.item.ratingKey,
          user_id: people.get(stream.userId),
          state: stream.state,
          view_offset: trigger !== 'on_play' || listed.hasPosition ? stream.viewOffsetMs : null,
          stopped: seconds(stream.stoppedAt ?? at),
          initial_stream: Number(stream.isInitial),
          transcode_decision: listed.stream.decision,
          buffer_count: stream.bufferCount,
          marker: marker === null ? null : `${marker.type} ${marker.startMs}`,
        },
      },
    ];
  });
}

/** The live sessions: their rows, and of the reducer's state what was confirmed. */
export async function liveRows(db: Db, world: EventWorld): Promise<Values[]> {
  const rows = await db
    .select({ row: sessions, user: users, item: itemSnapshots, stream: streamSnapshots })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, sessions.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, sessions.streamSnapshotId))
    .orderBy(asc(sessions.id));
  return rows.map(({ row, user, item, stream }) => {
    const session = world.state.live.get(row.sessionKey);
    return {
      session_key: row.sessionKey,
      rating_key: row.ratingKey,
      section_id: item.isLive ? 999_999 : item.sectionId,
      media_type: row.mediaType,
      full_title: item.fullTitle,
      state: row.state,
      user_id: user.plexUserId,
      user: user.username,
      started: seconds(row.startedAt.getTime()),
      ...(session === undefined ? {} : confirmedValues(session)),
      is_paused: row.pausedSince !== null,
      duration: row.durationMs ?? 0,
      transcode_decision: stream.decision,
      buffer_count: row.bufferCount,
      buffer_last_triggered: seconds(row.bufferWarnedAt?.getTime() ?? null),
      watched: Number(row.isWatched),
      marker: row.marker,
      initial_stream: Number(row.isInitial),
      live: Number(row.isLive),
      live_uuid: row.liveUuid,
      guid: item.guid,
    };
  });
}

const confirmedValues = ({ confirmed }: LiveSession): Values => ({
  stopped: seconds(confirmed.at),
  paused_counter: seconds(confirmed.pausedMs),
  view_offset: confirmed.viewOffsetMs,
});

/** When people stopped on devices. */
export async function stops(db: Db): Promise<Values[]> {
  const rows = await db
    .select({ row: continuedStreams, user: users })
    .from(continuedStreams)
    .innerJoin(users, eq(users.id, continuedStreams.userId));
  return rows.map(({ row, user }) => ({
    user_id: user.plexUserId,
    machine_id: row.machineId,
    media_type: row.mediaType,
    stopped: seconds(row.stoppedAt.getTime()),
  }));
}

/** Blank texts and nothing are the same, and so are numbers and their digits: both sides have their own ways. */
const plain = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return String(Number(value));
  return String(value);
};

/** Members of `expected` that are other in `found`, as `place: found, expected`. Members of `left` are left out. */
export function different(
  place: string,
  found: Values | undefined,
  expected: Values | undefined,
  left: ReadonlySet<string> = new Set(),
): string[] {
  if (found === undefined || expected === undefined) {
    return [`${place}: ${found === undefined ? 'missing' : 'too much'} ${JSON.stringify(found ?? expected)}`];
  }
  return Object.entries(expected).flatMap(([name, theirs]) => {
    // No subtitle is not forced either.
    const ours = name.endsWith('_forced') && theirs === 0 ? found[name] || 0 : found[name];
    if (left.has(name) || plain(ours) === plain(theirs)) return [];
    return [`${place}.${name}: found ${JSON.stringify(found[name])}, expected ${JSON.stringify(theirs)}`];
  });
}

export function differentRows(
  place: string,
  found: readonly Values[],
  expected: readonly Values[],
  left?: ReadonlySet<string>,
): string[] {
  const length = Math.max(found.length, expected.length);
  return Array.from({ length }, (_, i) => different(`${place}[${i}]`, found[i], expected[i], left)).flat();
}
