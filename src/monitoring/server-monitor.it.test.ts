import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type ManualClock, manualClock } from '#clock-testing';
import { DEFAULT_SETTINGS, readSettings, type SettingOverrides } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import { LIVE_CHANNEL, Wake } from '#contract/wake.ts';
import { type Listening, listen } from '#db/listen.ts';
import {
  itemSnapshots,
  plays,
  servers,
  sessions,
  settings,
  streamSnapshots,
  users,
  watchGroups,
} from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { createFactCache } from '#history/fact-cache.ts';
import { silentLog } from '#log';
import type { ListedSession, PlaybackReport } from '#plex/facts.ts';
import { closeSessions, saveSessions } from './commit.ts';
import { createServerMonitor, type ServerMonitor } from './server-monitor.ts';
import { openSession } from './session.ts';
import { aListed, anItem, aReport, aStream, ratingKey, sessionKey } from './testing.ts';

let database: TestDatabase;
let serverId: ServerId;
let clock: ManualClock;
let list: ListedSession[] | 'unreachable';
let monitor: ServerMonitor;
let wakes: Wake[] = [];
let listening: Listening;

beforeAll(async () => {
  database = await createTestDatabase();
  listening = await listen(database.connection, LIVE_CHANNEL, (text) => wakes.push(Wake.parse(JSON.parse(text))), {
    clock: systemClock(),
    log: silentLog,
    onReconnected: () => undefined,
  });
});
afterAll(async () => {
  await listening.stop();
  await database.drop();
});

beforeEach(async () => {
  const { db } = database;
  const [server] = await db
    .insert(servers)
    .values({ name: 'Harbour', url: 'http://x', tokenSealed: '-' })
    .returning({ id: servers.id });
  serverId = server!.id;
  clock = manualClock();
  list = [];
  wakes = [];
  monitor = await start();
});
afterEach(async () => {
  const { db } = database;
  await monitor.stop(1_000);
  for (const table of [plays, watchGroups, sessions, servers, settings, users]) await db.delete(table);
});

async function start(overrides: SettingOverrides = {}): Promise<ServerMonitor> {
  const created = createServerMonitor({
    db: database.db,
    cache: createFactCache(),
    clock,
    log: silentLog,
    server: { id: serverId, name: 'Harbour' },
    settings: async () => readSettings(await database.db.select().from(settings), () => undefined, overrides),
    readItem: async (key) => ({ ok: true, value: [{ item: anItem({ ratingKey: key }), media: [] }] }),
    meet: async () => undefined,
    readList: async () =>
      list === 'unreachable'
        ? { ok: false, reason: 'unreachable', problem: 'refused' }
        : { ok: true, value: { sessions: list, unreadable: [], isComplete: true } },
    onHeard: () => undefined,
  });
  await created.restore();
  return created;
}

const report = (over: Partial<PlaybackReport>): void =>
  monitor.onNotification({ kind: 'playing', reports: [aReport(over)] });
const storedPlays = () => database.db.select().from(plays).orderBy(asc(plays.id));
const storedSessions = () => database.db.select().from(sessions);

/** Waits on the real clock until a database condition holds. */
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const real = systemClock();
  for (let i = 0; i < 200; i += 1) {
    const value = await read();
    if (holds(value)) return value;
    await real.sleep(10);
  }
  return read();
}

/** A stream of `seconds` from `fromMs`, reported every 10 s. */
async function watch(
  seconds: number,
  over: { fromMs?: number; listed?: Parameters<typeof aListed>[0] } = {},
): Promise<void> {
  const fromMs = over.fromMs ?? 0;
  const listed = aListed({ ...over.listed, viewOffsetMs: fromMs });
  list = [listed];
  const key = { sessionKey: listed.sessionKey, ratingKey: listed.item.ratingKey };
  report({ ...key, viewOffsetMs: fromMs });
  await until(storedSessions, (rows) => rows.length > 0);
  let at = 0;
  while (at < seconds * 1000) {
    const step = Math.min(10_000, seconds * 1000 - at);
    await clock.advance(step);
    at += step;
    report({ ...key, viewOffsetMs: fromMs + at });
  }
  list = [];
  report({ ...key, state: 'stopped', viewOffsetMs: fromMs + at });
  await until(storedSessions, (rows) => rows.length === 0);
}

