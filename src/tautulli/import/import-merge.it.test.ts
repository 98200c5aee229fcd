import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { backFill } from '#history/back-fill.ts';
import { aListed } from '#monitoring/testing.ts';
import { ask, checksums, type RunOptions, runImport, tableOf, unaccounted } from './import-testing.ts';
import { renderPlays } from './render-testing.ts';
import { FIRST_PLAY_AT, type FileOptions, HOUR, makeSmall } from './small-file-testing.ts';
import { Folder } from './source/source-testing.ts';

const T = FIRST_PLAY_AT;

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => folder[Symbol.dispose]());

const makeFile = (options: FileOptions): string => makeSmall(folder, options);

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  return () => database.drop();
});

const run = (path: string, options: RunOptions = {}) => runImport(database, path, options);
const serverNamed = async (name: string): Promise<ServerId> =>
  (await ask<{ id: ServerId }>(database, 'select id from servers where name = $1', [name]))[0]!.id;

/** Records plays here, at these hours after T, as monitoring does. */
async function record(serverId: ServerId, hours: readonly number[], title = 'Seen here'): Promise<void> {
  const past = hours.map((hour) => ({
    listed: aListed({ item: { guid: null, title, fullTitle: title, durationMs: 900_000 } }),
    startedAt: (T + hour * HOUR) * 1_000,
    stoppedAt: (T + hour * HOUR + 300) * 1_000,
    pausedMs: 0,
    viewOffsetMs: 300_000,
  }));
  expect(await backFill(database.db, serverId, DEFAULT_SETTINGS, past, () => undefined)).toBe(hours.length);
}

/** Records another play an hour after the last: takes the person, then a number, then inserts. */
async function recordLikeMonitoring(): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query(`begin; select from users where id = (select max(user_id) from plays) for update`);
    await client.query(`create temp table again as select * from plays order by id desc limit 1`);
    await client.query(`update again set id = nextval(pg_get_serial_sequence('plays', 'id')), started_at = started_at + interval '1 hour',
      stopped_at = stopped_at + interval '1 hour'; update again set watch_group_id = id`);
    await client.query(`insert into watch_groups (id, server_id, user_id, item_id, latest_play_id, best_play_id, play_count,
        started_at, last_started_at, stopped_at, watched_ms, paused_ms, percent_complete)
      select a.id, a.server_id, a.user_id, s.item_id, a.id, a.id, 1, a.started_at, a.started_at, a.stopped_at, a.watched_ms,
        a.paused_ms, a.percent_complete from again a join item_snapshots s on s.id = a.item_snapshot_id`);
    await client.query(`insert into plays select * from again; commit`);
  } finally {
    client.release(true);
  }
}

const BROKEN = `select g.id from watch_groups g left join plays p on p.watch_group_id = g.id
  group by g.id having count(p.id) <> g.play_count or sum(p.watched_ms) <> g.watched_ms
    or max(p.id) <> g.latest_play_id or not bool_or(p.id = g.best_play_id) or not bool_or(p.id = g.id)
    or bool_or(p.server_id <> g.server_id) or bool_or(p.user_id <> g.user_id)`;

/** The hours after T of a server's plays by id, and whether they were recorded here. */
const playsOf = (serverId: ServerId) =>
  ask<{ id: number; hour: number; here: boolean }>(
    database,
    `select id, ((extract(epoch from started_at) - ${T}) / ${HOUR})::int as hour, import_id is null as here
     from plays where server_id = $1 order by id`,
    [serverId],
  );

