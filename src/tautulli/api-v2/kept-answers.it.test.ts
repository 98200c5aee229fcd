/** What is kept of real answers, over the imported sample. */
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EpochMs } from '#clock';
import { type SampleApi, startSampleApi } from '#test/compat/sample-api.ts';
import { NOBODY } from './access.ts';
import type { ReadyCommand } from './command.ts';
import { COMMANDS } from './commands.ts';
import { KeptAnswers } from './kept-answers.ts';

const NOW = 1_773_196_200_000;
const DAY_MS = 86_400_000;

let api: SampleApi;
beforeAll(async () => {
  api = await startSampleApi();
});
afterAll(() => api?.close());

type Params = Readonly<Record<string, string>>;

const KEPT = COMMANDS.filter(
  (command): command is ReadyCommand => command.state === 'ready' && command.madeOf !== undefined,
);

/** What each command can be asked; one without is asked nothing. */
const PARAMS: Readonly<Record<string, readonly Params[]>> = {
  get_home_stats: [{}, { time_range: '365', stats_type: 'duration' }, { after: '2026-02-01' }, { user_id: '1045001' }],
  get_history: [{}, { search: 'the', order_column: 'full_title' }, { media_type: 'episode', grouping: '0' }],
  get_user_watch_time_stats: [{ user_id: '1045001' }],
  get_user_player_stats: [{ user_id: '1045001' }],
  get_user_ips: [{ user_id: '1045001' }],
  get_library_watch_time_stats: [{ section_id: '1' }],
  get_library_user_stats: [{ section_id: '1' }],
  get_item_watch_time_stats: [{ rating_key: '101', query_days: '1,30,365' }],
  get_item_user_stats: [{ rating_key: '101' }],
  get_stream_data: [{ row_id: '1000' }, { session_key: '1' }],
};

const CASES = KEPT.flatMap((command) =>
  (PARAMS[command.name] ?? [{}, { time_range: '3', y_axis: 'duration' }]).map(
    (params) => [command.name, params] as const,
  ),
);

/** The command's answer at a moment, and until when it says that it holds. */
async function answerAt(name: string, params: Params, now: EpochMs) {
  const command = KEPT.find((one) => one.name === name)!;
  const sent = new Map(Object.entries(params).map(([key, value]) => [key, [value]]));
  let untilMs = Infinity;
  const answer = await command.run(sent, {
    ...(await api.apiV2.room()),
    now: () => now,
    holdsUntil: (at) => {
      untilMs = Math.min(untilMs, at);
    },
    log: api.apiV2.log,
    grant: NOBODY,
    sent,
  });
  return { answer, untilMs };
}

/** The tables that a revision tells about, and those that change together with one of them. */
const TOLD = [
  ...[
    'users',
    'server_access',
    'libraries',
    'servers',
    'plays',
    'item_snapshots',
    'stream_snapshots',
    'players',
    'imports',
  ],
  ...['user_totals', 'library_user_totals', 'rating_key_totals', 'watch_groups', 'play_blocks', 'sessions'],
];

test.each(CASES)('%s %o is made of what the revision tells about', async (name, params) => {
  const { rows } = await api.database.db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const spy = vi.spyOn(Client.prototype, 'query');
  await answerAt(name, params, NOW);
  const asked = JSON.stringify(spy.mock.calls.map(([query]) => query));
  spy.mockRestore();
  const read = rows.filter((table) => new RegExp(`(from|join) (\\\\")?${table.name}\\b`).test(asked));
  expect(read.length).toBeGreaterThan(0);
  expect(read.map((table) => table.name).filter((table) => !TOLD.includes(table))).toEqual([]);
});

const MOMENTS = [NOW, NOW + 1_234, NOW - 200 * DAY_MS + 500, NOW + 20 * DAY_MS];

test.each(CASES)('%s %o holds as long as it says', async (name, params) => {
  for (const now of MOMENTS) {
    const { answer, untilMs } = await answerAt(name, params, now);
    expect(untilMs).toBeGreaterThan(now);
    const later = Math.min(untilMs - 1, now + 500 * DAY_MS);
    expect((await answerAt(name, params, later)).answer).toEqual(answer);
  }
});

test('a kept answer is given again over the wire, and another one after a change', async () => {
  const asked = vi.spyOn(KeptAnswers.prototype, 'answer');
  const first = await api.ask('get_users_table', { length: '3' });
  expect(await api.ask('get_users_table', { length: '3' })).toEqual(first);
  expect(asked).toHaveBeenCalledTimes(2);
  await api.database.db.execute(sql`update users set friendly_name = 'Somebody Else'`);
  expect(JSON.stringify((await api.ask('get_users_table', { length: '3' })).body)).toContain('Somebody Else');
  asked.mockRestore();
});
