import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressPlaces } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { placesOf } from './queries-places.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('an address has a place once it was found; one that was looked for in vain has none', async () => {
  const lookedUpAt = new Date('2026-11-24T16:00:00Z');
  await database.db.insert(addressPlaces).values([
    { ipAddress: '203.0.113.7', city: 'Bergen', country: 'Norway', countryCode: 'NO', lookedUpAt },
    { ipAddress: '2001:db8::1d', country: 'Chile', lookedUpAt },
    { ipAddress: '203.0.113.8', lookedUpAt },
  ]);
  const places = await placesOf(database.db, ['203.0.113.7', '203.0.113.8', '2001:db8::1d', '203.0.113.9']);
  expect([...places.keys()].sort()).toEqual(['2001:db8::1d', '203.0.113.7']);
  expect(places.get('203.0.113.7')).toEqual({ city: 'Bergen', region: null, country: 'Norway', countryCode: 'NO' });
  expect((await placesOf(database.db, [])).size).toBe(0);
});
