/** A key for one server is told of that server alone, over both interfaces. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfToken } from '#auth/sessions.ts';
import type { KeyScope } from '#contract/api-keys.ts';
import { inTransaction } from '#db/pool.ts';
import { apiKeys } from '#db/schema/index.ts';
import { rebuildSummaries } from '#history/summaries.ts';
import { startWorld, type World } from './roles-world.ts';

let world: World;
/** Plex's program at home, and another one with three plays of one person. */
let first: number;
let second: number;
let person: number;
const PLAYS = 3;

const numberOf = async (query: ReturnType<typeof sql>): Promise<number> =>
  (await world.db.execute<{ n: number }>(query)).rows[0]?.n ?? 0;

async function keyFor(serverId: number, scope: KeyScope = 'read'): Promise<string> {
  const key = `${scope}-${serverId}`.padEnd(40, '0');
  const row = { name: key, scope, serverId: serverId as never, keyHash: hashOfToken(key) };
  await world.db.insert(apiKeys).values(row).onConflictDoNothing();
  return key;
}

async function ask(key: string, url: string, method: 'GET' | 'POST' = 'GET') {
  const response = await world.app.inject({
    method,
    url,
    headers: { 'x-api-key': key },
    ...(method === 'POST' && { payload: {} }),
  });
  return { status: response.statusCode, json: response.body === '' ? null : response.json() };
}

const REFUSAL = 'This apikey is for one server, and this API tells of others';

/** Whether a command of the compatible API ran, or why not; some refuse without a word. */
async function ran(key: string, cmd: string): Promise<boolean | string> {
  const { status, json } = await ask(key, `/api/v2?cmd=${cmd}`);
  if (json === null) return status === 400 && REFUSAL;
  return json.response.result === 'success' || json.response.message;
}

async function addSecond(): Promise<void> {
  const { db } = world;
  await db.execute(sql`insert into servers (name, token_sealed, url) values ('Second', '-', 'http://second.example')`);
  second = await numberOf(sql`select max(id) as n from servers`);
  await db.execute(
    sql`insert into libraries (server_id, section_id, name, type) values (${second}, 77, 'Second films', 'movie')`,
  );
  await db.execute(sql`with item as (insert into items (server_id, identity, media_type) values (${second}, 'plex://movie/second', 'movie') returning id)
    insert into item_snapshots (item_id, hash, base_hash, rating_key, guid, section_id, media_type, is_live, title, full_title,
      genres, directors, writers, actors, labels, is_markers_known, is_placeholder)
    select id, 'second', 'second', '7001', 'plex://movie/second', 77, 'movie', false, 'Second film', 'Second film', '{}', '{}', '{}', '{}', '{}', false, false from item`);
  person = await numberOf(
    sql`select min(user_id) as n from user_totals where play_count > 20 and user_id in (select id from users where plex_user_id > 0 and not is_placeholder)`,
  );
  const copied = sql`select * from plays where user_id = ${person} and library_id is not null and stopped_at > started_at
    and anomalies is null and item_snapshot_id in (select id from item_snapshots where not is_placeholder) order by id desc limit ${PLAYS}`;
  await inTransaction(db, async (tx) => {
    await tx.execute(sql`with taken as (${copied}), fresh as (
        insert into watch_groups (started_at, last_started_at, stopped_at, watched_ms, paused_ms, id, server_id, user_id, item_id, latest_play_id, best_play_id, play_count, percent_complete)
        select t.started_at, t.started_at, t.stopped_at, t.watched_ms, t.paused_ms, 900000 + t.id, ${second}::int, t.user_id, (select max(id) from items), 900000 + t.id, 900000 + t.id, 1, t.percent_complete
        from taken t returning id)
      insert into plays (started_at, stopped_at, watched_ms, paused_ms, id, server_id, watch_group_id, user_id, item_snapshot_id, stream_snapshot_id, player_id, library_id, percent_complete, is_live, ip_address)
      overriding system value
      select t.started_at, t.stopped_at, t.watched_ms, t.paused_ms, 900000 + t.id, ${second}::int, 900000 + t.id, t.user_id, (select max(id) from item_snapshots), t.stream_snapshot_id, t.player_id,
        (select max(id) from libraries), t.percent_complete, t.is_live, '198.51.100.7' from taken t where exists (select from fresh)`);
    await rebuildSummaries(tx);
  });
}

beforeAll(async () => {
  world = await startWorld();
  first = await numberOf(sql`select min(id) as n from servers`);
}, 120_000);
afterAll(() => world?.close());

