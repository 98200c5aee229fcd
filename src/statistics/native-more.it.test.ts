import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METRICS, PlaysSeriesQuery } from '#contract/statistics.ts';
import { HeatMapQuery, KeyNumbersQuery, TopQuery } from '#contract/statistics-lists.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { heatMap } from './native-heat-map.ts';
import { keyNumbers } from './native-key-numbers.ts';
import { type Counted, countBy, depsFor, fillVaried, KEYS, own } from './native-more-testing.ts';
import { playsSeries } from './native-plays.ts';
import { topList } from './native-top.ts';

const FROM = '2020-01-20T05:00:00Z';
const UNTIL = '2020-02-10T05:00:00Z';
const SPAN = { from: '2020-01-20', to: '2020-02-09' };
const BEFORE = '2019-12-30T05:00:00Z';
const period = { from: FROM, until: UNTIL };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillVaried(database);
});
afterAll(() => database.drop());

const WEEKDAY_HOUR = `extract(dow from p.started_at at time zone 'America/New_York') || ' ' ||
  extract(hour from p.started_at at time zone 'America/New_York')`;

describe('the heat map', () => {
  test.each(METRICS)('of %s is what the plays of each weekday and hour come to', async (metric) => {
    const map = await heatMap(depsFor(database), HeatMapQuery.parse({ ...SPAN, metric, grouped: 'false' }));
    const rows = await countBy(database, WEEKDAY_HOUR, { ...period, unit: 'p.id' });
    const expected = new Map(rows.map((row) => [row.key, row[metric]]));
    const found = map.cells.flatMap((row, day) => row.map((value, hour) => [`${day} ${hour}`, value] as const));
    expect(found).toHaveLength(7 * 24);
    for (const [key, value] of found) expect([key, value]).toEqual([key, expected.get(key) ?? 0]);
    if (metric === 'people') expect(map.total).toBe(8);
  });

  test('of a viewer is theirs', async () => {
    const map = await heatMap(depsFor(database, own(3)), HeatMapQuery.parse(SPAN));
    const mine = await heatMap(depsFor(database), HeatMapQuery.parse({ ...SPAN, user: '3' }));
    expect(map).toEqual(mine);
    expect(map.total).toBeGreaterThan(0);
  });
});

const shownLines = (rows: readonly { plays: number; watchedMs: number; finished: number; people: number }[]) =>
  rows.map(({ plays, watchedMs, finished, people }) => ({ plays, watched: watchedMs, finished, people }));
const inOrder = <T extends { plays: number; watched: number }>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => b.plays - a.plays || b.watched - a.watched);
const unnamed = (rows: readonly Counted[]) =>
  inOrder(rows.map(({ plays, watched, finished, people }) => ({ plays, watched, finished, people })));

