/** Recorded events, with what the reference made of them: our rows and announcements must be the same. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServerId } from '#contract/ids.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { fixtureJson } from '#plex/testing.ts';
import { expectedDifferences } from './deviations.ts';
import { announced, differentRows, liveRows, stops, type Values } from './event-results.ts';
import { changeTables, emptyTables, foundWorld, historyDifferences, settingsOf } from './event-tables.ts';
import { type EventStep, EventWorld, type Route } from './event-world.ts';

interface Scenario {
  readonly id: string;
  readonly config?: Readonly<Record<string, string | number>>;
  readonly routes?: readonly Route[];
  readonly sql?: readonly string[];
  readonly show?: string;
  readonly steps: readonly EventStep[];
}

interface Result {
  readonly clock_start: number;
  readonly steps: readonly {
    readonly notifications?: readonly Values[];
    readonly timers_fired_before?: readonly { readonly notifications?: readonly Values[] }[];
    readonly sessions?: readonly Values[];
  }[];
  readonly final?: Readonly<Record<string, readonly Values[]>>;
}

const named = (folder: string): string[] =>
  readdirSync(new URL(`../fixtures/plex/${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''));

/** What is announced of streams here; `on_concurrent` and `on_newdevice` are told by whoever delivers. */
const OF_STREAMS = /^on_(play|stop|pause|resume|error|change|buffer|intro|commercial|credits|watched)$/;
const isOfStream = ({ action }: Values): boolean => OF_STREAMS.test(String(action));

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

/** The values of an announcement as the recording has them. */
const expectedNote = (note: Values): Values => {
  const { notifier_id: _notifier, passes_global_conditions: _passes, marker, ...rest } = note;
  const { type, start_time_offset: start } = (marker ?? {}) as Values;
  return { ...rest, marker: marker === undefined ? null : `${type} ${start}` };
};

const LEFT_OF_ROWS = new Set([
  'id',
  'rating_key_websocket',
  'last_paused',
  'transcode_key',
  'write_attempts',
  'intro',
  'commercial',
  'credits',
]);

async function play(folder: string, name: string): Promise<string[]> {
  const scenario = fixtureJson(`${folder}/${name}.json`) as Scenario;
  const result = fixtureJson(`expected/${folder === 'scenarios' ? 'scenarios' : 'ws'}/${name}.json`) as Result;
  const { db } = database;
  for (const statement of scenario.sql ?? []) await changeTables(db, statement);
  const t0 = result.clock_start * 1000;
  const world = new EventWorld({
    db,
    serverId,
    t0,
    settings: settingsOf(scenario.config ?? {}),
    routes: scenario.routes ?? [],
  });
  const found: string[] = [];
  let last = 0;
  for (const [i, step] of scenario.steps.entries()) {
    const expected = result.steps[i];
    for (const statement of step.sql ?? []) await changeTables(db, statement);
    await world.step(step);
    const notes = await announced(db, last);
    last = notes.at(-1)?.id ?? last;
    const timers = (expected?.timers_fired_before ?? []).flatMap(({ notifications = [] }) => notifications);
    const theirs = [...timers, ...(expected?.notifications ?? [])].filter(isOfStream).map(expectedNote);
    found.push(
      ...differentRows(
        `@${step.at} notes`,
        notes.map(({ values }) => values),
        theirs,
      ),
    );
    const rows = (expected?.sessions ?? []).map(({ last_paused: paused, ...row }) => ({
      ...row,
      is_paused: paused !== null,
    }));
    found.push(...differentRows(`@${step.at} sessions`, await liveRows(db, world), rows, LEFT_OF_ROWS));
  }
  if (result.final === undefined) return found;
  found.push(...(await historyDifferences(database, result.final)));
  const byDevice = (rows: readonly Values[]): Values[] =>
    [...rows].sort((a, b) => String(a.machine_id).localeCompare(String(b.machine_id)));
  const theirs = result.final.sessions_continued ?? [];
  found.push(...differentRows('stops', byDevice(await stops(db)), byDevice(theirs), new Set(['id'])));
  return found;
}

describe.each(['scenarios', 'scenarios/ws'])('%s', (folder) => {
  test.each(named(folder))('%s', { timeout: 60_000 }, async (name) => {
    const found = await play(folder, name);
    const meant = expectedDifferences(name);
    expect(found.filter((difference) => !meant.some((place) => difference.startsWith(place)))).toEqual([]);
    // What does not differ any more is no deviation.
    expect(meant.filter((place) => !found.some((difference) => difference.startsWith(place)))).toEqual([]);
  });
});
