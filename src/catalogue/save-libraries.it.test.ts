import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerId } from '#contract/ids.ts';
import { libraries, servers } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { CountedLibrary } from './counted-library.ts';
import { LIVE_LIBRARY, LIVE_SECTION_ID } from './live-library.ts';
import { saveLibraries } from './save-libraries.ts';
import { sectionsOf } from './sections.ts';

let database: TestDatabase;
let serverId: ServerId;
beforeAll(async () => {
  database = await createTestDatabase();
  const [row] = await database.db.insert(servers).values({ name: 'A' }).returning({ id: servers.id });
  serverId = row!.id;
});
afterAll(() => database.drop());

const library = (sectionId: number, values: Partial<CountedLibrary> = {}): CountedLibrary => ({
  sectionId,
  type: 'show',
  name: `Library ${sectionId}`,
  agent: null,
  thumb: null,
  art: null,
  itemCount: 3,
  parentCount: 4,
  childCount: 5,
  ...values,
});

let added: number[] = [];
async function save(...listed: CountedLibrary[]) {
  added = [];
  await saveLibraries(database.db, serverId, listed, async (_tx, sections) => void added.push(...sections));
  return database.db.select().from(libraries).orderBy(asc(libraries.sectionId));
}

test('libraries come, change, go and come back; what was chosen here stays', async () => {
  expect(await save(library(1), library(2))).toMatchObject([
    { sectionId: 1, itemCount: 3, parentCount: 4, childCount: 5, isActive: true },
    { sectionId: 2, isActive: true },
  ]);
  expect(added).toEqual([1, 2]);
  await database.db.update(libraries).set({ keepHistory: false, customThumb: 'mine' });
  const changed = library(1, { name: 'Other', itemCount: 7, parentCount: null, childCount: null, thumb: 'new' });
  expect(await save(changed)).toMatchObject([
    { name: 'Other', itemCount: 7, parentCount: null, thumb: 'new', customThumb: 'mine', keepHistory: false },
    { sectionId: 2, isActive: false },
  ]);
  expect(added).toEqual([]);
  expect((await save(library(2), library(3))).map(({ isActive }) => isActive)).toEqual([false, true, true]);
  expect(added).toEqual([3]);
  expect([...(await sectionsOf(database.db, serverId))].sort()).toEqual([1, 2, 3]);
});

test('an empty answer changes nothing, and live TV is always there', async () => {
  await database.db.insert(libraries).values({ serverId, sectionId: LIVE_SECTION_ID, name: 'Live TV', type: 'live' });
  const before = await save(library(1));
  expect(await save()).toEqual(before);
  expect(before.at(-1)).toMatchObject({ ...LIVE_LIBRARY, isActive: true });
});

test('a failure of what follows from it changes nothing', async () => {
  const failing = saveLibraries(database.db, serverId, [library(9)], () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect((await sectionsOf(database.db, serverId)).has(9)).toBe(false);
});