describe('the busiest', () => {
  const kinds = Object.entries(KEYS).map(([by, key]) => ({ by, key }));

  test.each(kinds)('of kind $by are what a count of the rows says', async ({ by, key }) => {
    const list = await topList(depsFor(database), TopQuery.parse({ ...SPAN, by, limit: 250 }));
    const expected = await countBy(database, key, period);
    expect(inOrder(shownLines(list.lines))).toEqual(unnamed(expected));
    expect(list.found).toBe(expected.length);
    expect(list.lines.map(({ plays }) => plays)).toEqual(
      list.lines.map(({ plays }) => plays).toSorted((a, b) => b - a),
    );
  });

  test.each(['person', 'decision', 'reason', 'location', 'videoCodec'] as const)(
    'are called what they are: %s',
    async (by) => {
      const list = await topList(depsFor(database), TopQuery.parse({ ...SPAN, by, limit: 250 }));
      const expected = await countBy(database, KEYS[by], period);
      const nameOf = (line: (typeof list.lines)[number]) => (by === 'person' ? String(line.id) : (line.name ?? '-'));
      expect(list.lines.map((line) => [nameOf(line), line.plays]).toSorted()).toEqual(
        expected.map(({ key, plays }) => [key, plays]).toSorted(),
      );
    },
  );

  test.each(METRICS)('come in the order of %s, with their ranks before', async (metric) => {
    const query = TopQuery.parse({ ...SPAN, by: 'player', metric, compare: 'before' });
    const list = await topList(depsFor(database), query);
    const amount = { plays: 'plays', watched: 'watchedMs', finished: 'finished', people: 'people' }[metric] as 'plays';
    const values = list.lines.map((line) => line[amount]);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(list.comparedFrom).toBe(new Date(BEFORE).toISOString());
    const before = new Map(
      (await countBy(database, KEYS.player, { from: BEFORE, until: FROM })).map((row) => [row.key, row]),
    );
    for (const line of list.lines) {
      const was = before.get(line.name ?? '');
      const { plays = 0, watched = 0, finished = 0 } = was ?? {};
      if (was === undefined) expect(line.before).toBeNull();
      else expect(line.before).toMatchObject({ plays, watchedMs: watched, finished });
    }
    expect(list.lines.flatMap((line) => line.before?.rank ?? []).toSorted()).toEqual(
      [...before.keys()].map((_, at) => at + 1),
    );
  });

  test('lead to what they are, a page at a time', async () => {
    const all = await topList(depsFor(database), TopQuery.parse({ ...SPAN, by: 'show' }));
    const second = await topList(depsFor(database), TopQuery.parse({ ...SPAN, by: 'show', skip: 1, limit: 1 }));
    expect(second.lines).toEqual([all.lines[1]]);
    expect(second.lines[0]).toMatchObject({ rank: 2, item: { mediaType: 'show', serverId: 1 } });
    expect(second.lines[0]?.name).toMatch(/^Name \d$/);
  });

  test('of a filter are made of what it lets through, and of a viewer of their own', async () => {
    const filtered = await topList(
      depsFor(database),
      TopQuery.parse({ ...SPAN, by: 'platform', location: 'wan', watched: 'true' }),
    );
    const rows = await countBy(database, KEYS.platform, {
      ...period,
      where: `p.location = 'wan' and (p.is_live or p.view_offset_ms >= least(p.duration_ms * 0.85, coalesce(i.credits_first_ms, 1e12)))`,
    });
    expect(inOrder(shownLines(filtered.lines))).toEqual(unnamed(rows));
    const mine = await topList(depsFor(database, own(3)), TopQuery.parse({ ...SPAN, by: 'person' }));
    expect(mine.lines.map(({ id, people }) => [id, people])).toEqual([[3, 1]]);
  });
});

test('key numbers are those of the rows, of the time before too', async () => {
  const numbers = await keyNumbers(depsFor(database), KeyNumbersQuery.parse(SPAN));
  for (const [part, from, until] of [
    ['now', FROM, UNTIL],
    ['before', BEFORE, FROM],
  ] as const) {
    const [sum] = await countBy(database, "'all'", { from, until });
    expect(numbers[part]).toMatchObject({
      ...{ plays: sum?.plays, watchedMs: sum?.watched, finished: sum?.finished, people: sum?.people },
    });
    const decisions = new Map(
      (await countBy(database, KEYS.decision, { from, until, unit: 'p.id' })).map((row) => [row.key, row.plays]),
    );
    expect(numbers[part].decisions).toEqual({
      directPlay: decisions.get('direct play') ?? 0,
      directStream: decisions.get('copy') ?? 0,
      transcode: decisions.get('transcode') ?? 0,
      unknown: decisions.get('-') ?? 0,
    });
  }
  const { rows } = await database.pool.query(
    `select max(n)::int as most from (select (select count(*) from plays q join stream_snapshots t on t.id = q.stream_snapshot_id
        where not t.is_placeholder and q.anomalies is null and q.started_at between p.started_at - interval '3 hours' and p.started_at and q.stopped_at > p.started_at
          and q.started_at >= $1 and q.started_at < $2) as n
      from plays p where p.started_at >= $1 and p.started_at < $2) x`,
    [FROM, UNTIL],
  );
  expect(numbers.now.peak?.streams).toBe(rows[0]?.most);
});

test.each(METRICS)('a series of %s has in each month and line what the rows say', async (metric) => {
  const query = PlaysSeriesQuery.parse({
    from: '2020-01-05',
    to: '2020-02-20',
    by: 'month',
    split: 'platform',
    metric,
    limit: 2,
  });
  const series = await playsSeries(depsFor(database), { ...query, grouped: false });
  const month = `to_char(p.started_at at time zone 'America/New_York', 'YYYY-MM')`;
  const span = { from: '2020-01-05T05:00:00Z', until: '2020-02-21T05:00:00Z', unit: 'p.id' };
  const rows = new Map(
    (await countBy(database, `${month} || ' ' || d.platform`, span)).map((row) => [row.key, row[metric]]),
  );
  const totals = new Map((await countBy(database, KEYS.platform, span)).map((row) => [row.key, row[metric]]));
  for (const { name, values, total } of series.lines) {
    expect(values).toEqual(series.buckets.map((bucket) => rows.get(`${bucket} ${name}`) ?? 0));
    expect(total).toBe(totals.get(name ?? ''));
  }
  expect(series.lines).toHaveLength(2);
  expect(series.others?.lines).toBe(1);
});
