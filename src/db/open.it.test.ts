import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { serverProcesses, temporaryFolder } from './cluster/cluster-testing.ts';
import type { Connection } from './connection.ts';
import { type Database, openDatabase } from './open.ts';
import { settings } from './schema/index.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const clock = systemClock();
let t: TestDatabase;
let database: Database | undefined;
const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');

beforeAll(async () => {
  t = await createTestDatabase({ from: 'nothing' });
});
afterEach(async () => {
  await database?.close();
  database = undefined;
});
afterAll(async () => {
  await t.drop();
  folder.remove();
});

const urlOf = (c: Connection): string =>
  `postgres://${c.user}:${c.password}@/${c.database}?host=${encodeURIComponent(c.host)}`;
const open = async (databaseUrl: string | undefined, patienceMs = 500): Promise<Database> => {
  const config = { databaseUrl, dataDir, autoMigrate: false };
  database = await openDatabase({ config, clock, log: silentLog, patienceMs });
  return database;
};

test('without a URL the built-in server is started and made ready; closing ends it', async () => {
  const { db, cluster, close } = await open(undefined);
  expect(await db.select().from(settings)).toEqual([]);
  expect(cluster?.status()).toBe('ready');
  await close();
  database = undefined;
  expect(serverProcesses(dataDir)).toEqual([]);
});

test('an external server is used as it is', async () => {
  const { db, cluster } = await open(urlOf(t.connection));
  expect(cluster).toBeUndefined();
  expect(await db.select().from(settings)).toEqual([]);
});

test.each([
  ['a wrong password', (c: Connection) => ({ ...c, password: 'guess' }), 'refuses the connection', 'password'],
  ['a missing database', (c: Connection) => ({ ...c, database: 'nope' }), 'refuses the connection', 'createdb'],
  ['nobody there', (c: Connection) => ({ ...c, host: '/nonexistent' }), 'does not answer', 'PostgreSQL runs'],
])('%s is one clear sentence', async (_name, change, message, hint) => {
  const error = await open(urlOf(change(t.connection))).catch((e: unknown) => e);
  expect(error).toMatchObject({ message: expect.stringContaining(message), hint: expect.stringContaining(hint) });
  expect(String(error)).not.toContain('guess');
});

test('a server that is not up yet is waited for', async () => {
  const gate = createServer((socket) => socket.destroy());
  const port = await new Promise<number>((resolve) => {
    gate.listen(0, '127.0.0.1', () => {
      const address = gate.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  let attempts = 0;
  gate.on('connection', () => attempts++);
  const opening = open(`postgres://u:p@127.0.0.1:${port}/x`, 1_200);
  await expect(opening).rejects.toThrow('does not answer');
  expect(attempts).toBeGreaterThan(2);
  gate.close();
});

test('a database that cannot be prepared leaves nothing open', async () => {
  const foreign = await createTestDatabase({ from: 'nothing' });
  await foreign.pool.query('create table photos (id int)');
  await expect(open(urlOf(foreign.connection))).rejects.toMatchObject({ code: 'refused' });
  const connections = `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'spyglass'`;
  // The server takes a moment to see that a connection was closed.
  await expect.poll(async () => (await foreign.pool.query(connections)).rows).toEqual([{ n: 0 }]);
  await foreign.drop();
});
