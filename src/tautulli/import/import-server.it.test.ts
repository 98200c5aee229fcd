import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { ask, runImport } from './import-testing.ts';
import { makeSmall } from './small-file-testing.ts';
import { Folder } from './source/source-testing.ts';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => folder[Symbol.dispose]());

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  return () => database.drop();
});

const config = (lines: readonly string[]): string => {
  const path = folder.at(`${randomUUID()}.ini`);
  writeFileSync(path, ['[PMS]', ...lines, ''].join('\n'));
  return path;
};

const servers = () => ask(database, 'select name, machine_identifier as identifier, url from servers order by id');

describe('a server that has not told its identifier yet', () => {
  test.each<[string, string, readonly string[]]>([
    ['its address', `('here:32400', 'http://here:32400')`, ['pms_url = http://here:32400/', 'pms_name = Harbour']],
    ['its name', `('harbour', 'http://elsewhere')`, ['pms_url = http://here:32400', 'pms_name = Harbour']],
  ])('is found by %s in config.ini', async (_what, row, lines) => {
    await ask(database, `insert into servers (name, url) values ${row}`);
    const [before] = await servers();
    const path = makeSmall(folder, { identifier: 'abc' });
    const report = await runImport(database, path, { configPath: config(['pms_identifier = abc', ...lines]) });
    expect(report.server.isNew).toBe(false);
    expect(await servers()).toEqual([{ ...before, identifier: 'abc' }]);
  });

  test('is another one when neither fits', async () => {
    await ask(database, `insert into servers (name, url) values ('Mine', 'http://mine')`);
    const configPath = config(['pms_identifier = abc', 'pms_name = Harbour', 'pms_url = http://here']);
    await runImport(database, makeSmall(folder, { identifier: 'abc' }), { configPath });
    expect(await servers()).toEqual([
      { name: 'Mine', identifier: null, url: 'http://mine' },
      { name: 'Harbour', identifier: 'abc', url: 'http://here' },
    ]);
  });
});

test('a file without an identifier belongs to the server of its address or name', async () => {
  await ask(database, `insert into servers (name, machine_identifier, url) values ('Harbour', 'abc', 'http://here')`);
  const configPath = config(['pms_name = Harbour', 'pms_url = http://moved']);
  await runImport(database, makeSmall(folder, { identifier: null, libraries: 0 }), { configPath });
  expect(await servers()).toEqual([{ name: 'Harbour', identifier: 'abc', url: 'http://here' }]);
});

test('a server with another identifier is never taken for it', async () => {
  await ask(database, `insert into servers (name, machine_identifier, url) values ('Harbour', 'other', 'http://here')`);
  const configPath = config(['pms_identifier = abc', 'pms_name = Harbour', 'pms_url = http://here']);
  const report = await runImport(database, makeSmall(folder, { identifier: 'abc' }), { configPath });
  expect(report.server.isNew).toBe(true);
  expect(await servers()).toHaveLength(2);
});

test('owners of several servers stay owners, each of their own', async () => {
  const owners = () =>
    ask(database, 'select plex_user_id::int as id from users where is_owner and plex_user_id <> 0 order by 1');
  const accounts = () =>
    ask(
      database,
      `select s.machine_identifier as server, u.plex_user_id::int as owner from server_accounts a
         join servers s on s.id = a.server_id join users u on u.id = a.user_id where a.account_id = 1 order by 1`,
    );
  await runImport(database, makeSmall(folder, { identifier: 'abc', people: [7, 9], owner: 7 }));
  await runImport(database, makeSmall(folder, { identifier: 'def', people: [7, 9], owner: 9, from: 50 }));
  expect(await owners()).toEqual([{ id: 7 }, { id: 9 }]);
  expect(await accounts()).toEqual([
    { server: 'abc', owner: 7 },
    { server: 'def', owner: 9 },
  ]);
  const sold = makeSmall(folder, { identifier: 'def', people: [7, 9], from: 50, plays: 6 });
  await runImport(database, sold, { overwrite: true });
  expect(await owners()).toEqual([{ id: 7 }]);
});
