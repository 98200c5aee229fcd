/** Recorded events about servers and libraries lead to what the reference told of them. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import type { Announcement } from '#notifications/announce.ts';
import { fixtureJson } from '#plex/testing.ts';
import type { WorldRoute } from '#plex/world-testing.ts';
import { emptyTables, foundWorld, settingsOf } from './event-tables.ts';
import { type ServerStep, ServerWorld } from './server-world.ts';

interface Scenario {
  readonly id: string;
  readonly show?: 'server' | 'recently_added';
  readonly config?: Readonly<Record<string, string | number>>;
  readonly routes?: readonly WorldRoute[];
  readonly steps: readonly ServerStep[];
}

interface Told {
  readonly action: string;
  readonly rating_key?: string;
  readonly child_keys?: readonly number[];
  readonly remote_access_info?: Readonly<Record<string, string>>;
  readonly pms_download_info?: Readonly<Record<string, unknown>>;
}

interface Expected {
  readonly clock_start: number;
  readonly steps: readonly {
    readonly at: number;
    readonly timers_fired_before?: readonly { readonly notifications: readonly Told[] }[];
    readonly notifications: readonly Told[];
    readonly server_up?: boolean;
    readonly remote_access_up?: boolean | null;
    readonly recently_added_queue?: Readonly<Record<string, readonly number[]>>;
    readonly recently_added_table?: readonly number[];
  }[];
}

const SCENARIOS = readdirSync(new URL('../fixtures/plex/scenarios', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => fixtureJson(`scenarios/${name}`) as Scenario)
  .filter(({ show }) => show !== undefined);

/** What streams do is told in events.it.test.ts. */
const OURS = new Set(['on_created', 'on_intdown', 'on_intup', 'on_extdown', 'on_extup', 'on_pmsupdate']);

/** A refused token is told, as it was meant to be; the reference never notices (docs/monitoring.md). */
const TOLD_BESIDES: Readonly<Record<string, readonly string[]>> = { 'token-check': ['on_tokenexpired'] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(database.db));

/** What a recording says of an announcement, by the names of the parameters. */
function recorded({ action, rating_key, child_keys = [], remote_access_info, pms_download_info }: Told) {
  const { sign_in_state: _state, reason, ...remote } = remote_access_info ?? {};
  const update = pms_download_info ?? {};
  return {
    action,
    key: rating_key ?? null,
    children: child_keys.map(String).sort(),
    facts: {
      ...Object.fromEntries(Object.entries(remote).map(([name, value]) => [`remote_access_${name}`, value])),
      ...(remote_access_info === undefined ? {} : { remote_access_reason: reason }),
      ...(pms_download_info === undefined
        ? {}
        : {
            update_version: update.version,
            update_url: update.download_url,
            update_release_date: update.release_date,
            update_platform: update.platform,
            update_distro: update.distro,
            update_distro_build: update.distro_build,
            update_requirements: update.requirements,
            update_extra_info: update.extra_info,
            update_changelog_added: update.changelog_added,
            update_changelog_fixed: update.changelog_fixed,
          }),
    },
  };
}

function ours(told: Announcement) {
  const { update_channel: _channel, ...facts } = told.kind === 'server' ? told.facts : {};
  return {
    action: told.trigger,
    key: told.kind === 'created' ? told.item.item.ratingKey : null,
    children: told.kind === 'created' ? [...told.childKeys].sort() : [],
    facts,
  };
}

const byKey = <T extends { readonly action: string; readonly key: string | null }>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => `${a.action} ${a.key}`.localeCompare(`${b.action} ${b.key}`));

test.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', async (id, scenario) => {
  const expected = fixtureJson(`expected/scenarios/${id}.json`) as Expected;
  const serverId = await foundWorld(database.db);
  const world = new ServerWorld({
    db: database.db,
    serverId,
    settings: settingsOf(scenario.config ?? {}),
    routes: scenario.routes ?? [],
    t0: expected.clock_start * 1_000,
  });
  await world.begin();
  for (const [n, step] of scenario.steps.entries()) {
    const wanted = expected.steps[n]!;
    await world.step(step);
    const told = [
      ...(wanted.timers_fired_before ?? []).flatMap(({ notifications }) => notifications),
      ...wanted.notifications,
    ].filter(({ action }) => OURS.has(action));
    const besides = TOLD_BESIDES[id] ?? [];
    const heard = (await world.announced()).map(ours).filter(({ action }) => !besides.includes(action));
    expect(byKey(heard), `at ${step.at}`).toEqual(byKey(told.map(recorded)));
    if (wanted.server_up !== undefined) {
      expect(await world.life()).toEqual({ isUp: wanted.server_up, isRemoteUp: wanted.remote_access_up ?? null });
    }
    if (wanted.recently_added_table !== undefined) {
      expect((await world.remembered()).sort()).toEqual(wanted.recently_added_table.map(String).sort());
      expect((await world.waiting()).length > 0).toBe(Object.keys(wanted.recently_added_queue ?? {}).length > 0);
    }
  }
  await world.stop();
});

test('a refused token is told with the beginning of its hash', async () => {
  const serverId = await foundWorld(database.db);
  const routes: WorldRoute[] = [{ host: 'plex.tv', path: '/api/v2/ping', status: 401, body: '' }];
  const world = new ServerWorld({ db: database.db, serverId, settings: {}, routes, t0: 1_735_689_600_000 });
  await world.begin();
  await world.step({ at: 0, do: 'check_token' });
  expect(await world.announced()).toMatchObject([
    { trigger: 'on_tokenexpired', tag: expect.stringMatching(/^[0-9a-f]{10}$/) },
  ]);
  await world.step({ at: 1, do: 'check_token', routes: [{ host: 'plex.tv', path: '/api/v2/ping', fault: 'timeout' }] });
  expect(await world.announced()).toEqual([]);
  await world.stop();
});
