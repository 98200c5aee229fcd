import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import {
  libraries,
  notificationOutbox,
  notifiers,
  notifierTriggers,
  pendingAdditions,
  recentlyAdded,
  servers,
} from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import type { Announcement } from '#notifications/announce.ts';
import type { TimelineChange } from '#plex/facts.ts';
import { anItem } from '../testing.ts';
import { type Additions, createAdditions } from './announce-additions.ts';

let database: TestDatabase;
let clock: ManualClock;
let serverId: ServerId;
let additions: Additions;
/** Items the server does not have any more. */
let gone: Set<string>;
let answers: boolean;
let asked: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const [agent] = await database.db
    .insert(notifiers)
    .values({ agentId: 25, agentName: 'webhook', agentLabel: 'Webhook', configSealed: '-' })
    .returning({ id: notifiers.id });
  await database.db.insert(notifierTriggers).values({ notifierId: agent!.id, trigger: 'on_created', isEnabled: true });
});
afterAll(() => database.drop());
beforeEach(async () => {
  const [row] = await database.db.insert(servers).values({ name: 'A' }).returning({ id: servers.id });
  serverId = row!.id;
  await database.db.insert(libraries).values({ serverId, sectionId: 2, name: 'Series', type: 'show' });
  clock = manualClock();
  gone = new Set();
  answers = true;
  asked = 0;
  additions = begin();
});
afterEach(async () => {
  await additions.stop(1_000);
  await database.db.delete(servers);
});

const begin = (): Additions =>
  createAdditions({
    db: database.db,
    clock,
    log: silentLog,
    server: { id: serverId, name: 'A' },
    settings: async () => ({ ...DEFAULT_SETTINGS, recentlyAddedDelaySeconds: 300 }),
    async describe(keys) {
      asked += 1;
      if (!answers) return { ok: false, reason: 'unreachable', problem: 'no' };
      const present = keys.filter((key) => !gone.has(key));
      return { ok: true, value: present.map((key) => ({ item: anItem({ ratingKey: key, sectionId: 2 }), media: [] })) };
    },
  });

const change = (item: number, values: Partial<TimelineChange> = {}): TimelineChange => ({
  ratingKey: String(item) as RatingKey,
  parentRatingKey: '211' as RatingKey,
  rootRatingKey: '201' as RatingKey,
  sectionId: 2,
  typeNumber: 4,
  state: 0,
  metadataState: 'created',
  title: 'x',
  ...values,
});
const movie = (item: number): TimelineChange =>
  change(item, { typeNumber: 1, parentRatingKey: null, rootRatingKey: null });
const deleted = (item: number): TimelineChange => change(item, { state: 9, metadataState: 'deleted' });

async function hear(...changes: TimelineChange[]): Promise<void> {
  additions.onChanges(changes);
  await additions.idle();
}

async function pass(seconds: number): Promise<void> {
  await clock.advance(seconds * 1_000);
  additions.tick();
  await additions.idle();
}

async function told(): Promise<string[]> {
  const rows = await database.db.select().from(notificationOutbox).orderBy(notificationOutbox.id);
  return rows.flatMap(({ payload, serverId: of }) => {
    const announcement = payload as Announcement;
    if (announcement.kind !== 'created' || of !== serverId) return [];
    return [[announcement.item.item.ratingKey, ...announcement.childKeys].join(' ')];
  });
}

test('what waits outlives a restart', async () => {
  await hear(change(221));
  await pass(100);
  await additions.stop(1_000);
  additions = begin();
  await hear(change(222));
  await pass(299);
  expect(await told()).toEqual([]);
  await pass(1);
  expect(await told()).toEqual(['211 221 222']);
  await additions.stop(1_000);
  additions = begin();
  await pass(1_000);
  expect(await told()).toEqual(['211 221 222']);
  expect(await database.db.$count(pendingAdditions)).toBe(0);
});

test('what was announced is remembered with its library, and announced once', async () => {
  await hear(movie(102));
  await pass(300);
  await hear(movie(102));
  await pass(300);
  expect(await told()).toEqual(['102']);
  const [library] = await database.db.select().from(libraries);
  expect(await database.db.select().from(recentlyAdded)).toMatchObject([
    { ratingKey: '102', libraryId: library!.id, mediaType: 'movie', addedAt: new Date(1_700_000_000_000) },
  ]);
});

test('one of several that is deleted is not counted', async () => {
  await hear(change(221), change(222), change(223));
  await hear(deleted(222));
  await pass(300);
  expect(await told()).toEqual(['211 221 223']);
});

test('with a season everything in it is gone', async () => {
  await hear(change(221), change(222), change(231, { parentRatingKey: '212' as RatingKey }), deleted(211));
  await pass(300);
  expect(await told()).toEqual(['231']);
});

test('deleted and added again is added', async () => {
  await hear(movie(102), deleted(102), movie(102));
  await pass(300);
  expect(await told()).toEqual(['102']);
});

test('what the server does not have any more is neither announced nor counted', async () => {
  gone.add('222').add('104');
  await hear(change(221), change(222), movie(104));
  await pass(300);
  expect(await told()).toEqual(['221']);
  expect(await database.db.$count(pendingAdditions)).toBe(0);
});

test('while the server does not answer, it waits', async () => {
  answers = false;
  await hear(movie(102));
  await pass(300);
  await pass(10);
  expect([await told(), asked]).toEqual([[], 1]);
  answers = true;
  await pass(20);
  expect(await told()).toEqual(['102']);
});

test('many at once are written in few statements', async () => {
  await hear(...Array.from({ length: 1_200 }, (_, n) => movie(10_000 + n)));
  expect(await database.db.$count(pendingAdditions)).toBe(1_200);
});
