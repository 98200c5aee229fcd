import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAuth } from '#auth/auth.ts';
import { systemClock } from '#clock';
import { readEnvironment } from '#config/environment.ts';
import { createSecretBox } from '#config/secret-box.ts';
import type { Connection } from '#db/connection.ts';
import { openDatabase } from '#db/open.ts';
import type { Db } from '#db/pool.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { resetPasswordCommand } from './reset-password.ts';
import type { ResetArguments } from './reset-password-arguments.ts';

const STRONG = 'granite window sparrow';
const OLD = 'copper lantern tide';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'spyglass-reset-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
afterEach(() => database.pool.query('truncate accounts, sign_ins, audit_log cascade'));

const clock = systemClock();
const urlOf = ({ host, user, password, database: name }: Connection): string =>
  `postgres://${user}:${encodeURIComponent(password)}@/${name}?host=${encodeURIComponent(host)}`;

interface Given extends Partial<ResetArguments> {
  readonly piped?: string;
  readonly typed?: readonly string[];
  readonly json?: boolean;
  /** Takes the built-in database instead of the test's. */
  readonly isBuiltIn?: boolean;
}

/** Runs the command in this process and answers what it printed. */
async function command({ piped = '', typed, json = false, isBuiltIn, ...asked }: Given): Promise<string> {
  const out: string[] = [];
  const answers = [...(typed ?? [])];
  const env = { SPYGLASS_DATA_DIR: dataDir, DATABASE_URL: isBuiltIn ? '' : urlOf(database.connection) };
  const io = {
    print: (text: string) => void out.push(text),
    canAsk: typed !== undefined,
    askHidden: async () => answers.shift() ?? null,
    readAll: async () => piped,
  };
  const reset = { username: null, isGenerated: false, removeFactors: false, ...asked };
  expect(await resetPasswordCommand({ config: readEnvironment(env), clock, log: silentLog }, reset, json, io)).toBe(0);
  return out.join('');
}

const call = { ipAddress: '203.0.113.7', userAgent: null, host: null, isRemembered: false };
const authOf = (db: Db) =>
  createAuth({
    db: () => db,
    clock,
    log: silentLog,
    box: createSecretBox('a key for tests only'),
    declaredKey: undefined,
  });
const owner = (db: Db, username = 'olga') =>
  authOf(db).setUp.createOwner({ username, password: OLD, code: null }, { ...call, isLoopback: true });
const enters = (db: Db, username: string, password: string) =>
  authOf(db)
    .signIn.password({ username, password }, call)
    .then(
      ({ step }) => step,
      (error: { code: string }) => error.code,
    );
const accounts = async () =>
  (await database.pool.query('select username, role, is_enabled from accounts order by id')).rows;

describe('spyglass reset-password', () => {
  test('gives the owner a new password and signs them out everywhere', async () => {
    const { session } = await owner(database.db);
    expect(await command({ piped: `${STRONG}\n` })).toBe(
      'olga has a new password.\nBrowsers that were signed out: 1\n',
    );
    const actor = await authOf(database.db).actorOf({ session: session.token, key: null }, call);
    expect(actor).toEqual({ kind: 'nobody' });
    expect(await enters(database.db, 'olga', OLD)).toBe('unauthorised');
    expect(await enters(database.db, 'olga', STRONG)).toBe('done');
    const { rows } = await database.pool.query(`select actor, subject from audit_log where action like '%reset'`);
    expect(rows).toEqual([{ actor: 'spyglass', subject: 'olga' }]);
  });

  test('creates the owner when there is none, with a password it makes up', async () => {
    const said: unknown = JSON.parse(await command({ username: 'root', isGenerated: true, json: true }));
    expect(said).toMatchObject({ result: 'ok', username: 'root', isCreated: true, sessionsEnded: 0 });
    const password = typeof said === 'object' && said !== null && 'password' in said ? String(said.password) : '';
    expect(await enters(database.db, 'root', password)).toBe('done');
    expect(await accounts()).toEqual([{ username: 'root', role: 'owner', is_enabled: true }]);
  });

  test('makes somebody the owner while nobody is, and lets them in again', async () => {
    await database.pool.query(`insert into accounts (username, role, is_enabled) values ('vera', 'viewer', false)`);
    await command({ username: 'VERA', piped: STRONG });
    expect(await accounts()).toEqual([{ username: 'vera', role: 'owner', is_enabled: true }]);
  });

  test('leaves the role of everybody else alone', async () => {
    await owner(database.db);
    await database.pool.query(`insert into accounts (username, role) values ('vera', 'viewer')`);
    await command({ username: 'vera', piped: STRONG });
    expect((await accounts())[1]).toEqual({ username: 'vera', role: 'viewer', is_enabled: true });
  });

  test('forgets the second factor when it is told to', async () => {
    await owner(database.db);
    await database.pool.query(`update accounts set totp_secret_sealed = 'sealed with a key that is gone'`);
    await command({ piped: STRONG });
    expect(await enters(database.db, 'olga', STRONG)).toBe('code');
    await command({ piped: STRONG, removeFactors: true });
    expect(await enters(database.db, 'olga', STRONG)).toBe('done');
  });

  test('asks twice on a terminal', async () => {
    await owner(database.db);
    expect(await command({ typed: [STRONG, STRONG] })).toContain('olga has a new password');
    await expect(command({ typed: [STRONG, OLD] })).rejects.toThrow('not the same; nothing was changed');
    await expect(command({ typed: [STRONG] })).rejects.toThrow('nothing was changed');
    expect(await enters(database.db, 'olga', STRONG)).toBe('done');
  });

  test.each<[string, Given, string]>([
    ['an unknown name', { username: 'nobody', piped: STRONG }, 'There is no account called nobody'],
    ['no password', { piped: '\n' }, 'There is no password on standard input'],
    ['a weak password', { piped: 'password' }, 'one of those everybody tries first'],
    ['a short one', { piped: 'short' }, 'at least 8 characters'],
  ])('%s is refused and changes nothing', async (_what, given, message) => {
    await owner(database.db);
    await expect(command(given)).rejects.toThrow(message);
    expect(await enters(database.db, 'olga', OLD)).toBe('done');
  });

  test('of several owners one has to be named', async () => {
    await owner(database.db);
    await database.pool.query(`insert into accounts (username, role) values ('oscar', 'owner')`);
    await expect(command({ piped: STRONG })).rejects.toThrow('There are several owners: olga, oscar');
  });

  test('works with the built-in database, whether or not Spyglass runs', async () => {
    const config = readEnvironment({ SPYGLASS_DATA_DIR: dataDir });
    expect(await command({ isBuiltIn: true, username: 'olga', piped: STRONG })).toContain('olga was created');
    const running = await openDatabase({ config, clock, log: silentLog });
    try {
      const done = await authOf(running.db).signIn.password({ username: 'olga', password: STRONG }, call);
      if (done.step !== 'done') throw new Error('not signed in');
      expect(await command({ isBuiltIn: true, piped: OLD })).toContain('signed out: 1');
      const seen = await authOf(running.db).actorOf({ session: done.session.token, key: null }, call);
      expect(seen).toEqual({ kind: 'nobody' });
      expect(await enters(running.db, 'olga', OLD)).toBe('done');
    } finally {
      await running.close();
    }
  });
});
