import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLog, silentLog } from '#log';
import { addPlays, Folder, makeTautulli, openTautulli, readAll, sha256, zipOf } from './source-testing.ts';
import { type TakeOptions, takeSource } from './take-source.ts';

/** A folder with a data folder and a work folder. */
function makePlace(): Folder & { data: (name: string) => string; options: TakeOptions } {
  const folder = new Folder();
  mkdirSync(folder.at('data'));
  mkdirSync(folder.at('work'));
  const data = (name: string): string => folder.at(`data/${name}`);
  return Object.assign(folder, { data, options: { workDir: folder.at('work'), log: silentLog } });
}

const playsIn = async (database: string): Promise<number> =>
  (await readAll(database, ['session_history'])).statistics.session_history!.rowsRead;

describe('taking a database', () => {
  test('the rows of a -wal arrive, and the original stays as it is', async () => {
    using place = makePlace();
    const path = place.data('tautulli.db');
    const live = openTautulli(path);
    live.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0;');
    addPlays(live, 300);
    const files = [path, `${path}-wal`];
    const before = sha256(...files);
    const progress: [number, number][] = [];
    const taken = await takeSource(path, { ...place.options, onProgress: (...now) => progress.push(now) });
    expect(sha256(...files)).toBe(before);
    expect(taken).toMatchObject({ origin: path, fingerprint: before, configIni: null });
    expect(progress.at(-1)).toEqual([taken.sizeBytes, taken.sizeBytes]);
    expect(existsSync(`${taken.database}-wal`)).toBe(false);
    expect(await playsIn(taken.database)).toBe(300);
    live.close();
    await taken.remove();
    expect(existsSync(taken.database)).toBe(false);
  });

  test('a transaction that was interrupted is rolled back in the copy', async () => {
    using place = makePlace();
    const path = place.data('tautulli.db');
    const live = openTautulli(path, { plays: 10 });
    live.exec(`PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; DELETE FROM session_history;
      INSERT INTO users (username) SELECT hex(randomblob(3000)) FROM session_history_metadata;`);
    const taken = await takeSource(path, place.options);
    expect(await playsIn(taken.database)).toBe(10);
    live.close();
  });

  test('a folder: tautulli.db before plexpy.db, and the config.ini beside it', async () => {
    using place = makePlace();
    makeTautulli(place.data('plexpy.db'), { plays: 1 });
    expect(await playsIn((await takeSource(place.data(''), place.options)).database)).toBe(1);
    makeTautulli(place.data('tautulli.db'), { plays: 2 });
    writeFileSync(place.data('config.ini'), '[General]\n');
    const taken = await takeSource(place.data(''), place.options);
    expect(await playsIn(taken.database)).toBe(2);
    expect(readFileSync(taken.configIni!, 'utf8')).toBe('[General]\n');
  });

  test('what changes while it is copied is copied again', async () => {
    using place = makePlace();
    const path = place.data('tautulli.db');
    const live = openTautulli(path, { plays: 20_000 });
    let times = 0;
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => lines.push(line) });
    const taken = await takeSource(path, {
      ...place.options,
      log,
      onProgress() {
        times += 1;
        if (times > 1) return;
        // Everything goes into the database, whose beginning is copied already, and the -wal begins anew.
        live.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        addPlays(live, 5_000);
      },
    });
    expect(await playsIn(taken.database)).toBe(25_000);
    expect(lines.join()).toContain('rewritten while it was copied');
    live.close();
  });

  test('an abort ends the copy and leaves nothing behind', async () => {
    using place = makePlace();
    makeTautulli(place.data('tautulli.db'), { plays: 20_000 });
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    const taking = takeSource(place.data('tautulli.db'), { ...place.options, onProgress, signal: controller.signal });
    await expect(taking).rejects.toThrow(controller.signal.reason);
    expect(readFileSync(place.data('tautulli.db')).length).toBeGreaterThan(1_000_000);
    expect(readdirSync(place.options.workDir)).toEqual([]);
  });
});

