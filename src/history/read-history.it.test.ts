import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { HistoryQuery, type HistoryRow } from '#contract/history.ts';
import type { ServerId } from '#contract/ids.ts';
import { servers } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { aListed, aStream, ratingKey } from '#monitoring/testing.ts';
import { Problem } from '#problem';
import { SEES_ALL } from '#users/visible.ts';
import { backFill, type PastPlay } from './back-fill.ts';
import { createHistoryReader, type HistoryReader } from './read-history.ts';

const T0 = 1_700_000_000_000;
const MINUTE = 60_000;

let database: TestDatabase;
let reader: HistoryReader;
let total = 0;

/** Plays of three people, some resumed; several end in the same millisecond. */
function* past(): Generator<PastPlay> {
  for (let i = 0; i < 137; i += 1) {
    const item = i % 9;
    const person = i % 3;
    const startedAt = T0 + Math.floor(i / 3) * 200 * MINUTE;
    const offset = i % 2 === 0 ? 10 : 20;
    yield {
      listed: aListed({
        account: { accountId: 70 + person, name: ['anna', 'bob', 'cleo'][person]!, thumb: null },
        item: {
          ratingKey: ratingKey(String(100 + item)),
          title: `Film ${item}`,
          fullTitle: `Film ${item}`,
          mediaType: item === 8 ? 'episode' : 'movie',
          grandparentTitle: item === 8 ? '100% Harbour_News' : null,
        },
        stream: aStream({ decision: item % 2 === 0 ? 'direct play' : 'transcode' }),
      }),
      startedAt,
      stoppedAt: startedAt + offset * MINUTE,
      pausedMs: 0,
      viewOffsetMs: offset * MINUTE,
    };
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  const [server] = await database.db
    .insert(servers)
    .values({ name: 'A', url: 'http://a', tokenSealed: '-' })
    .returning({ id: servers.id });
  total = await backFill(database.db, server!.id as ServerId, DEFAULT_SETTINGS, past(), () => undefined);
  reader = createHistoryReader({
    db: database.db,
    imageUrl: (_server, path) => `/signed${path}`,
    settings: async () => DEFAULT_SETTINGS,
    context: () => ({ now: T0 + 100 * 86_400_000, timeZone: 'America/New_York' }),
  });
});
afterAll(() => database.drop());

async function walk(query: Record<string, unknown>): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.page(SEES_ALL, HistoryQuery.parse({ limit: 10, ...query, cursor }));
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

describe('the history', () => {
  test('pages through every play once, newest start first', async () => {
    const rows = await walk({ view: 'plays' });
    expect(rows).toHaveLength(total);
    expect(new Set(rows.map((row) => row.playId)).size).toBe(total);
    const starts = rows.map((row) => row.startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  test('groups hold all plays, with their sums', async () => {
    const groups = await walk({ view: 'groups' });
    const plays = await walk({ view: 'plays' });
    expect(groups.length).toBeLessThan(plays.length);
    expect(groups.reduce((sum, row) => sum + row.playCount, 0)).toBe(plays.length);
    expect(groups.reduce((sum, row) => sum + row.watchedMs, 0)).toBe(
      plays.reduce((sum, row) => sum + row.watchedMs, 0),
    );
  });

  test.each<[string, Record<string, unknown>, (row: HistoryRow) => boolean]>([
    ['a person by name', { search: 'ANNA' }, (row) => row.user.username === 'anna'],
    [
      'every word must occur',
      { search: 'film 3 anna' },
      (row) => row.item.title === 'Film 3' && row.user.username === 'anna',
    ],
    ['wildcards are letters', { search: '100% harbour_' }, (row) => row.item.grandparentTitle === '100% Harbour_News'],
    ['a media type', { mediaType: 'episode' }, (row) => row.item.mediaType === 'episode'],
    ['a decision', { decision: 'transcode' }, (row) => row.decision === 'transcode'],
  ])('narrowed by %s, with totals that agree', async (_name, filter, matches) => {
    const everything = await walk({ view: 'plays' });
    const expected = everything.filter(matches);
    const found = await walk({ view: 'plays', ...filter });
    expect(found.map((row) => row.playId)).toEqual(expected.map((row) => row.playId));
    expect(expected.length).toBeGreaterThan(0);
    expect(await reader.totals(SEES_ALL, HistoryQuery.parse(filter))).toEqual({
      plays: expected.length,
      groups: new Set(expected.map((row) => row.groupId)).size,
      people: new Set(expected.map((row) => row.user.id)).size,
      watchedMs: expected.reduce((sum, row) => sum + row.watchedMs, 0),
    });
  });

  test('nothing matches: an empty page and zeros', async () => {
    expect(await reader.page(SEES_ALL, HistoryQuery.parse({ search: "nobody' or 1=1 --" }))).toEqual({
      rows: [],
      nextCursor: null,
    });
    expect(await reader.totals(SEES_ALL, { search: 'nobody' })).toEqual({
      plays: 0,
      groups: 0,
      people: 0,
      watchedMs: 0,
    });
  });

  test('a play in detail, with the other plays of its group', async () => {
    const group = (await walk({ view: 'groups' })).find((row) => row.playCount > 1);
    const detail = await reader.detail(SEES_ALL, group!.playId);
    expect(detail.segments).toHaveLength(group!.playCount);
    expect(detail.row).toEqual(group);
    expect(detail.stream.source.videoFullResolution).toBe('1080p');
  });

  test('a cursor that was not given out, and a play that is not there', async () => {
    for (const cursor of ['x', '1', '1.9999999999', '-1.1']) {
      await expect(reader.page(SEES_ALL, HistoryQuery.parse({ cursor })).then(() => 'a page')).rejects.toThrow(Problem);
    }
    await expect(reader.detail(SEES_ALL, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });
});