describe('the compatible API', () => {
  test.each<[KeyScope, string, boolean]>([
    ['read', 'get_history', true],
    ['read', 'delete_history', false],
    ['write', 'delete_history', true],
    ['write', 'delete_all_user_history', false],
    ['admin', 'delete_all_user_history', false],
    ['admin', 'delete_history', true],
    ['admin', 'restart', false],
    ['admin', 'get_settings', false],
  ])('a key of the only server with the right to %s: %s', async (scope, cmd, isAllowed) => {
    const needed = world.commands.find(({ name }) => name === cmd)?.access;
    const said = await ran(await keyFor(first, scope), cmd);
    expect([needed, said]).toEqual([needed, isAllowed || `This apikey may not use the command ${cmd}`]);
  });

  test('tells nothing to a key for one server where there are several', async () => {
    await addSecond();
    for (const server of [first, second])
      for (const { name, isOpen } of world.commands)
        expect([name, await ran(await keyFor(server, 'admin'), name)]).toEqual([name, isOpen || REFUSAL]);
    expect(await ran('read-key'.padEnd(43, '0'), 'get_history')).toBe(true);
  });
});

describe('our own API tells a key for one server', () => {
  test.each(['first', 'second'] as const)('all of the %s and nothing else', async (which) => {
    const id = which === 'first' ? first : second;
    const key = await keyFor(id);
    const plays = await numberOf(sql`select count(*)::int as n from plays where server_id = ${id}`);
    const get = async (url: string) => (await ask(key, `/api/v3/${url}`)).json;
    expect(await get('history/totals')).toMatchObject({ plays });
    const { rows } = await get('history?view=plays&limit=200');
    expect(new Set(rows.map(({ server }: { server: { id: number } }) => server.id))).toEqual(new Set([id]));
    const people: { id: number; plays: number }[] = (await get('users?limit=500')).rows;
    const known = await numberOf(
      sql`select count(*)::int as n from plays p join users u on u.id = p.user_id and not u.is_placeholder and not u.is_deleted where p.server_id = ${id}`,
    );
    expect(people.reduce((sum, one) => sum + one.plays, 0)).toBe(known);
    const libraries: { serverId: number }[] = (await get('libraries?limit=500')).rows;
    expect(new Set(libraries.map(({ serverId }) => serverId))).toEqual(new Set([id]));
    expect((await get('servers')).map((one: { id: number }) => one.id)).toEqual([id]);
    const { sessions, servers } = await get('activity');
    expect(servers.map((one: { id: number }) => one.id)).toEqual([id]);
    expect(sessions.length > 0).toBe(which === 'first');
    const { cards } = await get('statistics/home?days=36500&cards=top_libraries,top_users&grouped=false&limit=100');
    for (const { shown } of cards[0].lines)
      expect(await numberOf(sql`select server_id as n from plays where id = ${shown.playId}`)).toBe(id);
    if (which === 'second') expect(cards[1].lines.map((line: { plays: number }) => line.plays)).toEqual([PLAYS]);
    expect(await get('sign-ins')).toEqual({ total: 0, found: 0, rows: [] });
    expect(await get('newsletters/log')).toEqual({ total: 0, found: 0, rows: [] });
    expect((await get('notifications/log')).total).toBe(
      await numberOf(sql`select count(*)::int as n from notification_log where server_id = ${id}`),
    );
    expect((await get('exports')).total).toBe(
      await numberOf(sql`select count(*)::int as n from exports where server_id = ${id}`),
    );
  });

  test('of a person what they did there', async () => {
    const key = await keyFor(second);
    const { json } = await ask(key, `/api/v3/users/${person}`);
    expect(json.windows.at(-1).plays).toBe(PLAYS);
    expect(json.players.reduce((sum: number, one: { plays: number }) => sum + one.plays, 0)).toBe(PLAYS);
    const addresses = await ask(key, `/api/v3/users/${person}/addresses`);
    expect(addresses.json.rows.map((one: { ipAddress: string; plays: number }) => [one.ipAddress, one.plays])).toEqual([
      ['198.51.100.7', PLAYS],
    ]);
  });

  test('that what is on others does not exist', async () => {
    const key = await keyFor(second, 'write');
    const play = await numberOf(sql`select max(id) as n from plays where server_id = ${first}`);
    const library = await numberOf(sql`select min(id) as n from libraries where server_id = ${first}`);
    const item = await numberOf(sql`select min(id) as n from items where server_id = ${first}`);
    const stream = await numberOf(sql`select min(id) as n from sessions`);
    const stranger = await numberOf(sql`select min(id) as n from users where id <> ${person} and not is_placeholder
      and id not in (select user_id from server_access where server_id = ${second})`);
    for (const url of [
      `history/${play}`,
      `history/${play}/stream`,
      `libraries/${library}`,
      `items/${item}/statistics`,
      `users/${stranger}`,
      `users/${stranger}/addresses`,
    ])
      expect([url, (await ask(key, `/api/v3/${url}`)).status]).toEqual([url, 404]);
    expect(stream).toBeGreaterThan(0);
  });
});
