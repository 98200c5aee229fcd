import { afterAll, beforeAll, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import type { ServerId } from '#contract/ids.ts';
import { BandwidthQuery, OutagesQuery, PlacesQuery } from '#contract/statistics-network.ts';
import { serverGaps } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { bandwidth } from './native-bandwidth.ts';
import { countBy, depsFor, fillVaried, own } from './native-more-testing.ts';
import { outages } from './native-outages.ts';
import { places } from './native-places.ts';
import { createPlaceLookups, type Place } from './place-lookups.ts';

const SPAN = { from: '2020-01-20', to: '2020-01-21' };
const period = { from: '2020-01-20T05:00:00Z', until: '2020-01-22T05:00:00Z' };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillVaried(database);
});
afterAll(() => database.drop());

/** Level by level: whatever begins or ends makes a new one. */
const LEVELS = `with s as (select greatest(date_trunc('second', started_at), $1::timestamptz) as a,
    least(date_trunc('second', stopped_at), $2::timestamptz) as b, bandwidth_kbps as k
    from plays where anomalies is null and bandwidth_kbps > 0 and started_at >= $1::timestamptz - interval '1 day'
      and started_at < $2::timestamptz and stopped_at > $1::timestamptz and ($3::text is null or location = $3)),
  t as (select a as at from s union select b from s union select $1::timestamptz union select $2::timestamptz),
  p as (select at, lead(at) over (order by at) as until from t)
  select coalesce((select sum(k) from s where a <= p.at and b > p.at), 0)::int as level, extract(epoch from until - at)::int as seconds
  from p where until is not null`;

test.each([
  ['all', null],
  ['lan', 'lan'],
] as const)('the bandwidth of %s is that of the streams that ran at each moment', async (network, location) => {
  const answer = await bandwidth(depsFor(database), BandwidthQuery.parse(SPAN));
  const { rows } = await database.pool.query<{ level: number; seconds: number }>(LEVELS, [
    period.from,
    period.until,
    location,
  ]);
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const line = answer.lines.find((one) => one.network === network);
  expect(seconds).toBe(2 * 86_400);
  expect(line?.whole.max).toBe(Math.max(...rows.map(({ level }) => level)));
  expect(line?.whole.average).toBe(Math.round(rows.reduce((sum, row) => sum + row.level * row.seconds, 0) / seconds));
  const above = rows.filter(({ level }) => level > (line?.whole.p95 ?? 0)).reduce((sum, row) => sum + row.seconds, 0);
  expect(above).toBeLessThanOrEqual(seconds * 0.05);
  expect(answer.buckets).toEqual(['2020-01-20T05:00:00.000Z', '2020-01-21T05:00:00.000Z']);
  expect(Math.max(...(line?.max ?? []))).toBe(line?.whole.max);
});

test('hours have a bandwidth each, and a viewer sees that of their own streams', async () => {
  const query = BandwidthQuery.parse({ ...SPAN, by: 'hour' });
  const all = await bandwidth(depsFor(database), query);
  const mine = await bandwidth(depsFor(database, own(3)), query);
  expect(all.lines.map(({ max }) => max.length)).toEqual([48, 48, 48]);
  expect(mine).toEqual(await bandwidth(depsFor(database), BandwidthQuery.parse({ ...SPAN, by: 'hour', user: '3' })));
  expect(mine.streams).toBeLessThan(all.streams);
  await expect(bandwidth(depsFor(database), BandwidthQuery.parse({ from: '2000-01-01', by: 'hour' }))).rejects.toThrow(
    /more than 3660 parts/,
  );
});

test('outages are the gaps that reach into the time', async () => {
  const gap = (startedAt: string, endedAt: string | null) => ({
    ...{ serverId: 1 as ServerId, startedAt: new Date(startedAt), reason: 'link_lost' as const },
    endedAt: endedAt === null ? null : new Date(endedAt),
  });
  await database.db
    .insert(serverGaps)
    .values([
      gap('2020-01-01T00:00:00Z', '2020-01-01T01:00:00Z'),
      gap('2020-01-20T04:00:00Z', '2020-01-20T06:30:00Z'),
      gap('2020-01-22T04:30:00Z', null),
    ]);
  const { outages: found } = await outages(depsFor(database), OutagesQuery.parse(SPAN));
  expect(found.map(({ server, until, lengthMs }) => [server.name, until, lengthMs / 60_000])).toEqual([
    ['A', '2020-01-20T06:30:00.000Z', 90],
    ['A', null, 30],
  ]);
});

test('places are those of the addresses, which are looked up afterwards', async () => {
  const asked: string[] = [];
  let answers: (address: string) => Place | 'unknown' | null = () => null;
  const lookups = createPlaceLookups({
    ...{ db: () => database.db, clock: manualClock(), log: silentLog },
    ask: async (address) => {
      asked.push(address);
      return answers(address);
    },
  });
  const ask = () => places({ ...depsFor(database), lookups }, PlacesQuery.parse(SPAN));
  const vik = { city: 'Vík', region: 'South', country: 'Iceland', countryCode: 'IS', latitude: 63.4, longitude: -19 };
  answers = (address) => (address === '203.0.113.1' ? 'unknown' : vik);
  const first = await ask();
  expect([first.places, first.pending.addresses]).toEqual([[], 5]);
  await lookups.idle();
  expect(asked).toHaveLength(5);
  const second = await ask();
  const rows = await countBy(
    database,
    `case when p.ip_address is null or host(p.ip_address) = '203.0.113.1' then 'unknown'
      when host(p.ip_address) like '192.168.%' then 'home' else 'Vík' end`,
    period,
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  const shown = (key: string) => {
    const { plays, watched, people } = found.get(key) ?? {};
    return { plays, watchedMs: watched, people };
  };
  expect(second.places).toMatchObject([{ city: 'Vík', code: 'IS', addresses: 4, ...shown('Vík') }]);
  expect(second.home).toMatchObject({ addresses: 1, ...shown('home') });
  expect(second.unknown).toMatchObject({ addresses: 2, ...shown('unknown') });
  expect(second.pending.plays).toBe(0);
  await lookups.idle();
  expect(asked).toHaveLength(5);
});

test('while plex.tv does not answer nothing is pending, and it is left in peace', async () => {
  await database.pool.query('delete from address_places');
  const asked: string[] = [];
  const ask = async (address: string) => {
    asked.push(address);
    return null;
  };
  const clock = manualClock();
  const lookups = createPlaceLookups({ db: () => database.db, clock, log: silentLog, ask });
  lookups.want(['203.0.113.9', '203.0.113.8']);
  await lookups.idle();
  expect(asked).toEqual(['203.0.113.9']);
  expect(lookups.want(['203.0.113.9'])).toEqual(new Set());
  expect(asked).toHaveLength(1);
});
