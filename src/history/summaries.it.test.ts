import { asc, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { PlayId, ServerId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { libraries, plays, servers, users } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { aListed, aStream, ratingKey } from '#monitoring/testing.ts';
import { absorbUser } from '#users/queries.ts';
import { backFill, type PastPlay } from './back-fill.ts';
import { removePlays } from './remove-plays.ts';
import { rebuildSummaries } from './summaries.ts';

const T0 = 1_700_000_000_000;
const MINUTE = 60_000;

let database: TestDatabase;
let serverId: ServerId;

beforeAll(async () => {
  database = await createTestDatabase();
  const [server] = await database.db.insert(servers).values({ name: 'A', url: 'http://a' }).returning();
  serverId = server!.id;
  await database.db.insert(libraries).values([
    { serverId, sectionId: 1, name: 'Films', type: 'movie' },
    { serverId, sectionId: 2, name: 'Shows', type: 'show' },
  ]);
});
afterAll(() => database.drop());

/** A play of one of a few people and items; an item may move to another library and get another key. */
const somePlay = fc.record({
  person: fc.nat(2),
  item: fc.nat(3),
  section: fc.constantFrom(1, 2, 9),
  key: fc.nat(1),
  minutes: fc.integer({ min: 3, max: 40 }),
});

type SomePlay = typeof somePlay extends fc.Arbitrary<infer T> ? T : never;

function past({ person, item, section, key, minutes }: SomePlay, index: number): PastPlay {
  const startedAt = T0 + index * 50 * MINUTE;
  const show = item > 1 ? { parentRatingKey: ratingKey('20'), grandparentRatingKey: ratingKey('2') } : {};
  return {
    listed: aListed({
      account: { accountId: 70 + person, name: `person ${person}`, thumb: null },
      item: {
        ratingKey: ratingKey(String(100 * (key + 1) + item)),
        guid: `plex://x/${item}`,
        mediaType: item > 1 ? 'episode' : 'movie',
        sectionId: section,
        ...show,
      },
      stream: aStream({}),
    }),
    startedAt,
    stoppedAt: startedAt + minutes * MINUTE,
    pausedMs: 0,
    viewOffsetMs: minutes * MINUTE,
  };
}

const rows = async (query: ReturnType<typeof sql>): Promise<unknown[]> => (await database.db.execute(query)).rows;

/** The summaries, and what the plays say. */
async function both(): Promise<readonly [kept: unknown[][], counted: unknown[][]]> {
  const kept = [
    sql`select * from user_totals order by user_id`,
    sql`select * from library_user_totals order by library_id, user_id`,
    sql`select * from rating_key_totals order by rating_key collate "C"`,
  ];
  const counted = [
    sql`select max(started_at) as last_started_at, sum(watched_ms)::bigint as watched_ms, user_id, count(*)::int as play_count,
      count(distinct watch_group_id)::int as group_count, max(id) as latest_play_id from plays group by user_id order by user_id`,
    sql`select max(started_at) as last_started_at, sum(watched_ms)::bigint as watched_ms,
      coalesce(sum(watched_ms) filter (where not is_placeholder), 0)::bigint as described_watched_ms, library_id, user_id,
      count(*)::int as play_count, count(distinct watch_group_id)::int as group_count,
      count(*) filter (where not is_placeholder)::int as described_play_count,
      count(distinct watch_group_id) filter (where not is_placeholder)::int as described_group_count, max(p.id) as latest_play_id
      from plays p join item_snapshots s on s.id = p.item_snapshot_id where library_id is not null
      group by library_id, user_id order by library_id, user_id`,
    sql`select sum(watched_ms)::bigint as watched_ms, server_id, count(*)::int as play_count,
      count(distinct watch_group_id)::int as group_count, key as rating_key
      from plays p join item_snapshots s on s.id = p.item_snapshot_id
        cross join lateral (select rating_key as key union select parent_rating_key union select grandparent_rating_key) k
      where key is not null and not is_placeholder group by server_id, key order by key collate "C"`,
  ];
  return [await Promise.all(kept.map(rows)), await Promise.all(counted.map(rows))];
}

async function agree(): Promise<void> {
  const [kept, counted] = await both();
  expect(kept).toEqual(counted);
}

test('totals say what the plays say, whatever is recorded, removed and joined', { timeout: 60_000 }, async () => {
  const { db } = database;
  const removed = fc.array(fc.nat(30), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(somePlay, { minLength: 1, maxLength: 30 }),
      removed,
      fc.nat(3),
      async (some, gone, blank) => {
        await db.execute(
          sql`truncate plays, watch_groups, user_totals, library_user_totals, rating_key_totals, item_snapshots cascade`,
        );
        await backFill(db, serverId, DEFAULT_SETTINGS, some.map(past), () => undefined);
        await agree();

        // Some descriptions get lost, as in an import.
        await db.execute(sql`update item_snapshots set is_placeholder = true where id % 4 = ${blank}`);
        await inTransaction(db, rebuildSummaries);
        await agree();

        const recorded = await db.select({ id: plays.id }).from(plays).orderBy(asc(plays.id));
        const ids = gone.flatMap((index) => recorded[index]?.id ?? []);
        await inTransaction(db, (tx) => removePlays(tx, { kind: 'plays', ids: [...new Set(ids)] as PlayId[] }));
        await agree();

        const [first, second] = await db.select({ id: users.id }).from(users).orderBy(asc(users.id));
        if (first !== undefined && second !== undefined)
          await inTransaction(db, (tx) => absorbUser(tx, second.id, first.id));
        await agree();
      },
    ),
    { numRuns: 12 },
  );
});

test('a viewing is settled when plays of it are removed, and goes with the last', async () => {
  const { db } = database;
  await db.execute(
    sql`truncate plays, watch_groups, user_totals, library_user_totals, rating_key_totals, item_snapshots cascade`,
  );
  const resumed = [4, 9, 20].map((minutes, index) => past({ person: 0, item: 0, section: 1, key: 0, minutes }, index));
  await backFill(db, serverId, DEFAULT_SETTINGS, resumed, () => undefined);
  const [first, second, third] = (await db.select({ id: plays.id }).from(plays).orderBy(asc(plays.id))).map(
    ({ id }) => id,
  );

  await inTransaction(db, (tx) => removePlays(tx, { kind: 'plays', ids: [first!, third!] }));
  expect(await rows(sql`select id, play_count, latest_play_id, best_play_id, watched_ms from watch_groups`)).toEqual([
    { id: first, play_count: 1, latest_play_id: second, best_play_id: second, watched_ms: 9 * MINUTE },
  ]);

  expect(await inTransaction(db, (tx) => removePlays(tx, { kind: 'plays', ids: [second!, 999_999 as PlayId] }))).toBe(
    1,
  );
  expect(await rows(sql`select id from watch_groups`)).toEqual([]);
  await agree();
});
