import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { createPool, isDatabaseDown } from '../pool.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { anotherProcess, query, serverProcesses, temporaryFolder } from './cluster-testing.ts';

const clock = systemClock();
let dataDir: string;
let remove: () => void;
const running = new Set<Cluster>();

/** A data folder with a database that was stopped in order; copying it is quicker than making one for every test. */
const seed = temporaryFolder();
beforeAll(async () => {
  const cluster = await startCluster({ dataDir: join(seed.path, 'data'), clock, log: silentLog });
  await cluster.stop();
});
afterAll(() => seed.remove());

function copySeed(): void {
  execFileSync('cp', ['-a', join(seed.path, 'data'), dataDir]);
}

beforeEach(() => {
  const folder = temporaryFolder();
  dataDir = join(folder.path, 'data');
  remove = folder.remove;
});
afterEach(async () => {
  await Promise.all([...running].map((cluster) => cluster.stop('immediate')));
  running.clear();
  for (const pid of serverProcesses(dataDir)) process.kill(pid, 'SIGKILL');
  remove();
});

async function start(options: { settings?: Record<string, string>; dataDir?: string } = {}): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, clock, log: silentLog, ...options });
  running.add(cluster);
  return cluster;
}

async function stop(cluster: Cluster): Promise<void> {
  await cluster.stop();
  running.delete(cluster);
}

const home = (...parts: string[]): string => join(dataDir, 'postgres', ...parts);
const postmasterPid = (): number => Number.parseInt(readFileSync(home('cluster', 'postmaster.pid'), 'utf8'), 10);
const killed = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => serverProcesses(dataDir).includes(pid)).toBe(false);
};