describe('a second server', () => {
  test('keeps apart what is its own, and shares people', async () => {
    await run(makeFile({ identifier: 'abc' }), { serverName: 'A' });
    const before = (await renderPlays(database)).map(({ history }) => history);
    const report = await run(makeFile({ identifier: 'def', from: 3, people: [7, 9] }), { serverName: 'B' });
    expect(unaccounted(report)).toEqual([]);
    expect(report.existing.plays).toBe(0);
    const [a, b] = [await serverNamed('A'), await serverNamed('B')];

    expect((await renderPlays(database, `p.server_id = ${a}`)).map(({ history }) => history)).toEqual(before);
    expect((await playsOf(b)).map(({ id, hour }) => [id, hour])).toEqual([8, 9, 10, 11, 12].map((id) => [id, id - 5]));
    expect(await ask(database, 'select id from watch_groups where server_id = $1 order by 1', [b])).toEqual([
      { id: 8 },
      { id: 10 },
      { id: 12 },
    ]);
    expect(await ask(database, BROKEN)).toEqual([]);
    expect(await ask(database, 'select plex_user_id from users order by 1')).toEqual([
      { plex_user_id: 0 },
      { plex_user_id: 7 },
      { plex_user_id: 9 },
    ]);
    expect(tableOf(report, 'users')).toMatchObject({ imported: 1, merged: 1 });
    expect(
      await ask(
        database,
        'select distinct p.server_id, l.name from plays p join libraries l on l.id = p.library_id order by 1',
      ),
    ).toEqual([
      { server_id: a, name: 'abc 1' },
      { server_id: b, name: 'def 1' },
    ]);
    expect(
      await ask(
        database,
        'select l.id, n.agent_name from notification_log l join notifiers n on n.id = l.notifier_id order by 1',
      ),
    ).toEqual([
      { id: 1, agent_name: 'agent of abc' },
      { id: 2, agent_name: 'agent of def' },
    ]);
    expect(await ask(database, 'select uuid, imported_values from newsletter_log order by id')).toEqual([
      { uuid: 'the-same', imported_values: null },
      { uuid: null, imported_values: { uuid: 'the-same' } },
    ]);
    expect(report.issues).toContainEqual(expect.objectContaining({ kind: 'duplicate_uuid', count: 1 }));
    expect(await ask(database, 'select server_id from recently_added order by id')).toEqual([
      { server_id: a },
      { server_id: b },
    ]);
    const [offsets] = await ask<{ id_offsets: object }>(
      database,
      'select id_offsets from imports order by id desc limit 1',
    );
    expect(offsets?.id_offsets).toMatchObject({ plays: 5, notifiers: 1, notification_log: 1 });
    const [next] = await ask<{ id: number }>(database, `select nextval(pg_get_serial_sequence('plays', 'id')) as id`);
    expect(next?.id).toBe(106);
  });

  test('imported again, replaces its own only', async () => {
    await run(makeFile({ identifier: 'abc' }), { serverName: 'A' });
    await run(makeFile({ identifier: 'def', from: 3 }), { serverName: 'B' });
    const before = (await renderPlays(database)).filter(({ id }) => id <= 5);
    const again = await run(makeFile({ identifier: 'def', from: 3, plays: 3 }), { serverName: 'B', overwrite: true });
    expect(again.existing).toMatchObject({ plays: 5, serverName: 'B' });
    expect((await renderPlays(database)).filter(({ id }) => id <= 5)).toEqual(before);
    expect((await playsOf(await serverNamed('B'))).map(({ hour }) => hour)).toEqual([3, 4, 5]);
    expect(await ask(database, 'select agent_name from notifiers order by id')).toEqual([
      { agent_name: 'agent of abc' },
      { agent_name: 'agent of def' },
    ]);
    expect(await ask(database, BROKEN)).toEqual([]);
  });
});

describe('plays recorded here', () => {
  test('of another server stay', async () => {
    const [other] = await ask<{ id: ServerId }>(database, `insert into servers (name) values ('Other') returning id`);
    await record(other!.id, [1, 50]);
    const before = await renderPlays(database);
    const report = await run(makeFile({ identifier: 'abc' }));
    expect(report.existing.plays).toBe(0);
    expect(await renderPlays(database, `p.server_id = ${other!.id}`)).toEqual(before);
    expect((await playsOf(await serverNamed('Plex Media Server'))).map(({ id }) => id)).toEqual([3, 4, 5, 6, 7]);
    expect(await ask(database, BROKEN)).toEqual([]);
    await record(other!.id, [60]);
    expect(await ask(database, BROKEN)).toEqual([]);
  });

  test('of this server: later ones stay, those in the time of the file are replaced once that was agreed to', async () => {
    const [mine] = await ask<{ id: ServerId }>(
      database,
      `insert into servers (name, machine_identifier, url) values ('Mine', 'abc', 'http://here') returning id`,
    );
    const serverId = mine!.id;
    await record(serverId, [2, 4, 20, 21, 40]);
    const before = await checksums(database);
    const path = makeFile({ identifier: 'abc' });
    await expect(run(path)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('2 plays of Mine'),
    });
    expect(await checksums(database)).toEqual(before);

    const report = await run(path, { overwrite: true });
    expect(report).toMatchObject({
      existing: { plays: 2, serverName: 'Mine' },
      server: { name: 'Mine', isNew: false },
    });
    const stored = await playsOf(serverId);
    expect(stored.map(({ id, hour, here }) => [id, hour, here])).toEqual([
      ...[1, 2, 3, 4, 5].map((id) => [id, id, false]),
      ...[20, 21, 40].map((hour, at) => [stored[5]!.id + at, hour, true]),
    ]);
    expect(await ask(database, BROKEN)).toEqual([]);
    expect(await ask(database, 'select url, machine_identifier from servers')).toEqual([
      { url: 'http://here', machine_identifier: 'abc' },
    ]);
    // Recording goes on, and another import still knows which plays are whose.
    await record(serverId, [60]);
    expect(await ask(database, BROKEN)).toEqual([]);
    const second = await run(makeFile({ identifier: 'abc', plays: 4 }), { overwrite: true });
    expect(second.existing.plays).toBe(5);
    expect((await playsOf(serverId)).map(({ hour }) => hour)).toEqual([1, 2, 3, 4, 20, 21, 40, 60]);
    expect(await ask(database, BROKEN)).toEqual([]);
  });

  test('while the import is at it, come after it', async () => {
    await ask(database, `insert into servers (name, machine_identifier) values ('Mine', 'abc')`);
    const serverId = await serverNamed('Mine');
    await record(serverId, [30]);
    let recording: Promise<void> | null = null;
    const isStarted = (): boolean => recording !== null;
    await run(makeFile({ identifier: 'abc', plays: 4 }), {
      onProgress({ what }) {
        if (what === 'plays' && !isStarted()) recording = recordLikeMonitoring();
      },
    });
    expect(isStarted()).toBe(true);
    await recording;
    expect((await playsOf(serverId)).map(({ hour }) => hour)).toEqual([1, 2, 3, 4, 30, 31]);
    expect(await ask(database, BROKEN)).toEqual([]);
  });

  test('a viewing that is cut in two by the end of the file goes on by itself', async () => {
    const [mine] = await ask<{ id: ServerId }>(
      database,
      `insert into servers (name, machine_identifier) values ('Mine', 'abc') returning id`,
    );
    await record(mine!.id, [5, 6, 7]);
    expect(await ask(database, 'select play_count from watch_groups')).toEqual([{ play_count: 3 }]);
    await run(makeFile({ identifier: 'abc' }), { overwrite: true });
    const stored = await playsOf(mine!.id);
    expect(stored.filter(({ here }) => here).map(({ hour }) => hour)).toEqual([6, 7]);
    expect(await ask(database, BROKEN)).toEqual([]);
    expect(await ask(database, 'select play_count from watch_groups order by id desc limit 1')).toEqual([
      { play_count: 2 },
    ]);
  });
});

