/** An importer that does what a test tells it, and everything around it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { systemClock } from '#clock';
import { createSecretBox } from '#config/secret-box.ts';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { tryHoldLock } from '#db/locks.ts';
import type { Db } from '#db/pool.ts';
import { servers } from '#db/schema/index.ts';
import { createTestDatabase } from '#db/testing.ts';
import { backFill } from '#history/back-fill.ts';
import { silentLog } from '#log';
import { aListed } from '#monitoring/testing.ts';
import type { ImportOptions, ImportProgress, ImportReport } from '../types.ts';
import { createImportDesk } from './import-desk.ts';
import { createImportService, type ImportServiceDeps } from './import-service.ts';
import { aReport } from './testing.ts';
import { createUploads } from './uploads.ts';

const FIRST_PLAY_AT = 1_700_000_000_000;

/** An importer that waits until it is told how to end. */
export function heldImporter() {
  const calls: ImportOptions[] = [];
  let settle = Promise.withResolvers<ImportReport>();
  let say: (progress: ImportProgress) => void = () => undefined;
  const importTautulli: ImportServiceDeps['importTautulli'] = (options, _deps, onProgress, signal) => {
    calls.push(options);
    settle = Promise.withResolvers<ImportReport>();
    say = onProgress;
    signal.addEventListener('abort', () => settle.reject(signal.reason));
    return settle.promise;
  };
  return {
    importTautulli,
    calls,
    say: (rowsDone: number) =>
      say({ stage: 'load', what: 'session_history', done: rowsDone, total: 100, rowsDone, rowsTotal: 100 }),
    succeed: (changes: Partial<ImportReport> = {}) => settle.resolve(aReport(changes)),
    fail: (error: Error) => settle.reject(error),
  };
}

/** A database, a data folder, uploads, the service and the desk; `stop` ends them all. */
export async function importHouse(importTautulli: ImportServiceDeps['importTautulli']) {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'spyglass-import-'));
  const importDir = join(dataDir, 'import');
  const clock = systemClock();
  const { db } = database;
  const secretBox = createSecretBox('a key for tests only');
  const importDeps = { db, clock, log: silentLog, secretBox, settings: null };
  const makeService = () =>
    createImportService({
      importTautulli,
      importDeps,
      holdLock: () => tryHoldLock(database.pool, 'import', clock),
      workDir: join(importDir, 'work'),
    });
  const service = makeService();
  const uploads = createUploads({ dir: join(importDir, 'uploads'), clock, log: silentLog });
  const desk = createImportDesk({ service, uploads, db, log: silentLog, importDir });
  await desk.begin();
  return {
    ...{ database, db, importDir, service, uploads, desk, makeService },
    async stop() {
      await desk.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Records one more play on the server of this name. */
export async function aPlay(db: Db, serverName: string): Promise<void> {
  const known = await db.select().from(servers).where(eq(servers.name, serverName));
  const [server] = known.length > 0 ? known : await db.insert(servers).values({ name: serverName }).returning();
  if (server === undefined) throw new Error('the server was not made');
  const play = { listed: aListed(), startedAt: FIRST_PLAY_AT, stoppedAt: FIRST_PLAY_AT + 3_600_000, pausedMs: 0 };
  await backFill(db, server.id, DEFAULT_SETTINGS, [{ ...play, viewOffsetMs: 3_600_000 }], () => undefined);
}

/** A request as the command line makes it. */
export const aRequest = (isDryRun = false) => ({
  origin: '/import/tautulli.db',
  options: { source: null, config: null, serverName: null, isDryRun },
  import: { path: '/import/tautulli.db', configPath: null, overwrite: false, allowNewer: false },
});
