import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UserId } from '#contract/ids.ts';
import { PeopleQuery } from '#contract/people.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { fillHistory } from '#history/table-testing.ts';
import { removePerson } from '#users/person-settings.ts';
import { SEES_ALL, type Visible } from '#users/visible.ts';
import { personDevices } from './native-devices.ts';
import { personDetail } from './native-people.ts';
import { peoplePage } from './people-list.ts';

let database: TestDatabase;
const OWN: Visible = { kind: 'own', userId: 3 as UserId };

beforeAll(async () => {
  database = await createTestDatabase();
  await fillHistory(database, 2_000);
  await database.pool.query(`update users set is_active = false, email = 'two@example.net' where id = 2;
    update users set allows_guest = true where id = 3; update users set keep_history = false where id = 5`);
  await removePerson(database.db, 4);
});
afterAll(() => database.drop());

const deps = (visible: Visible) => ({
  ...{ visible, db: database.db, imageUrl: (_server: number, path: string) => path },
  ...{ now: Date.parse('2021-01-01T00:00:00Z'), isGrouped: true },
});
const ids = async (query: Record<string, string>, visible: Visible = SEES_ALL): Promise<number[]> =>
  (await peoplePage(deps(visible), PeopleQuery.parse({ sort: 'id', ...query }))).rows.map(({ id }) => id);

test.each([
  [{}, [1, 2, 3, 5, 6, 7]],
  [{ state: 'active' }, [1, 3, 5, 6, 7]],
  [{ state: 'inactive' }, [2]],
  [{ state: 'removed' }, [4]],
  [{ state: 'all' }, [1, 2, 3, 4, 5, 6, 7]],
  [{ guest: 'true' }, [3]],
  [{ history: 'false' }, [5]],
  [{ state: 'all', history: 'false' }, [4, 5]],
  [{ search: 'TWO@' }, [2]],
  [{ search: 'device', limit: '2' }, [1, 2]],
  [{ server: '1' }, [1, 2, 3, 5, 6, 7]],
  [{ server: '9' }, []],
])('%o finds %o', async (query, found) => {
  expect(await ids(query)).toEqual(found);
});

test('whoever sees only themselves finds nobody else, whatever they ask for', async () => {
  expect(await ids({ state: 'all', server: '1' }, OWN)).toEqual([3]);
});

test('a person was first seen when their first play began, and is known since they came', async () => {
  const { person, firstSeenAt, knownSince, players } = await personDetail(deps(SEES_ALL), 3);
  const { rows } = await database.pool.query('select min(started_at) as at from plays where user_id = 3');
  expect(firstSeenAt).toBe(rows[0].at.toISOString());
  expect(Date.parse(knownSince)).not.toBeNaN();
  expect(person).toMatchObject({ isGuestAllowed: true, isDeleted: false });
  const { devices } = await personDevices(database.db, SEES_ALL, 3);
  const told = (rows: readonly { readonly title: string | null; readonly plays: number }[]) =>
    rows.map(({ title, plays }) => `${title} ${plays}`).sort();
  expect(told(devices)).toEqual(told(players));
  const { rows: last } = await database.pool.query(
    `select max(p.started_at) as at from plays p join players d on d.id = p.player_id where p.user_id = 3 and d.title = $1`,
    [devices[0]?.title],
  );
  expect(devices[0]?.lastSeenAt).toBe(last[0].at.toISOString());
});
