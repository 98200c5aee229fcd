import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import {
  continuedStreams,
  libraries,
  notificationOutbox,
  notifiers,
  notifierTriggers,
  playStreamChanges,
  plays,
  servers,
  sessions,
  users,
  watchGroups,
} from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { createFactCache } from '#history/fact-cache.ts';
import { silentLog } from '#log';
import type { Announcement, StreamTrigger } from '#notifications/announce.ts';
import { type CommitDeps, closeSessions, saveSessions } from './commit.ts';
import type { Note } from './happening.ts';
import { restoreSessions } from './restore.ts';
import { type LiveSession, openSession } from './session.ts';
import { aListed, aSide, aStream, sessionKey } from './testing.ts';

let database: TestDatabase;
let serverId: ServerId;
let deps: CommitDeps;

const T0 = 1_800_000_000_000;
const seconds = (count: number): number => T0 + count * 1000;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  for (const table of [plays, watchGroups, sessions, servers, users, notificationOutbox, notifiers])
    await db.delete(table);
  const [server] = await db
    .insert(servers)
    .values({ name: 'Harbour', url: 'http://x', tokenSealed: '-' })
    .returning({ id: servers.id });
  const [agent] = await db
    .insert(notifiers)
    .values({ agentId: 25, agentName: 'webhook', agentLabel: 'Webhook', configSealed: '-' })
    .returning({ id: notifiers.id });
  const wanted = ['on_play', 'on_pause', 'on_stop'] as const;
  await db
    .insert(notifierTriggers)
    .values(wanted.map((trigger) => ({ notifierId: agent!.id, trigger, isEnabled: true })));
  serverId = server!.id;
  deps = { db, cache: createFactCache(), log: silentLog, settings: async () => DEFAULT_SETTINGS };
});

const live = (over: Partial<LiveSession> = {}, at = T0): LiveSession => ({
  ...openSession(aListed(), at, at),
  ...over,
});

const note = (session: LiveSession, number: number, trigger: StreamTrigger): Note => ({
  number,
  trigger,
  at: session.lastSeenAt,
  moment: { ...session, listed: session.listed!, stoppedAt: null, marker: null },
});

const save = async (session: LiveSession, notes: readonly Note[] = [], isNew = true) => {
  const rowId = isNew ? null : ((await database.db.select().from(sessions))[0]?.id ?? null);
  return saveSessions(deps, serverId, [{ session, rowId, isDescribed: false, notes }]);
};

async function close(session: LiveSession, stoppedAt: number, notes: readonly Note[] = []): Promise<void> {
  const [row] = await database.db.select().from(sessions);
  await closeSessions(deps, serverId, [{ session, stoppedAt, endedReason: 'stopped', rowId: row!.id, notes }]);
}

const queued = async (): Promise<Announcement[]> => {
  const rows = await database.db.select().from(notificationOutbox).orderBy(asc(notificationOutbox.id));
  return rows.map(({ payload }) => payload as Announcement);
};
const triggers = async (): Promise<string[]> => (await queued()).map(({ trigger }) => trigger);

describe('announcements', () => {
  test('are queued with the row, in order, with what only the row knows', async () => {
    const session = live();
    await save(session, [note(session, 1, 'on_play'), note(session, 2, 'on_pause')]);
    const [row] = await database.db.select().from(sessions);
    expect(await triggers()).toEqual(['on_play', 'on_pause']);
    expect((await queued())[0]).toMatchObject({
      serverId,
      at: T0,
      stream: { sessionId: row?.id, userId: row?.userId, isInitial: true, listed: { item: { title: 'Tide' } } },
    });
  });

  test('are queued once, however often the same is saved', async () => {
    const session = live();
    const notes = [note(session, 1, 'on_play')];
    await save(session, notes);
    await save(session, notes);
    await save(session, [...notes, note(session, 2, 'on_pause')], false);
    expect(await triggers()).toEqual(['on_play', 'on_pause']);
  });

  test('are queued once when a stream is closed whose last save was answered by nobody', async () => {
    const session = live();
    const notes = [note(session, 1, 'on_play'), note(session, 2, 'on_pause')];
    await save(session, notes);
    const [row] = await database.db.select().from(sessions);
    const closed = {
      session,
      stoppedAt: seconds(10),
      endedReason: 'stopped' as const,
      rowId: row!.id,
      notes: [...notes, note(session, 3, 'on_stop')],
    };
    await closeSessions(deps, serverId, [closed]);
    await closeSessions(deps, serverId, [closed]);
    expect(await triggers()).toEqual(['on_play', 'on_pause', 'on_stop']);
  });
});