describe('what cannot be taken', () => {
  const cases: readonly [name: string, make: (path: string) => void, code: string, says: RegExp][] = [
    ['nothing', () => {}, 'not_found', /does not exist$/],
    ['a folder without a database', (path) => mkdirSync(path), 'not_found', /has neither tautulli.db nor plexpy.db$/],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'invalid', /neither a file nor a folder$/],
  ];
  test.each(cases)('%s', async (_name, make, code, says) => {
    using place = makePlace();
    make(place.data('it'));
    await expect(takeSource(place.data('it'), place.options)).rejects.toMatchObject({
      name: 'Problem',
      code,
      message: expect.stringMatching(says),
      hint: expect.any(String),
    });
  });

  test('a disk that is too full, with both numbers', async () => {
    using place = makePlace();
    makeTautulli(place.data('tautulli.db'));
    const freeBytes = async (): Promise<number> => 1_000;
    await expect(takeSource(place.data('tautulli.db'), { ...place.options, freeBytes })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^The copy needs \d+ bytes in .*, where 1000 bytes are free$/),
    });
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    using place = makePlace();
    makeTautulli(place.data('tautulli.db'));
    chmodSync(place.data('tautulli.db'), 0);
    await expect(takeSource(place.data('tautulli.db'), place.options)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('a work folder that does not exist', async () => {
    using place = makePlace();
    makeTautulli(place.data('tautulli.db'));
    const workDir = place.at('nowhere');
    await expect(takeSource(place.data('tautulli.db'), { ...place.options, workDir })).rejects.toMatchObject({
      code: 'not_found',
      message: `${workDir} does not exist`,
    });
  });
});

describe('taking an archive', () => {
  const database = (): Buffer => {
    using folder = new Folder();
    makeTautulli(folder.at('it.db'), { plays: 12 });
    return readFileSync(folder.at('it.db'));
  };

  test.each([['tautulli.db'], ['backup/plexpy.db'], ['tautulli.backup-20240101000000.sched.db'], ['other.db']])(
    'with %s',
    async (name) => {
      using place = makePlace();
      const ini = Buffer.from('[General]');
      const configName = name.replace(/[^/]*$/, 'config.ini');
      const zip = zipOf({ [`__MACOSX/._${name}`]: ini, [name]: database(), [configName]: ini });
      writeFileSync(place.data('backup.zip'), zip);
      const taken = await takeSource(place.data('backup.zip'), place.options);
      expect(await playsIn(taken.database)).toBe(12);
      expect(readFileSync(taken.configIni!)).toEqual(ini);
    },
  );

  test('with the -wal beside the database', async () => {
    using place = makePlace();
    const live = openTautulli(place.data('tautulli.db'));
    live.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0;');
    addPlays(live, 30);
    const [main, wal] = ['tautulli.db', 'tautulli.db-wal'].map((name) => readFileSync(place.data(name)));
    live.close();
    writeFileSync(place.data('backup.zip'), zipOf({ 'tautulli.db': main!, 'tautulli.db-wal': wal! }));
    expect(await playsIn((await takeSource(place.data('backup.zip'), place.options)).database)).toBe(30);
  });

  const refused: readonly [name: string, zip: () => Buffer, code: string, says: RegExp][] = [
    ['without a database', () => zipOf({ 'a.txt': Buffer.from('a') }), 'invalid', /has no database in it/],
    ['with a way out', () => zipOf({ '../tautulli.db': database() }), 'invalid', /names that lead out of it/],
    ['with an absolute name', () => zipOf({ '/tautulli.db': database() }), 'invalid', /names that lead out of it/],
    ['cut off', () => zipOf({ 'tautulli.db': database() }).subarray(0, -30), 'invalid', /is damaged/],
    [
      'that unpacks to more than it says',
      () => zipOf({ 'tautulli.db': database() }, { claim: 100 }),
      'invalid',
      /is damaged/,
    ],
    [
      'that unpacks to too much',
      () => zipOf({ 'tautulli.db': database() }, { claim: 4e9 }),
      'unavailable',
      /needs \d+ bytes/,
    ],
    ['with several databases', () => zipOf({ 'a.db': database(), 'b.db': database() }), 'invalid', /several databases/],
  ];
  test.each(refused)('%s', async (_name, zip, code, says) => {
    using place = makePlace();
    writeFileSync(place.data('backup.zip'), zip());
    const freeBytes = async (): Promise<number> => 1e9;
    await expect(takeSource(place.data('backup.zip'), { ...place.options, freeBytes })).rejects.toMatchObject({
      name: 'Problem',
      code,
      message: expect.stringMatching(says),
    });
  });

  test('that unpacks to more than it says never ends the program, however many are read at once', async () => {
    using place = makePlace();
    writeFileSync(place.data('backup.zip'), zipOf({ 'tautulli.db': database() }, { claim: 100 }));
    const all = Array.from({ length: 40 }, () => takeSource(place.data('backup.zip'), place.options));
    const results = await Promise.allSettled(all);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  });
});