describe('a playback from its first report to its record', () => {
  test('is live while it plays and a play with its group afterwards', async () => {
    await watch(300);
    const [play] = await storedPlays();
    expect(play).toMatchObject({
      watchedMs: 300_000,
      pausedMs: 0,
      viewOffsetMs: 300_000,
      percentComplete: 5,
      endedReason: 'stopped',
      location: 'lan',
      isSecure: true,
      ipAddress: '192.168.1.20',
    });
    expect(play!.stoppedAt.getTime() - play!.startedAt.getTime()).toBe(300_000);
    const [group] = await database.db.select().from(watchGroups);
    expect(group).toMatchObject({
      id: play!.watchGroupId,
      latestPlayId: play!.id,
      playCount: 1,
      watchedMs: 300_000,
      percentComplete: 5,
    });
    expect(wakes.map((wake) => wake.t)).toEqual(expect.arrayContaining(['sessions', 'ended', 'play']));
  });

  test('goes on in the same group, and begins a new one after the end', async () => {
    await watch(300);
    await watch(300, { fromMs: 300_000 });
    await watch(300, { fromMs: 5_500_000 });
    await watch(200, { fromMs: 0 });
    const rows = await storedPlays();
    const groups = rows.map((row) => row.watchGroupId);
    expect(new Set(groups.slice(0, 3)).size).toBe(1);
    expect(groups[3]).not.toBe(groups[0]);
    const [first] = await database.db.select().from(watchGroups).where(eq(watchGroups.id, groups[0]!));
    expect(first).toMatchObject({ playCount: 3, watchedMs: 900_000, latestPlayId: rows[2]!.id, percentComplete: 97 });
  });

  test('a hundred plays of one film store its description once', async () => {
    for (let i = 0; i < 5; i += 1) await watch(130, { listed: { sessionKey: sessionKey(String(i)) } });
    expect(await storedPlays()).toHaveLength(5);
    expect(await database.db.$count(itemSnapshots)).toBe(1);
    expect(await database.db.$count(streamSnapshots)).toBe(1);
  });

  test.each<[string, Parameters<typeof aListed>[0], number]>([
    ['too short', {}, 60],
    ['a trailer', { item: { mediaType: 'clip', extraType: 1 } }, 300],
    ['a skipped track', { item: { mediaType: 'track', durationMs: 200_000 } }, 10],
  ])('%s leaves no record', async (_name, listed, seconds) => {
    await watch(seconds, { listed });
    expect(await storedPlays()).toEqual([]);
    expect(
      (
        await until(
          async () => wakes.filter((wake) => wake.t === 'ended'),
          (found) => found.length > 0,
        )
      )[0],
    ).toMatchObject({ playId: null });
  });

  test('a setting takes effect with the next play', async () => {
    await database.db.insert(settings).values({ key: 'ignoreIntervalSeconds', value: 10 });
    await watch(20);
    expect(await storedPlays()).toHaveLength(1);
  });

  test('somebody whose history is off is shown and not recorded', async () => {
    await watch(130);
    await database.db.update(users).set({ keepHistory: false });
    await watch(130, { fromMs: 130_000 });
    expect(await storedPlays()).toHaveLength(1);
  });

  test('what the environment has decided wins over what is stored', async () => {
    await monitor.stop(1_000);
    await database.db.insert(settings).values({ key: 'ignoreIntervalSeconds', value: 0 });
    monitor = await start({
      ignoreIntervalSeconds: { value: 600, origin: { kind: 'environment', variable: 'SPYGLASS_SETTING_IGNORE' } },
    });
    await watch(130);
    expect(await storedPlays()).toHaveLength(0);
  });
});

describe('what goes wrong', () => {
  test('a restart continues the play', async () => {
    list = [aListed()];
    report({});
    await until(storedSessions, (rows) => rows.length === 1);
    for (let i = 1; i <= 12; i += 1) {
      await clock.advance(10_000);
      report({ viewOffsetMs: i * 10_000 });
    }
    await monitor.stop(1_000);
    await clock.advance(3_600_000);
    list = [aListed({ viewOffsetMs: 200_000 })];
    monitor = await start();
    monitor.onConnected();
    await clock.advance(100);
    report({ viewOffsetMs: 210_000 });
    report({ state: 'stopped', viewOffsetMs: 210_000 });
    const [play] = await until(storedPlays, (rows) => rows.length > 0);
    expect(play).toMatchObject({ watchedMs: 210_000, endedReason: 'stopped' });
    expect(await storedPlays()).toHaveLength(1);
  });

  test('an unreachable server is not an empty list', async () => {
    list = [aListed()];
    report({});
    await until(storedSessions, (rows) => rows.length === 1);
    monitor.onConnected();
    list = 'unreachable';
    await clock.advance(120_000);
    expect(await storedSessions()).toHaveLength(1);
  });

  test('a close that is repeated records nothing twice', async () => {
    const deps = { db: database.db, cache: createFactCache(), log: silentLog, settings: async () => DEFAULT_SETTINGS };
    const session = { ...openSession(aListed(), clock.now(), clock.now()), watchedMs: 200_000 };
    const ids = await saveSessions(deps, serverId, [{ session, rowId: null, isDescribed: false, notes: [] }]);
    const closed = {
      session,
      stoppedAt: clock.now() + 200_000,
      endedReason: 'stopped' as const,
      rowId: ids.get(session.sessionKey)!,
      notes: [],
    };
    await closeSessions(deps, serverId, [closed]);
    await closeSessions(deps, serverId, [closed]);
    expect(await storedPlays()).toHaveLength(1);
  });

  test('a rolled-back save leaves no ids behind', async () => {
    const deps = { db: database.db, cache: createFactCache(), log: silentLog, settings: async () => DEFAULT_SETTINGS };
    const good = {
      session: openSession(aListed({ stream: aStream({ qualityProfile: '4 Mbps' }) }), clock.now(), clock.now()),
      rowId: null,
      isDescribed: false,
      notes: [],
    };
    const bad = {
      session: { ...good.session, sessionKey: sessionKey('2'), bufferCount: 2 ** 40 },
      rowId: null,
      isDescribed: false,
      notes: [],
    };
    await expect(saveSessions(deps, serverId, [good, bad])).rejects.toThrow();
    expect((await saveSessions(deps, serverId, [good])).size).toBe(1);
  });

  test('one stream the database refuses does not keep the others away', async () => {
    const odd = aListed({ sessionKey: sessionKey('9'), bandwidthKbps: 2 ** 40, item: { ratingKey: ratingKey('109') } });
    list = [odd, aListed({ sessionKey: sessionKey('8') })];
    monitor.onConnected();
    const rows = await until(storedSessions, (found) => found.length > 0);
    expect(rows.map((row) => row.sessionKey)).toEqual(['8']);
  });
});
