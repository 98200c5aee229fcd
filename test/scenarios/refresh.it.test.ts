/** Recorded answers about people and libraries lead to the recorded tables. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createSecretBox } from '#config/secret-box.ts';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { libraries, serverAccess, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { createReadings } from '#monitoring/server-life/readings.ts';
import { fixtureJson } from '#plex/testing.ts';
import { recordedWorld, WORLD, type WorldCase, worldCases, worldResult } from '#plex/world-testing.ts';

const box = createSecretBox('a key for tests only');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.delete(serverAccess);
  await database.db.delete(servers);
  await database.db.delete(users);
  added.length = 0;
});

const added: number[] = [];

async function watched(routes: WorldCase['routes'] = []) {
  const [known] = await database.db.select().from(servers);
  const values = { name: 'Lanternhouse', url: WORLD.url, tokenSealed: '-', machineIdentifier: WORLD.machineIdentifier };
  const [row] = known === undefined ? await database.db.insert(servers).values(values).returning() : [known];
  const world = recordedWorld(routes);
  return createReadings({
    db: database.db,
    clock: systemClock(),
    log: silentLog,
    box,
    server: { ...WORLD, id: row!.id, name: 'Lanternhouse' },
    settings: async () => DEFAULT_SETTINGS,
    media: () => world.media,
    plexTv: world.plexTv,
    isHeard: () => true,
    onNewLibraries: async (_tx, sectionIds) => void added.push(...sectionIds),
    onPeople: () => undefined,
  });
}

const flag = (value: boolean): number => Number(value);
const opened = (sealed: string | null): string | null => (sealed === null ? null : box.open(sealed));

async function peopleAsRecorded() {
  const rows = await database.db
    .select({ user: users, access: serverAccess })
    .from(users)
    .leftJoin(serverAccess, eq(serverAccess.userId, users.id))
    .orderBy(asc(users.plexUserId));
  return rows.map(({ user, access }) => ({
    user_id: user.plexUserId,
    username: user.username,
    friendly_name: user.friendlyName,
    thumb: user.thumb,
    // A picture of one's own is one that differs; the reference keeps a copy of the other ones.
    custom_avatar_url: user.customThumb ?? user.thumb,
    title: user.title,
    email: user.email,
    is_active: flag(user.isActive),
    is_admin: flag(user.isOwner),
    is_home_user: flag(user.isHomeUser),
    is_allow_sync: flag(user.allowsSync),
    is_restricted: flag(user.isRestricted),
    do_notify: flag(user.notifies),
    keep_history: flag(user.keepHistory),
    deleted_user: flag(user.isDeleted),
    allow_guest: flag(user.allowsGuest),
    user_token: opened(user.tokenSealed),
    server_token: opened(access?.tokenSealed ?? null),
    shared_libraries: access?.tokenSealed == null ? null : access.sectionIds.join(';'),
    filter_all: access?.filterAll ?? null,
    filter_movies: access?.filterMovies ?? null,
    filter_tv: access?.filterTv ?? null,
    filter_music: access?.filterMusic ?? null,
    filter_photos: access?.filterPhotos ?? null,
  }));
}

async function librariesAsRecorded() {
  const rows = await database.db.select().from(libraries).orderBy(asc(libraries.id));
  return rows.map((row) => ({
    server_id: WORLD.machineIdentifier,
    section_id: row.sectionId,
    section_name: row.name,
    section_type: row.type,
    agent: row.agent,
    thumb: row.thumb,
    custom_thumb_url: row.customThumb,
    art: row.art,
    custom_art_url: row.customArt,
    count: row.itemCount,
    parent_count: row.parentCount,
    child_count: row.childCount,
    is_active: flag(row.isActive),
    do_notify: flag(row.notifies),
    do_notify_created: flag(row.notifiesAdded),
    keep_history: flag(row.keepHistory),
    deleted_section: flag(row.isDeleted),
  }));
}

/** Values of the stand-in that the reference leaves empty and we do not. */
const EMPTY_OF_LOCAL = { is_home_user: 0, is_allow_sync: 0, is_restricted: 0 };

function recordedRows(id: string): readonly Readonly<Record<string, unknown>>[] {
  const { rows } = worldResult(id) as { rows: readonly Readonly<Record<string, unknown>>[] };
  return rows.map(({ id: _row, ...row }) => (row.user_id === 0 ? { ...row, ...EMPTY_OF_LOCAL } : row));
}

/** The tables as they are before each case: libraries first, then people. */
async function found() {
  const readings = await watched();
  expect([await readings.libraries(), await readings.people()]).toEqual([true, true]);
}

const returned = (id: string): unknown =>
  (fixtureJson(`expected/${id}.json`) as { result: { returned: unknown } }).result.returned;

test.each(worldCases('refresh_users').map((one) => [one.id, one] as const))('%s', async (id, one) => {
  await found();
  const readings = await watched(one.routes);
  expect(await readings.people()).toBe(returned(id));
  expect(await peopleAsRecorded()).toEqual(recordedRows(id));
});

test.each(worldCases('refresh_libraries').map((one) => [one.id, one] as const))('%s', async (id, one) => {
  await found();
  const readings = await watched(one.routes);
  expect(await readings.libraries()).toBe(returned(id));
  expect(await librariesAsRecorded()).toEqual(recordedRows(id));
});

test('new libraries are told of once', async () => {
  await found();
  expect(added).toEqual([1, 2, 3, 4, 5, 6]);
  await (await watched()).libraries();
  expect(added).toHaveLength(6);
});

test('a library that cannot be counted changes nothing', async () => {
  await found();
  const before = await librariesAsRecorded();
  const readings = await watched([
    {
      path: '/library/sections',
      body: '<MediaContainer size="1"><Directory key="1" type="movie" title="Other"/></MediaContainer>',
    },
    { path: '/library/sections/1/all', status: 500, body: '' },
  ]);
  expect(await readings.libraries()).toBe(false);
  expect(await librariesAsRecorded()).toEqual(before);
});

test('whether the owner has a Plex Pass is remembered', async () => {
  await found();
  expect(await database.db.select({ hasPlexPass: servers.hasPlexPass }).from(servers)).toEqual([{ hasPlexPass: true }]);
});
