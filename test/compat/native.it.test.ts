/** The native API says the same as the compatible one, of the imported sample. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openHistory } from '#cli/open-history.ts';
import { openItemsAlone } from '#cli/open-items-testing.ts';
import { openNative } from '#cli/open-native.ts';
import { openExportsAlone, openLibrariesAlone, openPeopleAlone } from '#cli/open-people-testing.ts';
import { openStatisticsAlone } from '#cli/open-statistics-testing.ts';
import { systemClock } from '#clock';
import { pinnedFor } from '#config/pinned-settings.ts';
import { createSettingsStore } from '#config/settings-store.ts';
import { HistoryQuery, type HistoryRow } from '#contract/history.ts';
import { LibrariesQuery } from '#contract/libraries.ts';
import { LogQuery } from '#contract/logs.ts';
import { PeopleQuery } from '#contract/people.ts';
import { ConcurrencyQuery, HomeQuery, PlaysSeriesQuery } from '#contract/statistics.ts';
import { createHistoryReader, type HistoryReader } from '#history/read-history.ts';
import type { NativeApi } from '#http/native-api.ts';
import { aNativeLive } from '#http/native-live-testing.ts';
import { aNotifierDesk } from '#http/native-testing.ts';
import { silentLog } from '#log';
import { testBox } from '#tautulli/import/import-testing.ts';
import { SEES_ALL } from '#users/visible.ts';
import { type SampleApi, startSampleApi } from './sample-api.ts';

const CONTEXT = { now: 1_773_196_200_000, timeZone: 'America/New_York' };
/** A person with plays in several libraries, and a show. */
const PERSON = 1_045_002;
const SHOW = '1428';

let sample: SampleApi;
let native: NativeApi;
let history: HistoryReader;

beforeAll(async () => {
  sample = await startSampleApi();
  const { db } = sample.database;
  const store = createSettingsStore({
    ...{ db, secretBox: testBox, pinned: pinnedFor({}), clock: systemClock(), log: silentLog },
  });
  const imageUrl = (_server: number, path: string): string => path;
  const common = { settings: () => store.current(), context: () => CONTEXT, imageUrl };
  const people = openPeopleAlone({ db: () => db, ...common });
  const libraries = openLibrariesAlone({ db: () => db, ...common });
  const items = openItemsAlone({ db: () => db, ...common });
  const exports = openExportsAlone(() => db);
  const statistics = openStatisticsAlone({ db: () => db, ...common });
  history = createHistoryReader({ db, ...common });
  const edits = openHistory({ db: () => db, reader: () => history, ...common });
  native = openNative({
    db: () => db,
    live: aNativeLive,
    people,
    history: edits,
    notifiers: aNotifierDesk,
    libraries,
    exports,
    statistics,
    items,
    ...common,
  });
}, 120_000);
afterAll(() => sample?.close());

const Answer = z.object({ response: z.object({ result: z.literal('success'), data: z.unknown() }) });

/** Data of a compatible command. */
async function asked<T>(schema: z.ZodType<T>, cmd: string, params: Record<string, string> = {}): Promise<T> {
  const { body } = await sample.ask(cmd, params);
  return schema.parse(Answer.parse(body).response.data);
}

const number = z.coerce.number();
const Table = <T extends z.ZodType>(row: T) =>
  z.object({ recordsFiltered: z.number(), recordsTotal: z.number(), data: z.array(row) });

const whole = (ms: number): number => Math.floor(ms / 1000);

