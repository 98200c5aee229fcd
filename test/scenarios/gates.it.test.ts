/** Recorded events: what is told of them after every rule that holds notifications back, whoever wants them. */
import { asc, gt } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { notificationOutbox } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { Announcement } from '#notifications/announce.ts';
import { passesGate } from '#notifications/gates/gate.ts';
import { fixtureJson } from '#plex/testing.ts';
import { changeTables, emptyTables, foundWorld, settingsOf } from './event-tables.ts';
import { type EventStep, EventWorld, type Route } from './event-world.ts';

interface Scenario {
  readonly config?: Readonly<Record<string, string | number>>;
  readonly routes?: readonly Route[];
  readonly sql?: readonly string[];
  readonly steps: readonly EventStep[];
}

interface Note {
  readonly action: string;
  readonly session_key?: string | number;
  readonly passes_global_conditions?: boolean;
}

interface Result {
  readonly clock_start: number;
  readonly steps: readonly { readonly notifications?: readonly Note[] }[];
}

const SCENARIOS = [
  'concurrent-streams',
  'concurrent-by-ip',
  'new-device',
  'new-device-history-only',
  'consecutive-off',
  'continued-session',
  'clip-and-photo',
  'start-pause-resume-stop',
  'track-15-seconds',
  'next-episode-same-session',
];

let database: TestDatabase;
let serverId: ServerId;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(database.db);
  serverId = await foundWorld(database.db);
});

/** What was queued since the event with the number `after`. */
async function announcedSince(after: number): Promise<{ id: number; announcement: Announcement }[]> {
  const { id, payload } = notificationOutbox;
  const rows = await database.db.select({ id, payload }).from(notificationOutbox).where(gt(id, after)).orderBy(asc(id));
  return rows.map((row) => ({ id: row.id, announcement: row.payload as Announcement }));
}

/** What follows a start is asked right after it. */
const withFollowers = (told: Announcement): readonly Announcement[] =>
  told.kind === 'stream' && told.trigger === 'on_play'
    ? [told, { ...told, trigger: 'on_concurrent' }, { ...told, trigger: 'on_newdevice' }]
    : [told];

async function verdicts(told: readonly Announcement[], settings: Settings): Promise<string[]> {
  const found: string[] = [];
  for (const one of told.flatMap(withFollowers)) {
    if (one.kind !== 'stream') continue;
    const passes = await inTransaction(database.db, (tx) => passesGate(tx, one, settings));
    found.push(`${one.trigger} ${one.stream.sessionKey} ${passes}`);
  }
  return found.sort();
}

test.each(SCENARIOS)('%s', { timeout: 60_000 }, async (name) => {
  const scenario = fixtureJson(`scenarios/${name}.json`) as Scenario;
  const result = fixtureJson(`expected/scenarios/${name}.json`) as Result;
  const { db } = database;
  const settings = { ...DEFAULT_SETTINGS, ...settingsOf(scenario.config ?? {}) };
  for (const statement of scenario.sql ?? []) await changeTables(db, statement);
  const t0 = result.clock_start * 1000;
  const world = new EventWorld({ db, serverId, t0, settings, routes: scenario.routes ?? [] });
  let last = 0;
  for (const [i, step] of scenario.steps.entries()) {
    for (const statement of step.sql ?? []) await changeTables(db, statement);
    await world.step(step);
    const told = await announcedSince(last);
    last = told.at(-1)?.id ?? last;
    const expected = (result.steps[i]?.notifications ?? [])
      .filter((note) => note.session_key !== undefined)
      .map((note) => `${note.action} ${note.session_key} ${note.passes_global_conditions}`);
    const found = await verdicts(
      told.map(({ announcement }) => announcement),
      settings,
    );
    expect(found, `at ${step.at}`).toEqual(expected.sort());
  }
});
