import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { manualClock } from '#clock-testing';
import type { ServerId } from '#contract/ids.ts';
import { serverAccess, servers, sessions, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { createLiveActivity, type LiveActivity } from '#monitoring/activity-live.ts';
import { aListed, aStream, sessionKey } from '#monitoring/testing.ts';
import { NO_TRANSCODER } from '#plex/no-facts.ts';
import { Problem } from '#problem';
import { READ_KEY } from '../testing.ts';
import { askWith, play, watchedServer } from './activity-testing.ts';
import type { Ask } from './users-testing.ts';

let database: TestDatabase;
let serverId: ServerId;
let live: LiveActivity;
let ask: Ask;
let ended: (readonly [number, string])[];
let refusal: Problem | null;
const clock = manualClock();

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  serverId = await watchedServer(database);
  live = createLiveActivity({ db: database.db, clock, log: silentLog });
  ended = [];
  refusal = null;
  ask = askWith(database, {
    activity: live.current,
    async terminate(id, message) {
      if (refusal !== null) throw refusal;
      ended.push([id, message]);
    },
  });
});

const THREE = [
  aListed({ sessionKey: sessionKey('9'), plexSessionId: 'nine', bandwidthKbps: 1_000, viewOffsetMs: 1_500_000 }),
  aListed({
    sessionKey: sessionKey('10'),
    plexSessionId: 'ten',
    location: 'wan',
    bandwidthKbps: 300,
    stream: aStream({ decision: 'transcode', videoDecision: 'transcode' }),
    isLocal: false,
    transcoder: {
      ...NO_TRANSCODER,
      id: 'abc',
      key: '/transcode/sessions/abc',
      speed: 2,
      progress: 2.5,
      isThrottled: true,
      maxOffsetSeconds: 64.4,
      videoDecision: 'transcode',
    },
  }),
  aListed({
    sessionKey: sessionKey('11'),
    plexSessionId: null,
    location: 'cellular',
    bandwidthKbps: null,
    stream: aStream({ decision: 'copy', audioDecision: 'copy' }),
  }),
];

const data = async (params = {}) => (await ask('get_activity', params)).data;
const keys = async () => ((await data()) as { sessions: { session_key: string }[] }).sessions.map((s) => s.session_key);

describe('get_activity', () => {
  test('nothing is played', async () => {
    expect(await data()).toEqual({
      stream_count: '0',
      sessions: [],
      stream_count_direct_play: 0,
      stream_count_direct_stream: 0,
      stream_count_transcode: 0,
      total_bandwidth: 0,
      lan_bandwidth: 0,
      wan_bandwidth: 0,
    });
  });

  test('counts and bandwidths; sessions in the order of their keys as texts', async () => {
    await play(database, serverId, THREE);
    expect(await data()).toMatchObject({
      stream_count: '3',
      sessions: [{ session_key: '10' }, { session_key: '11' }, { session_key: '9' }],
      stream_count_direct_play: 1,
      stream_count_direct_stream: 1,
      stream_count_transcode: 1,
      total_bandwidth: 1_300,
      lan_bandwidth: 1_000,
      wan_bandwidth: 300,
    });
  });

  test('what moves is told in texts', async () => {
    await play(database, serverId, THREE);
    expect(await data({ session_key: 9 })).toMatchObject({
      view_offset: '1500000',
      progress_percent: '25',
      stream_duration: '6000000',
      bandwidth: '1000',
      local: 1,
      secure: 1,
      transcode_key: '',
      transcode_speed: '',
      throttled: '0',
      video_decision: 'direct play',
    });
    expect(await data({ session_key: 10 })).toMatchObject({
      transcode_key: '/transcode/sessions/abc',
      transcode_speed: '2.0',
      transcode_progress: 2,
      transcode_throttled: 1,
      throttled: '1',
      transcode_max_offset_available: 64,
      video_decision: 'transcode',
      local: 0,
    });
    expect(await data({ session_key: 11 })).toMatchObject({ session_id: '', bandwidth: '', location: 'cellular' });
  });

  test.each<[params: Record<string, string>, found: object]>([
    [{ session_key: '10' }, { session_id: 'ten' }],
    [{ session_id: 'nine' }, { session_key: '9' }],
    [{ session_key: '10', session_id: 'nine' }, { session_key: '10' }],
    [{ session_key: '', session_id: '' }, { stream_count: '3' }],
  ])('%o names a session', async (params, found) => {
    await play(database, serverId, THREE);
    expect(await data(params)).toMatchObject(found);
  });

  test.each([
    { session_key: '1' },
    { session_id: '9' },
    { session_key: '010' },
    { session_key: '1', session_id: 'nine' },
  ])('%o names none', async (params) => {
    await play(database, serverId, THREE);
    expect(await data(params)).toEqual({});
  });

  test.each(['unreachable', 'unauthorised', 'connecting'] as const)('nobody knows while it is %s', async (state) => {
    await play(database, serverId, THREE);
    await database.db.update(servers).set({ linkState: state });
    expect(await data()).toEqual({});
    expect(await data({ session_key: 9 })).toEqual({});
  });

  test('of several servers only those that are heard count', async () => {
    await play(database, serverId, THREE.slice(0, 1));
    const [away] = await database.db
      .insert(servers)
      .values({ name: 'Away', url: 'http://y', tokenSealed: '-', linkState: 'unreachable' })
      .returning();
    await play(database, away!.id, THREE.slice(1));
    expect(await keys()).toEqual(['9']);
  });

  test('without a monitor nobody knows', async () => {
    expect((await askWith(database, {})('get_activity')).data).toEqual({});
  });

  test('who watches, as chosen here', async () => {
    await play(database, serverId, THREE.slice(0, 1));
    const [person] = await database.db
      .update(users)
      .set({ friendlyName: 'Anna', customThumb: 'http://x/a.png', isHomeUser: true })
      .returning();
    await database.db.insert(serverAccess).values({ serverId, userId: person!.id, sectionIds: [1, 5] });
    expect(await data({ session_key: 9 })).toMatchObject({
      ...{ user: 'anna', username: 'anna', user_id: 71, friendly_name: 'Anna', user_thumb: 'http://x/a.png' },
      ...{ is_home_user: 1, is_admin: 0, email: '', shared_libraries: ['1', '5'], last_seen: null },
    });
  });
});