describe('people and libraries', () => {
  test.each([
    ['0', 'plays'],
    ['1', 'groups'],
  ] as const)('plays and watched time of everybody, grouping %s', async (grouping, unit) => {
    const row = z.object({ user_id: number, plays: number, duration: number, friendly_name: z.string() });
    const { data, recordsFiltered } = await asked(Table(row), 'get_users_table', { length: '500', grouping });
    const { rows, found } = await native.people(SEES_ALL, PeopleQuery.parse({ limit: 500 }));
    expect(found).toBe(recordsFiltered);
    const ours = rows.map((one) => [one.plexUserId, one.name, one[unit], whole(one.watchedMs)]);
    const theirs = data.map((one) => [one.user_id, one.friendly_name, one.plays, one.duration]);
    expect(new Set(ours.map(String))).toEqual(new Set(theirs.map(String)));
  });

  test('plays and watched time of every library', async () => {
    const row = z.object({ section_id: number, section_name: z.string(), plays: number, duration: number });
    const { data } = await asked(Table(row), 'get_libraries_table', { length: '500', grouping: '0' });
    const { rows } = await native.libraries(SEES_ALL, LibrariesQuery.parse({ limit: 500 }));
    const ours = rows.map((one) => [one.sectionId, one.name, one.plays, whole(one.watchedMs)]);
    const theirs = data.map((one) => [one.section_id, one.section_name, one.plays, one.duration]);
    expect(new Set(ours.map(String))).toEqual(new Set(theirs.map(String)));
  });

  const Times = z.array(z.object({ query_days: number, total_plays: number, total_time: number }));
  const windowsOf = (windows: readonly { days: number | null; groups: number; watchedMs: number }[]) =>
    windows.map(({ days, groups, watchedMs }) => ({
      query_days: days ?? 0,
      total_plays: watchedMs < 1000 ? 0 : groups,
      total_time: whole(watchedMs),
    }));

  test('watch time and players of a person', async () => {
    const { rows } = await native.people(SEES_ALL, PeopleQuery.parse({ limit: 500 }));
    const id = rows.find(({ plexUserId }) => plexUserId === PERSON)!.id;
    const { windows, players } = await native.person(SEES_ALL, id);
    const user_id = String(PERSON);
    expect(windowsOf(windows)).toEqual(await asked(Times, 'get_user_watch_time_stats', { user_id, grouping: '1' }));
    const Players = z.array(z.object({ player_name: z.string(), total_plays: number, total_time: number }));
    expect(players.map((one) => [one.title, one.groups, whole(one.watchedMs)])).toEqual(
      (await asked(Players, 'get_user_player_stats', { user_id, grouping: '1' })).map((one) => Object.values(one)),
    );
    const Seen = Table(z.object({ ip_address: z.string(), play_count: number }));
    const { data } = await asked(Seen, 'get_user_ips', { user_id, length: '100' });
    expect(
      (await native.addresses(SEES_ALL, id, { offset: 0, limit: 100 })).rows.map((one) => [one.ipAddress, one.plays]),
    ).toEqual(data.map((one) => [one.ip_address, one.play_count]));
    await expect(native.person(SEES_ALL, 999_999)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('watch time and people of a library', async () => {
    const { rows } = await native.libraries(SEES_ALL, LibrariesQuery.parse({}));
    const library = rows.find(({ sectionId }) => sectionId === 2)!;
    const { windows, people } = await native.library(SEES_ALL, library.id);
    expect(windowsOf(windows)).toEqual(
      await asked(Times, 'get_library_watch_time_stats', { section_id: '2', grouping: '1' }),
    );
    const Users = z.array(z.object({ friendly_name: z.string(), total_plays: number, total_time: number }));
    const theirs = await asked(Users, 'get_library_user_stats', { section_id: '2' });
    expect(people.map((one) => [one.name, one.plays, whole(one.watchedMs)])).toEqual(
      theirs.map((one) => [one.friendly_name, one.total_plays, one.total_time]),
    );
  });

  test('watch time of a show, asked for by one of its episodes', async () => {
    const rows = await walk({ view: 'plays', mediaType: 'episode', live: 'false' });
    const theirs = await asked(Times, 'get_item_watch_time_stats', { rating_key: SHOW, grouping: '1' });
    for (const row of rows) {
      const statistics = await native.itemStatistics(SEES_ALL, row.item.id, 'grandparent');
      if (statistics.ratingKey !== SHOW) continue;
      expect(windowsOf(statistics.windows)).toEqual(theirs);
      return;
    }
    expect.unreachable('no episode of the show was played');
  });
});

describe('statistics', () => {
  const Graph = z.object({
    categories: z.array(z.string()),
    series: z.array(z.object({ name: z.string(), data: z.array(number) })),
  });
  const NAMES: Record<string, string> = { TV: 'episode', Movies: 'movie', Music: 'track', 'Live TV': 'live' };

  test.each([
    ['plays', 'plays', 1],
    ['watched', 'duration', 1000],
  ] as const)('%s by day and kind', async (metric, y_axis, unit) => {
    const theirs = await asked(Graph, 'get_plays_by_date', { time_range: '30', y_axis, grouping: '1' });
    const ours = await native.playsSeries(
      SEES_ALL,
      PlaysSeriesQuery.parse({ days: 30, split: 'mediaType', metric, grouped: 'true' }),
    );
    expect(ours.buckets).toEqual(theirs.categories);
    for (const { name, data } of theirs.series.filter((one) => one.name !== 'Total')) {
      const line = ours.lines.find((one) => one.name === NAMES[name]);
      expect(line?.values.map((value) => Math.floor(value / unit)) ?? data.map(() => 0), name).toEqual(data);
    }
  });

  test('plays by person over days', async () => {
    const user_id = String(PERSON);
    const theirs = await asked(Graph, 'get_plays_by_date', { time_range: '90', user_id, grouping: '0' });
    const graphLines = theirs.series.filter(({ name }) => name !== 'Total');
    const { rows } = await native.people(SEES_ALL, PeopleQuery.parse({ limit: 500 }));
    const id = rows.find(({ plexUserId }) => plexUserId === PERSON)!.id;
    const query = { days: 90, split: 'user', grouped: 'false', mediaType: 'movie,episode,track' };
    const ours = await native.playsSeries(SEES_ALL, PlaysSeriesQuery.parse(query));
    const sums = theirs.categories.map((_, at) => graphLines.reduce((sum, { data }) => sum + (data[at] ?? 0), 0));
    expect(ours.lines.find((line) => line.id === id)?.values).toEqual(sums);
  });

  test('the most streams at the same time', async () => {
    const theirs = await asked(Graph, 'get_concurrent_streams_by_stream_type', { time_range: '30' });
    const ours = await native.concurrency(SEES_ALL, ConcurrencyQuery.parse({ days: 30 }));
    expect(ours.days).toEqual(theirs.categories);
    const lines = new Map(theirs.series.map(({ name, data }) => [name, data]));
    expect(ours.byDecision.map(({ values }) => values)).toEqual([
      lines.get('Direct Play'),
      lines.get('Direct Stream'),
      lines.get('Transcode'),
    ]);
  });

  test('the cards', async () => {
    const Row = z.object({ total_plays: number.optional(), total_duration: number.optional() });
    const Cards = z.array(z.object({ stat_id: z.string(), rows: z.array(Row) }));
    const theirs = await asked(Cards, 'get_home_stats', { time_range: '30', grouping: '1', stats_count: '5' });
    const ours = await native.home(SEES_ALL, HomeQuery.parse({ grouped: 'true', limit: '5' }));
    expect(ours.cards.map(({ name }) => name)).toEqual(theirs.map(({ stat_id }) => stat_id));
    for (const [at, card] of ours.cards.entries()) {
      const rows = theirs[at]?.rows ?? [];
      if (card.kind === 'ranking')
        expect(
          card.lines.map(({ plays }) => plays),
          card.name,
        ).toEqual(rows.map(({ total_plays }) => total_plays));
      else if (card.kind === 'last_watched') expect(card.plays).toHaveLength(rows.length);
    }
  });
});

async function walk(query: Record<string, unknown>): Promise<HistoryRow[]> {
  const rows: HistoryRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await history.page(SEES_ALL, HistoryQuery.parse({ limit: 200, ...query, cursor }));
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

describe('the history', () => {
  test.each<[Record<string, string>, (row: HistoryRow) => boolean]>([
    [{ mediaType: 'track,clip' }, ({ item }) => item.mediaType === 'track' || item.mediaType === 'clip'],
    [{ mediaType: '!episode' }, ({ item }) => item.mediaType !== 'episode'],
    [{ decision: '!direct play' }, ({ decision }) => decision !== 'direct play'],
    [{ user: '3,5' }, ({ user }) => user.id === 3 || user.id === 5],
    [{ user: '!3' }, ({ user }) => user.id !== 3],
    [{ location: 'wan', live: 'false' }, ({ network, item }) => network.location === 'wan' && !item.isLive],
    [{ platform: 'iOS' }, ({ player }) => player.platform === 'iOS'],
    [{ player: '!Living Room' }, ({ player }) => player.title !== 'Living Room'],
    [{ live: 'true' }, ({ item }) => item.isLive],
    [{ watched: 'true' }, ({ isWatched }) => isWatched],
    [{ watched: 'false', user: '3' }, ({ isWatched, user }) => !isWatched && user.id === 3],
    [
      { from: '2026-02-01', to: '2026-02-28' },
      ({ startedAt }) => startedAt >= '2026-02-01T05' && startedAt < '2026-03-01T05',
    ],
    [{ to: '2025-01-01T00:00:00Z' }, ({ startedAt }) => startedAt < '2025-01-01T00'],
  ])('%j lets through what it says, and its totals and statistics agree', async (filter, matches) => {
    const all = await walk({ view: 'plays' });
    const expected = all.filter(matches);
    const found = await walk({ view: 'plays', ...filter });
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map(({ playId }) => playId)).toEqual(expected.map(({ playId }) => playId));
    const totals = await history.totals(SEES_ALL, HistoryQuery.parse(filter));
    expect(totals).toMatchObject({
      plays: expected.length,
      groups: new Set(expected.map(({ groupId }) => groupId)).size,
      people: new Set(expected.map(({ user }) => user.id)).size,
    });
    expect(await native.historyTotals(SEES_ALL, HistoryQuery.parse(filter))).toEqual(totals);
    const asked = PlaysSeriesQuery.parse({ by: 'hour', grouped: 'false', from: '2020-01-01', ...filter });
    const series = await native.playsSeries(SEES_ALL, asked);
    // A play that never ended is in no statistic.
    const ended = expected.filter(({ playId }) => playId !== NEVER_ENDED);
    expect(series.lines[0]?.total).toBe(ended.length);
  });

  /** The one play of the sample without an end. */
  const NEVER_ENDED = 69;

  test('rows of a person as the compatible API counts them', async () => {
    const user_id = String(PERSON);
    const { rows: people } = await native.people(SEES_ALL, PeopleQuery.parse({ limit: 500 }));
    const user = String(people.find(({ plexUserId }) => plexUserId === PERSON)!.id);
    const Counted = z.object({ recordsFiltered: z.number() });
    for (const [grouping, view] of [
      ['0', 'plays'],
      ['1', 'groups'],
    ] as const) {
      const params = { user_id, grouping, include_activity: '0', length: '1' };
      const { recordsFiltered } = await asked(Counted, 'get_history', params);
      expect(await walk({ view, user }), view).toHaveLength(recordsFiltered);
    }
  });
});

test.each([
  ['get_notification_log', 'notificationLog'],
  ['get_newsletter_log', 'newsletterLog'],
  ['get_user_logins', 'signIns'],
  ['get_exports_table', 'exports'],
] as const)('%s has as many rows', async (cmd, name) => {
  const { recordsTotal } = await asked(z.object({ recordsTotal: z.number() }), cmd);
  const page = await native[name](SEES_ALL, LogQuery.parse({ limit: 500 }));
  expect(page.total).toBe(recordsTotal);
  expect(page.rows).toHaveLength(recordsTotal);
});
