import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { type HistoryFilter, readFilter } from '#history/native-filter.ts';
import { filteredTotals } from '#history/native-matching.ts';
import { fillHistory } from '#history/table-testing.ts';
import { SEES_ALL } from '#users/visible.ts';
import { needsPlays } from './native-narrow.ts';
import { historyTotals } from './native-totals.ts';

const context = { now: Date.parse('2021-01-01T00:00:00Z'), timeZone: 'America/New_York' };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillHistory(database, 12_000);
});
afterAll(() => database.drop());

const some = <T>(...values: T[]) => ({ values, isExcluded: false });
const allBut = <T>(...values: T[]) => ({ values, isExcluded: true });

const FILTERS: readonly (readonly [string, HistoryFilter])[] = [
  ['a word', { search: 'title' }],
  ['two words', { search: 'title device' }],
  ['a word of a person', { search: 'no.' }],
  ['a word nobody knows', { search: 'zzzz' }],
  ['a word of some days', { search: 'a', days: 300 }],
  ['a platform', { platform: some('Roku') }],
  ['other platforms', { platform: allBut('Roku', 'iOS') }],
  ['devices', { player: some('Device 1', 'Device 3') }],
  ['a word, a platform and a kind', { search: 'title', platform: some('iOS'), mediaType: some('movie', 'track') }],
  ['people and no decisions', { user: some(1, 2), decision: allBut('copy', 'transcode') }],
  ['at home', { location: some('lan') }],
  ['not on the way', { location: allBut('cellular', 'wan') }],
  ['watched', { watched: true }],
  ['not watched, elsewhere', { watched: false, location: some('wan') }],
  ['not live', { live: false, library: some(1, 2) }],
];

test.each(FILTERS)('totals by column are those of the plays: %s', async (_name, query) => {
  const filter = readFilter(SEES_ALL, query, context);
  expect(needsPlays(filter)).toBe(false);
  const deps = { visible: SEES_ALL, db: database.db, context, settings: DEFAULT_SETTINGS };
  expect(await historyTotals(deps, query)).toEqual(await filteredTotals(database.db, filter, DEFAULT_SETTINGS));
});
