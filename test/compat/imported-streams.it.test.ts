/** Streams that ran when an old database was copied, once their server is watched here. */
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { ask, type OldRow, runImport } from '#tautulli/import/import-testing.ts';
import { LATEST, makeOld } from '#tautulli/import/old-releases-testing.ts';
import { Folder } from '#tautulli/import/source/source-testing.ts';
import { waitFor, watchSimulator } from '#test/support/product.ts';

const clock = systemClock();
const MINUTE = 60;

let folder: Folder;
let database: TestDatabase;
let sim: Simulator;
let monitoring: Monitoring | null = null;

beforeEach(async () => {
  folder = new Folder();
  database = await createTestDatabase();
  sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs: 3_000 });
});
afterEach(async () => {
  await monitoring?.stop(1_000);
  monitoring = null;
  await sim.close();
  await database.drop();
  folder[Symbol.dispose]();
});

const now = Math.floor(clock.now() / 1000);

/** A film that began an hour ago and was seen last half an hour ago. */
const aRow = (row: OldRow): OldRow => ({
  ...{
    user_id: 7,
    user: 'fern',
    media_type: 'movie',
    state: 'playing',
    machine_id: 'tv',
    player: 'TV',
    location: 'lan',
  },
  ...{ title: 'A film', full_title: 'A film', guid: `plex://movie/${row.rating_key}`, duration: 7_200_000 },
  ...{ started: now - 60 * MINUTE, stopped: now - 30 * MINUTE, paused_counter: 5 * MINUTE, view_offset: 1_500_000 },
  ...row,
});

async function importRows(rows: readonly OldRow[]): Promise<ServerId> {
  const path = folder.at('tautulli.db');
  using old = makeOld(path, LATEST);
  old.add('users', { id: 1, user_id: 7, username: 'fern' });
  for (const row of rows) old.add('sessions', row);
  const configPath = folder.at('config.ini');
  writeFileSync(configPath, `[PMS]\npms_identifier = ${sim.machineIdentifier}\npms_url = ${sim.pmsUrl}\n`);
  await runImport(database, path, { configPath });
  const [server] = await ask<{ id: ServerId }>(database, 'select id from servers order by id limit 1');
  if (server === undefined) throw new Error('there is no server');
  return server.id;
}

const live = () =>
  ask<{ key: string; started: number; imported: boolean }>(
    database,
    `select session_key as key, extract(epoch from started_at)::int as started, import_id is not null as imported
     from sessions order by 1`,
  );
const plays = () =>
  ask(
    database,
    `select extract(epoch from started_at)::int as started, extract(epoch from stopped_at)::int as stopped,
       watched_ms::int as watched, ended_reason as reason, view_offset_ms as position from plays order by 1`,
  );
const OVER = { started: now - 60 * MINUTE, stopped: now - 30 * MINUTE, watched: 25 * 60_000, position: 1_500_000 };

test('one that still runs goes on with its old start, one that is gone is recorded with its last moment', async () => {
  await sim.act({ action: 'start', session: 'a', user: 'fern', player: 'roku', item: 'film/ember-falls' });
  const { sessionKey = 0, ratingKey = 0 } = sim.streams()[0] ?? {};
  const machineId = [...sim.aliases()].find(([, name]) => name === 'player:roku')?.[0] ?? '';
  await importRows([
    aRow({ session_key: sessionKey, rating_key: ratingKey, machine_id: machineId }),
    aRow({ session_key: 9_999, rating_key: 77 }),
  ]);
  expect((await live()).map(({ imported }) => imported)).toEqual([true, true]);
  monitoring = await watchSimulator({ sim, database, clock });
  await waitFor(clock, 'the end of what is gone', async () => (await plays()).length > 0);
  expect(await plays()).toEqual([{ ...OVER, reason: 'lost' }]);
  await waitFor(clock, 'what runs to be confirmed', async () => (await live()).every(({ imported }) => !imported));
  expect(await live()).toEqual([{ key: String(sessionKey), started: now - 60 * MINUTE, imported: false }]);
});

test('a server that is watched already is watched anew after an import', async () => {
  monitoring = await watchSimulator({ sim, database, clock });
  await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
  const serverId = await importRows([aRow({ session_key: 9_999, rating_key: 77 })]);
  await monitoring.rewatch(serverId);
  await waitFor(clock, 'the end of what is gone', async () => (await plays()).length > 0);
  expect(await plays()).toEqual([{ ...OVER, reason: 'lost' }]);
  expect(await live()).toEqual([]);
});
