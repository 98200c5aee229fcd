import { afterAll, beforeAll, expect, test } from 'vitest';
import { YearQuery } from '#contract/statistics-year.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { countBy, depsFor, fillVaried, KEYS, own } from './native-more-testing.ts';
import { yearReview } from './native-year.ts';

const period = { from: '2020-01-01T05:00:00Z', until: '2021-01-01T05:00:00Z' };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillVaried(database);
  // A year before, so that not everything is new.
  await database.pool.query(`update plays set started_at = started_at - interval '1 year', stopped_at = stopped_at - interval '1 year'
    where watch_group_id < 2000 and watch_group_id % 3 = 1`);
});
afterAll(() => database.drop());

const review = (query: Record<string, string> = {}) =>
  yearReview(depsFor(database), YearQuery.parse({ year: '2020', ...query }));
const local = (format: string): string => `to_char(p.started_at at time zone 'America/New_York', '${format}')`;
const sumsOf = (all: readonly { plays: number; watchedMs: number }[]) => ({
  plays: all.reduce((sum, { plays }) => sum + plays, 0),
  watchedMs: all.reduce((sum, { watchedMs }) => sum + watchedMs, 0),
});

test('the totals, months and days of a year are those of its viewings', async () => {
  const year = await review();
  const [all] = await countBy(database, "'all'", period);
  const totals = { plays: all?.plays, watchedMs: all?.watched, finished: all?.finished, people: all?.people };
  expect(year.totals).toMatchObject(totals);
  for (const parts of [year.months, year.weekdays, year.hours])
    expect(sumsOf(parts)).toEqual({ plays: all?.plays, watchedMs: all?.watched });
  const months = await countBy(database, local('MM'), period);
  expect(year.months.flatMap(({ plays }) => (plays > 0 ? [plays] : []))).toEqual(months.map(({ plays }) => plays));
  const days = await countBy(database, local('YYYY-MM-DD'), period);
  const busiest = days.reduce((best, day) => (day.watched >= best.watched ? day : best));
  expect(year.busiestDay).toEqual({ day: busiest.key, plays: busiest.plays, watchedMs: busiest.watched });
  expect(year.totals.days).toBe(days.length);
  // The first plays of 2019 in UTC began on New Year's Eve.
  expect(year.years).toEqual([2020, 2019, 2018]);
  const [before] = await countBy(database, "'all'", { from: '2019-01-01T05:00:00Z', until: period.from });
  expect(year.before).toEqual({ plays: before?.plays, watchedMs: before?.watched });
});

test('the lists of a year are its busiest, and what was not there before is new', async () => {
  const year = await review({ metric: 'plays' });
  const busiest = async (key: string) =>
    (await countBy(database, key, period))
      .map(({ plays }) => plays)
      .toSorted((a, b) => b - a)
      .slice(0, 5);
  expect(year.topMovies.map(({ plays }) => plays)).toEqual(await busiest(KEYS.movie));
  expect(year.topShows.map(({ plays }) => plays)).toEqual(await busiest(KEYS.show));
  expect(year.topPeople.map(({ plays }) => plays)).toEqual(await busiest(KEYS.person));
  expect(year.devices.map(({ plays }) => plays)).toEqual(await busiest(KEYS.platform));
  const was = new Set(
    (await countBy(database, KEYS.movie, { from: '2019-01-01T05:00:00Z', until: period.from })).map(({ key }) => key),
  );
  const fresh = (await countBy(database, KEYS.movie, period)).filter(({ key }) => !was.has(key));
  const movies = year.discoveries.titles.filter(({ item }) => item?.mediaType === 'movie');
  expect(movies.length).toBeLessThanOrEqual(fresh.length);
  for (const { name, year: made } of movies) expect(was.has(`${name} ${made}`)).toBe(false);
});

test('records are the most of the year', async () => {
  const { records, rewatched, firstPlay, lastPlay } = await review();
  const { rows } = await database.pool.query<{ longest: number; first: Date; last: Date }>(
    `select max(watched)::float8 as longest, min(first) as first, max(first) as last from (
       select sum(watched_ms) as watched, (array_agg(started_at order by id))[1] as first from plays
       where started_at >= $1 and started_at < $2 and anomalies is null group by watch_group_id) v`,
    [period.from, period.until],
  );
  expect(records.longest?.watchedMs).toBe(rows[0]?.longest);
  expect(firstPlay?.at).toBe(rows[0]?.first.toISOString());
  expect(lastPlay?.at).toBe(rows[0]?.last.toISOString());
  const times = await database.pool.query<{ n: number }>(
    `select max(n)::int as n from (select count(*) as n from (
       select min(p.user_id) as u, (array_agg(i.full_title || i.year order by p.id))[1] as t, bool_or(p.is_live or p.view_offset_ms >=
         least(p.duration_ms * 0.85, coalesce(i.credits_first_ms, 1e12))) as f, (array_agg(i.media_type order by p.id))[1] as m,
         (array_agg(i.is_placeholder order by p.id))[1] as unknown
       from plays p join item_snapshots i on i.id = p.item_snapshot_id
       where p.started_at >= $1 and p.started_at < $2 and p.anomalies is null group by p.watch_group_id) v
     where f and m in ('movie', 'episode') and not unknown group by u, t) x`,
    [period.from, period.until],
  );
  expect(rewatched[0]?.times).toBe(times.rows[0]?.n);
});

test('of a person it is theirs, and a viewer sees no other', async () => {
  const query = YearQuery.parse({ year: '2020' });
  const mine = await yearReview(depsFor(database, own(3)), query);
  const [sum] = await countBy(database, "'all'", { ...period, where: 'p.user_id = 3' });
  expect(mine).toMatchObject({ person: { id: 3 }, topPeople: [], totals: { plays: sum?.plays, people: 1 } });
  expect(mine.records.peak).toBeNull();
  expect((await review({ user: '3' })).totals).toEqual(mine.totals);
  await expect(yearReview(depsFor(database, own(3)), YearQuery.parse({ year: '2020', user: '4' }))).rejects.toThrow(
    /4/,
  );
  const nothing = await review({ year: '2015' });
  expect(nothing).toMatchObject({
    totals: { plays: 0, days: 0 },
    busiestDay: null,
    longestStreak: null,
    firstPlay: null,
  });
});