test('a first start makes a database; a second one finds it; stopping leaves no process and no lock', async () => {
  const first = await start();
  expect(first.status()).toBe('ready');
  await query(first.connection, 'create table kept as select 42 as answer');
  const [facts] = await query(
    first.connection,
    `select current_setting('data_checksums') sums, current_setting('server_encoding') enc, current_setting('listen_addresses') addr,
     (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) loc`,
  );
  expect(facts).toEqual({ sums: 'on', enc: 'UTF8', addr: '', loc: 'b C.UTF-8' });
  expect(statSync(home()).mode & 0o777).toBe(0o700);
  expect(statSync(home('password')).mode & 0o777).toBe(0o600);
  expect(statSync(first.connection.host).mode & 0o777).toBe(0o700);
  await stop(first);
  expect(first.status()).toBe('stopped');
  expect(serverProcesses(dataDir)).toEqual([]);
  expect(readdirSync(home()).sort()).toEqual(['cluster', 'lock', 'password', 'run']);

  const second = await start();
  expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('the password guards the socket', async () => {
  copySeed();
  const { connection } = await start();
  await expect(query({ ...connection, password: 'guess' }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a killed server comes back by itself, keeps what was committed, and the pool goes on', async () => {
  copySeed();
  const cluster = await start();
  const pool = createPool(cluster.connection, { log: silentLog, applicationName: 'test' });
  await pool.query('create table kept as select 42 as answer');
  const seen: string[] = [];
  cluster.onStatus((status) => seen.push(status));
  const asking = pool.query('select pg_sleep(20)').catch((error: unknown) => error);
  await killed(postmasterPid());
  expect(isDatabaseDown(await asking)).toBe(true);
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['restarting', 'ready']);
  await expect.poll(() => pool.query('select answer from kept').then(({ rows }) => rows)).toEqual([{ answer: 42 }]);
  await pool.end();
});

test('a killed worker process makes the server repair itself', async () => {
  copySeed();
  const cluster = await start();
  await query(cluster.connection, 'create table kept as select 42 as answer');
  const [row] = await query(
    cluster.connection,
    'select pg_backend_pid() as pid, pg_postmaster_start_time()::text as since',
  );
  const pool = createPool(cluster.connection, { log: silentLog, applicationName: 'test' });
  const pid = (await pool.query('select pg_backend_pid() as pid')).rows[0].pid;
  await killed(pid);
  const since = (): Promise<unknown> =>
    query(cluster.connection, 'select pg_postmaster_start_time()::text as since, answer from kept').then(
      (rows) => rows[0],
      (error: unknown) => isDatabaseDown(error),
    );
  await expect.poll(since, { timeout: 10_000 }).toEqual({ since: row?.since, answer: 42 });
  await pool.end();
});

test('when Spyglass is killed, the next start stops the orphaned server and nothing is lost', async () => {
  copySeed();
  const other = await anotherProcess({ dataDir });
  expect(other.answer.problem).toBeUndefined();
  await query(other.answer.connection!, 'create table kept as select 42 as answer');
  const orphan = postmasterPid();
  other.child.kill('SIGKILL');
  await other.finish();
  expect(serverProcesses(dataDir)).toContain(orphan);

  const cluster = await start();
  expect(serverProcesses(dataDir)).not.toContain(orphan);
  expect(await query(cluster.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('when both are killed, the workers that remain are ended and the database repairs itself', async () => {
  copySeed();
  const other = await anotherProcess({ dataDir });
  await query(other.answer.connection!, 'create table kept as select 42 as answer');
  const busy = query(other.answer.connection!, 'select sum(g) from generate_series(1, 100000000000) g').catch(
    () => undefined,
  );
  const workers = async (): Promise<unknown> =>
    (
      await query(
        other.answer.connection!,
        `select count(*)::int n from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()`,
      )
    )[0];
  await expect.poll(workers).toEqual({ n: 1 });
  const orphan = postmasterPid();
  other.child.kill('SIGKILL');
  await other.finish();
  await killed(orphan);
  // A worker in the middle of a query does not notice that its server is gone.
  expect(serverProcesses(dataDir).length).toBeGreaterThan(0);

  const cluster = await start();
  expect(await query(cluster.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  await busy;
});

test('a stale process file does not stop a start, even when its number belongs to somebody else now', async () => {
  copySeed();
  writeFileSync(home('cluster', 'postmaster.pid'), `${process.pid}\n${home('cluster')}\n1700000000\n5432\n`);
  writeFileSync(home('run', '.s.PGSQL.5432.lock'), `${process.pid}\n`);
  writeFileSync(home('run', '.s.PGSQL.5432'), '');
  expect((await start()).status()).toBe('ready');
});

test('two on one folder: the second is told who is there, and the first is not disturbed', async () => {
  copySeed();
  const first = await start();
  await expect(startCluster({ dataDir, clock, log: silentLog })).rejects.toMatchObject({
    code: 'conflict',
    message: `Another Spyglass (process ${process.pid}) is already using ${dataDir}`,
  });
  const other = await anotherProcess({ dataDir });
  expect(other.answer.problem).toBe(`Another Spyglass (process ${process.pid}) is already using ${dataDir}`);
  await other.finish();
  expect(await query(first.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('two that start at the same moment: exactly one wins', async () => {
  const both = await Promise.all([anotherProcess({ dataDir }), anotherProcess({ dataDir })]);
  expect(both.map(({ answer }) => answer.problem === undefined).sort()).toEqual([false, true]);
  await Promise.all(both.map((one) => one.finish()));
  expect(serverProcesses(dataDir)).toEqual([]);
});

test('a first start that was cut off leaves nothing in the way', async () => {
  mkdirSync(home('cluster.new-0badc0de', 'base'), { recursive: true });
  const cluster = await start();
  expect(cluster.status()).toBe('ready');
  expect(readdirSync(home()).filter((name) => name.startsWith('cluster.'))).toEqual([]);
});

test('a Spyglass killed during the first start, at any moment, leaves a folder the next one can use', async () => {
  for (const patienceMs of [150, 300, 450, 600]) {
    const cut = anotherProcess({ dataDir }, { wrapper: ['/usr/bin/timeout', '-s', 'KILL', `${patienceMs / 1000}`] });
    await cut.then(({ child }) => child.kill('SIGKILL')).catch(() => undefined);
  }
  const cluster = await start();
  await query(cluster.connection, 'create table kept as select 42 as answer');
  await stop(cluster);
  expect(serverProcesses(dataDir)).toEqual([]);
});

test('a lost password file is replaced', async () => {
  copySeed();
  const first = await start();
  await query(first.connection, 'create table kept as select 42 as answer');
  await stop(first);
  rmSync(home('password'));
  const second = await start();
  expect(second.connection.password).not.toBe(first.connection.password);
  expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a wrong password file is a clear refusal, and nothing keeps running', async () => {
  copySeed();
  writeFileSync(home('password'), 'wrong\n');
  await expect(start()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'PostgreSQL refuses the stored password',
  });
  expect(serverProcesses(dataDir)).toEqual([]);
});

test('a folder of another PostgreSQL version is refused, untouched', async () => {
  copySeed();
  writeFileSync(home('cluster', 'PG_VERSION'), '16\n');
  await expect(start()).rejects.toMatchObject({
    code: 'refused',
    message: 'The database was made by PostgreSQL 16, but the programs are 17',
  });
  expect(existsSync(home('cluster', 'postmaster.pid'))).toBe(false);
});

test('a folder with foreign files is refused, untouched', async () => {
  mkdirSync(home('cluster'), { recursive: true });
  writeFileSync(home('cluster', 'photo.jpg'), '');
  await expect(start()).rejects.toMatchObject({ code: 'refused' });
  expect(readdirSync(home('cluster'))).toEqual(['photo.jpg']);
});

test('a server that cannot start says why', async () => {
  copySeed();
  await expect(start({ settings: { shared_buffers: 'lots' } })).rejects.toThrow(
    /PostgreSQL did not start: .*shared_buffers/,
  );
});

test('a path too long for a socket gets a short temporary folder, removed at the end', async () => {
  dataDir = join(dataDir, 'x'.repeat(100));
  const cluster = await start();
  const socketDir = cluster.connection.host;
  expect(socketDir.startsWith(dataDir)).toBe(false);
  expect(statSync(socketDir).mode & 0o777).toBe(0o700);
  await stop(cluster);
  expect(existsSync(socketDir)).toBe(false);
});

test.runIf(process.getuid?.() === 0)('files that root copied back belong to the database user again', async () => {
  copySeed();
  const first = await start();
  const owner = statSync(home('cluster')).uid;
  await stop(first);
  for (const name of readdirSync(home(), { recursive: true, encoding: 'utf8' })) chownSync(home(name), 0, 0);
  chownSync(home(), 0, 0);
  const second = await start();
  expect(second.status()).toBe('ready');
  expect(statSync(home('cluster')).uid).toBe(owner);
});