describe('--server', () => {
  test('a new name keeps both, also when it is the same server, and can be given again', async () => {
    const path = makeFile({ identifier: 'abc' });
    await run(path);
    const second = await run(path, { serverName: 'Copy' });
    expect(second).toMatchObject({ outcome: 'imported', server: { name: 'Copy', isNew: true } });
    expect(await ask(database, 'select name, machine_identifier, url from servers order by id')).toEqual([
      { name: 'Plex Media Server', machine_identifier: 'abc', url: null },
      { name: 'Copy', machine_identifier: null, url: null },
    ]);
    expect(await run(path, { serverName: 'copy' })).toMatchObject({ outcome: 'unchanged' });
    const changed = makeFile({ identifier: 'abc', plays: 3 });
    expect(await run(changed, { serverName: 'Copy', overwrite: true })).toMatchObject({ outcome: 'imported' });
    expect(await playsOf(await serverNamed('Copy'))).toHaveLength(3);
    expect(await playsOf(await serverNamed('Plex Media Server'))).toHaveLength(5);
    expect(await ask(database, BROKEN)).toEqual([]);
  });

  test('an existing server takes the history of a file that knows another identifier', async () => {
    const [mine] = await ask<{ id: ServerId }>(
      database,
      `insert into servers (name, machine_identifier, url) values ('Moved', 'new-one', 'http://new') returning id`,
    );
    const report = await run(makeFile({ identifier: 'old-one' }), { serverName: 'moved' });
    expect(report.server).toEqual({ name: 'Moved', isNew: false });
    expect(await ask(database, 'select name, machine_identifier, url from servers')).toEqual([
      { name: 'Moved', machine_identifier: 'new-one', url: 'http://new' },
    ]);
    expect(
      await ask(database, 'select distinct server_id from libraries union select server_id from recently_added'),
    ).toEqual([{ server_id: mine!.id }]);
  });
});

describe('files that lack something', () => {
  test.each([
    ['plays', { plays: 0 }],
    ['libraries and people', { libraries: 0, people: [] }],
    ['everything', { plays: 0, libraries: 0, people: [], log: false }],
  ])('%s', async (_what, lack) => {
    const report = await run(makeFile({ identifier: 'abc', ...lack }));
    expect(report.outcome).toBe('imported');
    expect(unaccounted(report)).toEqual([]);
    expect(await ask(database, BROKEN)).toEqual([]);
  });

  test('plays, where there were some', async () => {
    await run(makeFile({ identifier: 'abc' }));
    await record(await serverNamed('Plex Media Server'), [30]);
    await run(makeFile({ identifier: 'abc', plays: 0 }), { overwrite: true });
    expect(await ask(database, 'select import_id from plays')).toEqual([{ import_id: null }]);
    expect(await ask(database, BROKEN)).toEqual([]);
  });
});