describe('a start', () => {
  test.each([
    ['goes on', 14_000, false],
    ['begins anew', 15_000, true],
  ])('%s when the last stop on the device is %i ms ago', async (_name, later, isInitial) => {
    const first = live({ watchedMs: 5_000 });
    await save(first);
    await close(first, seconds(20));
    const at = seconds(20) + later;
    await save(live({ sessionKey: sessionKey('2') }, at));
    expect(await database.db.select({ isInitial: sessions.isInitial }).from(sessions)).toEqual([{ isInitial }]);
  });

  test('is what it was at first, whatever is saved later', async () => {
    const first = live();
    await save(first);
    await close(first, seconds(20));
    const next = live({}, seconds(30));
    await save(next);
    await save({ ...next, lastSeenAt: seconds(200) }, [], false);
    expect(await database.db.select({ isInitial: sessions.isInitial }).from(sessions)).toEqual([{ isInitial: false }]);
  });

  test('every stop is remembered, also of what is not recorded', async () => {
    const trailer = openSession(aListed({ item: { mediaType: 'clip' } }), T0, T0);
    await save(trailer);
    await close(trailer, seconds(3));
    expect(await database.db.select().from(continuedStreams)).toMatchObject([
      { machineId: 'tv-1', mediaType: 'clip', stoppedAt: new Date(seconds(3)) },
    ]);
    expect(await database.db.$count(plays)).toBe(0);
  });

  test('of live TV brings its library', async () => {
    const programme = openSession(aListed({ item: { isLive: true, mediaType: 'episode' } }), T0, T0);
    await save(programme);
    await save(programme);
    expect(await database.db.select().from(libraries)).toMatchObject([
      { sectionId: 999_999, name: 'Live TV', type: 'live', isActive: true },
    ]);
  });
});

describe('the ways of delivery', () => {
  const small = aStream({ decision: 'transcode', delivered: aSide({ videoHeight: 720 }) });
  const changing = live({
    watchedMs: 200_000,
    listed: aListed({ stream: small }),
    deliveries: [
      { atMs: 0, stream: aStream() },
      { atMs: 60_000, stream: small },
    ],
  });

  test('are kept with the play', async () => {
    await save(changing);
    await close(changing, seconds(200));
    const [play] = await database.db.select().from(plays);
    const changes = await database.db.select().from(playStreamChanges).orderBy(asc(playStreamChanges.atMs));
    expect(changes.map(({ atMs }) => atMs)).toEqual([0, 60_000]);
    expect(changes[1]?.streamSnapshotId).toBe(play?.streamSnapshotId);
  });

  test('are nothing to keep while there is one', async () => {
    const steady = live({ watchedMs: 200_000 });
    await save(steady);
    await close(steady, seconds(200));
    expect(await database.db.$count(plays)).toBe(1);
    expect(await database.db.$count(playStreamChanges)).toBe(0);
  });

  test('and everything else of a stream outlive a restart', async () => {
    const before = { ...changing, isWatched: true, marker: 2, bufferCount: 3, bufferWarnedAt: seconds(9) };
    await save(before, [note(before, 1, 'on_play')]);
    const [restored] = await restoreSessions(database.db, serverId);
    expect(restored?.session).toMatchObject({
      ...{ isWatched: true, marker: 2, bufferCount: 3, bufferWarnedAt: seconds(9), announced: 1 },
      listed: before.listed,
      confirmed: { at: T0, watchedMs: 200_000 },
      anchor: { at: T0, watchedMs: 200_000 },
    });
    expect(restored?.session.deliveries.map(({ atMs }) => atMs)).toEqual([0, 60_000]);
    await save(restored!.session, [], false);
    await close(restored!.session, seconds(200));
    expect(await database.db.$count(playStreamChanges)).toBe(2);
  });

  test('a description that is none is left out of it', async () => {
    await save(live());
    await database.db.update(sessions).set({ listed: { item: {} }, streamChanges: 'broken' });
    const [restored] = await restoreSessions(database.db, serverId);
    expect(restored?.session).toMatchObject({ listed: null, deliveries: [{ atMs: 0 }] });
  });
});
