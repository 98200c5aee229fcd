/** The compatible API over the imported sample, with the clock and the zone its recorded answers belong to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#clock';
import { pinnedFor } from '#config/pinned-settings.ts';
import { createSettingsStore } from '#config/settings-store.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { createApp } from '#http/app.ts';
import { httpDeps } from '#http/testing.ts';
import { type Log, silentLog } from '#log';
import type { DispatchDeps } from '#tautulli/api-v2/dispatch.ts';
import { openApiV2 } from '#tautulli/api-v2/open-api.ts';
import { runImport, SAMPLE_CONFIG, testBox, unpackSample } from '#tautulli/import/import-testing.ts';

/** The key of the sample. */
export const API_KEY = '0123456789abcdef0123456789abcdef';
/** 2026-03-10 22:30 in New York, where it is the 11th in UTC already. */
const NOW_MS = 1_773_196_200_000;
const ZONE = 'America/New_York';

export interface SampleApi {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly database: TestDatabase;
  /** The same without a socket. */
  readonly apiV2: DispatchDeps;
  /** Asks a command with the key of the sample. */
  ask(cmd: string, params?: Readonly<Record<string, string>>): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** Imports the sample into a database of its own and answers over it until `close`; mistakes go to `log`. */
export async function startSampleApi(log: Log = silentLog): Promise<SampleApi> {
  const dir = await mkdtemp(join(tmpdir(), 'spyglass-compat-'));
  const database = await createTestDatabase();
  const { db } = database;
  const clock = systemClock();
  const settings = createSettingsStore({ db, secretBox: testBox, pinned: pinnedFor({}), clock, log: silentLog });
  try {
    const path = unpackSample(join(dir, 'tautulli.db'));
    await runImport(database, path, { configPath: SAMPLE_CONFIG, deps: { settings } });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  const apiV2 = openApiV2({
    log,
    clock,
    db: () => db,
    settings: () => settings.current(),
    timeZone: ZONE,
    fixedNow: NOW_MS,
    declaredKey: API_KEY,
    services: () => ({ openSecret: testBox.open }),
  });
  const app = await createApp(httpDeps({ apiV2 }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    database,
    apiV2,
    async ask(cmd, params = {}) {
      const query = new URLSearchParams({ ...params, apikey: API_KEY, cmd });
      const answer = await fetch(`${url}/api/v2?${query}`);
      return { status: answer.status, body: await answer.json() };
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}
