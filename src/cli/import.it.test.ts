import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { readEnvironment } from '#config/environment.ts';
import { takeFolderLock } from '#db/cluster/folder-lock.ts';
import { layoutOf } from '#db/cluster/layout.ts';
import type { Connection } from '#db/connection.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { Problem } from '#problem';
import { heldImporter } from '#tautulli/import/service/service-testing.ts';
import { aReport } from '#tautulli/import/service/testing.ts';
import type { ImportTautulli } from '#tautulli/import/types.ts';
import { importCommand } from './import.ts';

let database: TestDatabase;
let dataDir: string;
let source: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'spyglass-cli-'));
  source = join(dataDir, 'tautulli.db');
  writeFileSync(source, 'x');
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const urlOf = ({ host, port, user, password, database: name }: Connection): string =>
  host.startsWith('/')
    ? `postgres://${user}:${encodeURIComponent(password)}@/${name}?host=${encodeURIComponent(host)}`
    : `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${name}`;

interface CommandOptions {
  readonly json?: boolean;
  readonly report?: string;
  readonly path?: string;
  /** Takes the built-in database instead of the test's. */
  readonly isBuiltIn?: boolean;
}

/** Runs the command in this process, with an importer of ours. */
async function command(importer: ImportTautulli, options: CommandOptions = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const stopping = new AbortController();
  const env = { SPYGLASS_DATA_DIR: dataDir, DATABASE_URL: options.isBuiltIn ? '' : urlOf(database.connection) };
  const context = { config: readEnvironment(env), clock: systemClock(), log: silentLog };
  const io = {
    print: (text: string) => void out.push(text),
    say: (text: string) => void err.push(text),
    ...{ canRedraw: false, canAsk: false, columns: () => 80, ask: async () => null },
  };
  const asked = {
    ...{ path: options.path ?? source, configPath: null, isDryRun: false, yes: false, serverName: null },
    ...{ allowNewer: false, reportFile: options.report ?? null },
  };
  const running = importCommand(context, asked, options.json ?? false, { io, importer, signal: stopping.signal });
  return { running, stop: () => stopping.abort(), out: () => out.join(''), err: () => err.join('') };
}

const succeeds: ImportTautulli = async (_options, _deps, onProgress) => {
  onProgress({ stage: 'load', what: 'users', done: 2, total: 6, rowsDone: 1, rowsTotal: 2 });
  return aReport({ outcome: 'imported' });
};

describe('spyglass import tautulli', () => {
  test('imports and prints the report', async () => {
    const report = join(dataDir, 'report.json');
    const { running, out, err } = await command(succeeds, { report });
    expect(await running).toBe(0);
    expect(out()).toMatch(/^The import is done\.[\s\S]*session_history/);
    expect(err()).toContain('3/6 reading users');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ result: 'ok', report: { outcome: 'imported' } });
  });

  test('with --json, one document and nothing else', async () => {
    const { running, out, err } = await command(succeeds, { json: true });
    expect(await running).toBe(0);
    expect(JSON.parse(out())).toMatchObject({ result: 'ok' });
    expect(err()).toBe('');
  });

  test('a refusal is 3, a failure 1, each with a sentence', async () => {
    const refused = await command(() =>
      Promise.reject(new Problem('conflict', 'Would replace', { hint: 'Say --yes' })),
    );
    expect([await refused.running, refused.err(), refused.out()]).toEqual([
      3,
      'spyglass: Would replace. Say --yes\n',
      '',
    ]);
    const failed = await command(() => Promise.reject(new Problem('invalid', 'No database')), { json: true });
    expect(await failed.running).toBe(1);
    expect(JSON.parse(failed.out())).toMatchObject({ result: 'failed', problem: { code: 'invalid' } });
    const missing = await command(succeeds, { path: join(dataDir, 'none.db') });
    expect([await missing.running, missing.err()]).toEqual([1, expect.stringContaining('There is no ')]);
  });

  test('Ctrl+C cancels and is 130', async () => {
    const importer = heldImporter();
    const { running, stop, err } = await command(importer.importTautulli);
    await expect.poll(() => importer.calls.length).toBe(1);
    stop();
    expect(await running).toBe(130);
    expect(err()).toContain('spyglass: Cancelled; nothing was changed\n');
  });

  test('beside a running server with the built-in database, the web page is the way', async () => {
    const { lockFile } = layoutOf(dataDir);
    const lock = takeFolderLock(lockFile, dataDir);
    const { running, err } = await command(succeeds, { isBuiltIn: true });
    expect(await running).toBe(3);
    lock.release();
    expect(err()).toMatch(
      /Another Spyglass .*is already using .*, and its built-in database serves one program at a time\. Import on its web page under Settings > Import, or stop it/,
    );
  });

  test('a second import at the same time is refused', async () => {
    const importer = heldImporter();
    const first = await command(importer.importTautulli);
    await expect.poll(() => importer.calls.length).toBe(1);
    const second = await command(succeeds);
    expect([await second.running, second.err()]).toEqual([3, expect.stringContaining('is importing just now')]);
    importer.succeed({ outcome: 'imported' });
    expect(await first.running).toBe(0);
  });
});

/** Runs the program itself. */
const program = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const all = { PATH: process.env.PATH, SPYGLASS_DATA_DIR: dataDir, ...env };
    execFile(process.execPath, ['src/main.ts', ...args], { env: all }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });

describe('the program', () => {
  test('ends with 2 when its words make no sense', async () => {
    const { code, err, out } = await program(['import', 'tautulli']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('spyglass: The command import tautulli needs the path');
  });

  test('refuses what is no database, on the real importer', async () => {
    const env = { DATABASE_URL: urlOf(database.connection) };
    const { code, out, err } = await program(['import', 'tautulli', source, '--json'], env);
    expect(code, err).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ result: 'failed', problem: { message: expect.any(String) } });
  });
});