describe('the memory', () => {
  test('nothing is asked from the database until something changes, and then once', async () => {
    await play(database, serverId, THREE.slice(0, 1));
    const query = vi.spyOn(database.pool, 'query');
    const connect = vi.spyOn(database.pool, 'connect');
    const asked = (): number => query.mock.calls.length + connect.mock.calls.length;
    expect(await keys()).toEqual(['9']);
    const first = asked();
    expect(first).toBeGreaterThan(0);
    await Promise.all(Array.from({ length: 20 }, () => data()));
    await data({ session_key: 9 });
    expect(asked()).toBe(first);

    await play(database, serverId, THREE.slice(1));
    const before = asked();
    live.changed();
    const answers = await Promise.all(Array.from({ length: 20 }, keys));
    expect(new Set(answers.map(String))).toEqual(new Set(['10,11,9']));
    expect(asked() - before).toBe(first);
    vi.restoreAllMocks();
  });

  test('while somebody asks, a change is read before they ask again', async () => {
    expect(await keys()).toEqual([]);
    await play(database, serverId, THREE.slice(0, 1));
    const query = vi.spyOn(database.pool, 'query');
    live.changed();
    live.changed();
    await clock.advance(20);
    expect(query).toHaveBeenCalled();
    const first = query.mock.calls.length;
    expect(await keys()).toEqual(['9']);
    expect(query).toHaveBeenCalledTimes(first);
    vi.restoreAllMocks();
  });

  test('a name that was chosen is seen after a minute without any change', async () => {
    await play(database, serverId, THREE.slice(0, 1));
    await data();
    await database.db.update(users).set({ friendlyName: 'Anna' });
    expect(await data({ session_key: 9 })).toMatchObject({ friendly_name: 'anna' });
    await clock.advance(60_001);
    expect(await data({ session_key: 9 })).toMatchObject({ friendly_name: 'Anna' });
  });

  test('a database that failed is asked again', async () => {
    const broken = vi.spyOn(database.pool, 'query').mockRejectedValue(new Error('gone') as never);
    expect((await ask('get_activity')).result).toBe('error');
    broken.mockRestore();
    expect(await keys()).toEqual([]);
  });
});

describe('terminate_session', () => {
  const FAILED = 'Failed to terminate session';
  beforeEach(() => play(database, serverId, THREE));

  test.each([{ session_key: 9 }, { session_id: 'nine' }, { session_key: 9, session_id: 'ten' }])(
    '%o is ended with the message',
    async (params) => {
      const [row] = await database.db
        .select()
        .from(sessions)
        .where(eq(sessions.sessionKey, sessionKey('9')));
      const said = await ask('terminate_session', { ...params, message: 'Bed time & good night' });
      expect(said).toEqual({ status: 200, result: 'success', message: 'Session terminated.', data: {} });
      expect(ended).toEqual([[row!.id, 'Bed time & good night']]);
    },
  );

  test.each<[params: Record<string, string>, reason: string]>([
    [{}, ': Invalid session_key (None) or session_id (None).'],
    [{ session_key: '1' }, ': Invalid session_key (1) or session_id ().'],
    [{ session_id: 'x' }, ': Invalid session_key () or session_id (x).'],
    [{ session_key: '11' }, ': Missing session_id.'],
  ])('%o is refused', async (params, reason) => {
    expect(await ask('terminate_session', params)).toEqual({
      ...{ status: 400, result: 'error', message: `${FAILED}${reason}`, data: {} },
    });
    expect(ended).toEqual([]);
  });

  test('a server that refuses, and one without a Plex Pass', async () => {
    refusal = new Problem('upstream', 'Harbour answered 403');
    expect(await ask('terminate_session', { session_key: 9 })).toMatchObject({ status: 400, message: `${FAILED}.` });
    await database.db.update(servers).set({ hasPlexPass: false });
    live.changed();
    expect(await ask('terminate_session', { session_key: 9 })).toMatchObject({
      message: `${FAILED}: No Plex Pass subscription.`,
    });
  });

  test('a key that only reads ends nothing', async () => {
    expect(await ask('terminate_session', { session_key: 9 }, READ_KEY)).toMatchObject({
      status: 400,
      result: 'error',
    });
    expect(ended).toEqual([]);
  });
});
