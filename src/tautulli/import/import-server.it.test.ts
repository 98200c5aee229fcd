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
