import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Settings } from '#config/settings.ts';
import { inTransaction } from '#db/pool.ts';
import { continuedStreams, notificationLog } from '#db/schema/index.ts';
import type { Announcement } from '../announce.ts';
import { addPlay, addSession, anEvent, createScene, type Scene } from '../outbox/testing.ts';
import { passesGate } from './gate.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await createScene();
});
beforeEach(() =>
  scene.database.db.execute(sql`truncate sessions, plays, watch_groups, continued_streams, notification_log cascade`),
);
afterAll(() => scene.database.drop());

const passes = (told: Announcement, changes: Partial<Settings> = {}): Promise<boolean> =>
  inTransaction(scene.database.db, (tx) => passesGate(tx, told, { ...scene.settings, ...changes }));

const LATER = 1_000;

test.each<[string, readonly { readonly ip?: string; readonly startsInMs?: number }[], Partial<Settings>, boolean]>([
  ['one stream', [{}], {}, false],
  ['two streams', [{}, {}], {}, true],
  ['two streams of three', [{}, {}], { concurrentStreamsThreshold: 3 }, false],
  ['one that began later', [{}, { startsInMs: LATER }], {}, false],
  ['two of one address', [{ ip: '10.0.0.1' }, { ip: '10.0.0.1' }], { concurrentStreamsByAddress: true }, false],
  ['two addresses', [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }], { concurrentStreamsByAddress: true }, true],
  ['one IPv6 network', [{ ip: '2001:db8::1' }, { ip: '2001:db8::ffff' }], { concurrentStreamsByAddress: true }, false],
  ['two IPv6 networks', [{ ip: '2001:db8::1' }, { ip: '2001:db8:0:1::1' }], { concurrentStreamsByAddress: true }, true],
  [
    'one wide IPv6 network',
    [{ ip: '2001:db8::1' }, { ip: '2001:db8:0:1::1' }],
    { concurrentStreamsByAddress: true, concurrentIpv6PrefixLength: 48 },
    false,
  ],
  [
    'every IPv6 address',
    [{ ip: '2001:db8::1' }, { ip: '2001:db8::2' }],
    { concurrentStreamsByAddress: true, concurrentIpv6PrefixLength: 128 },
    true,
  ],
  ['IPv4 and IPv6', [{ ip: '10.0.0.1' }, { ip: '2001:db8::1' }], { concurrentStreamsByAddress: true }, true],
  ['addresses nobody knows', [{}, {}, { ip: '10.0.0.1' }], { concurrentStreamsByAddress: true }, false],
])('at the same time: %s', async (_what, streams, settings, expected) => {
  for (const [n, { ip, startsInMs = 0 }] of streams.entries())
    await addSession(scene, { sessionKey: `${n}`, ipAddress: ip ?? null, startedAt: scene.clock.now() + startsInMs });
  expect(await passes(anEvent(scene, 'on_concurrent'), settings)).toBe(expected);
});

const HOUR = 3_600_000;

test.each<[string, 'play' | 'stop' | 'both' | 'later' | 'other' | 'nothing', boolean, boolean]>([
  // what, what is known, told when a device is new once, told when only what was recorded counts
  ['nothing was ever heard', 'nothing', true, true],
  ['a play was recorded', 'play', false, false],
  ['it stopped without a record', 'stop', false, true],
  ['it stopped with a record', 'both', false, false],
  ['it stopped after this began', 'later', true, true],
  ['only another device is known', 'other', true, true],
])('a new device: %s', async (_what, known, once, byRecord) => {
  const { serverId, userId, clock } = scene;
  const at = clock.now() - HOUR;
  const machineId = known === 'other' ? 'tv-2' : 'tv-1';
  if (known === 'play' || known === 'both' || known === 'other') await addPlay(scene, { machineId, startedAt: at });
  if (known !== 'nothing' && known !== 'play')
    await scene.database.db.insert(continuedStreams).values({
      serverId,
      userId,
      machineId,
      mediaType: 'movie',
      stoppedAt: new Date(known === 'later' ? clock.now() + 1 : at),
    });
  const told = (newDeviceOnlyOnce: boolean) => passes(anEvent(scene, 'on_newdevice'), { newDeviceOnlyOnce });
  expect([await told(true), await told(false)]).toEqual([once, byRecord]);
});

const ofServer = (trigger: 'on_pmsupdate' | 'on_plexpyupdate' | 'on_tokenexpired' | 'on_intdown', tag: string | null) =>
  ({ kind: 'server', trigger, at: 0, serverId: scene.serverId, facts: {}, tag }) as const;

test.each([
  ['a version', 'on_pmsupdate', 'repeatPlexUpdateNotification'],
  ['a release', 'on_plexpyupdate', 'repeatUpdateNotification'],
  ['a token', 'on_tokenexpired', null],
] as const)('%s is told once, whoever was told and however it went', async (_what, trigger, repeats) => {
  expect(await passes(ofServer(trigger, 'v2'))).toBe(true);
  await scene.database.db
    .insert(notificationLog)
    .values({ action: trigger, tag: 'v1', sentAt: new Date(), isSuccess: true });
  expect(await passes(ofServer(trigger, 'v2'))).toBe(true);
  await scene.database.db
    .insert(notificationLog)
    .values({ action: trigger, tag: 'v2', sentAt: new Date(), isSuccess: false });
  expect(await passes(ofServer(trigger, 'v2'))).toBe(false);
  if (repeats !== null) expect(await passes(ofServer(trigger, 'v2'), { [repeats]: true })).toBe(true);
});

test('what has no tag is always told', async () => {
  await scene.database.db.insert(notificationLog).values({ action: 'on_intdown', sentAt: new Date(), isSuccess: true });
  expect(await passes(ofServer('on_intdown', null))).toBe(true);
});
