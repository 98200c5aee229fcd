/**
 * Scenarios played against the running monitoring, at their own pace and all at once. What is recorded must equal the
 * history that the reference recorded for the same timeline.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createTestDatabase } from '#db/testing.ts';
import { parseScenario, playScenario } from '#simulator/scenario.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor, watchSimulator } from '#test/support/product.ts';
import { settingsOf } from './event-tables.ts';
import { differences, type HistoryRow, recordedHistory } from './recorded.ts';

const fixture = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/live/${path}`, import.meta.url), 'utf8'));

/** The settings of the comparison's default profile, but for delays of announcements that nobody may store so short. */
const {
  recentlyAddedDelaySeconds: _added,
  serverDownSeconds: _down,
  remoteAccessDownSeconds: _remote,
  ...PROFILE
} = settingsOf((fixture('profiles/default.json') as { settings: Record<string, string | number> }).settings);

/** So many at once leave the database its breath. */
const AT_ONCE = 15;

const SCENARIOS = [
  'autoplay-next',
  'bad-session-list',
  'buffer-warning',
  'concurrent-streams',
  'downloaded-item',
  'grouping-per-user-and-item',
  'hardware-and-subtitles',
  'known-device',
  'live-channel-change',
  'live-grouping',
  'live-tv',
  'many-streams',
  'marker-credits',
  'marker-intro',
  'media-versions',
  'music-tracks',
  'notification-order',
  'odd-notifications',
  'pause-counting',
  'pause-reports',
  'pause-then-watched',
  'photo-not-logged',
  'play-stop-ignored',
  'play-stop-logged',
  'playback-error',
  'relay-and-remote',
  'resume-groups',
  'rewatch-new-group',
  'seek',
  'server-down-missed-stop',
  'server-down-playing',
  'socket-blip',
  'stop-near-end',
  'terminate',
  'trailer-not-logged',
  'transcode-change',
  'unknown-user',
  'watched-by-percent',
  'watched-first-credits',
];

/**
 * Another item replaces the first without a stop. The reference times the first by its last minute, which is none here,
 * and leaves it out; we know how long it was played, in seconds.
 */
const REPLACED: readonly (readonly [scenario: string, first: string, played: number])[] = [
  ['missed-stop-next-play', 'The Broken Lattice', 5],
  ['music-album', 'Salt Canticle', 16.5],
  ['next-same-session', 'The Borrowed Harbor', 6],
];

const clock = systemClock();

async function play(
  name: string,
): Promise<{ recorded: HistoryRow[]; expected: HistoryRow[]; aliases: ReadonlyMap<string, string> }> {
  const database = await createTestDatabase();
  const sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs: 3_000 });
  const monitoring = await watchSimulator({ sim, database, clock, settings: PROFILE });
  try {
    await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
    const scenario = parseScenario(fixture(`scenarios/${name}.json`));
    const onCall = async (step: { cmd: string }, params: Record<string, unknown>): Promise<void> => {
      if (step.cmd !== 'terminate_session') return;
      const stream = sim
        .streams()
        .find((one) => String(one.sessionKey) === String(params.session_key) || one.sessionId === params.session_id);
      if (stream !== undefined)
        await monitoring.terminateByKey(String(stream.sessionKey), String(params.message ?? ''));
    };
    const { t0 } = await playScenario(sim, scenario, { clock, onCall });
    const { history } = fixture(`expected/${name}.json`) as { history: HistoryRow[] };
    const read = () => recordedHistory(database.db, t0);
    await waitFor(clock, 'the record', async () => (await read()).length >= history.length, 5_000).catch(
      () => undefined,
    );
    return { recorded: await read(), expected: history, aliases: sim.aliases() };
  } finally {
    await monitoring.stop(1_000);
    await sim.close();
    await database.drop();
  }
}

describe('what was replaced is recorded besides', () => {
  test.concurrent.each(REPLACED)('%s', { timeout: 120_000 }, async (name, title, played) => {
    const { recorded, expected, aliases } = await play(name);
    const [first, ...others] = recorded;
    expect(first?.title).toBe(title);
    expect(Math.abs(Number(first?.play_duration) - played)).toBeLessThanOrEqual(2);
    const found = differences(others, expected, aliases);
    expect(found.filter((one) => !/^(row|reference)_id/.test(one))).toEqual([]);
    expect(others).toHaveLength(expected.length);
  });
});

const groups = Array.from({ length: Math.ceil(SCENARIOS.length / AT_ONCE) }, (_, i) =>
  SCENARIOS.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
);

describe.each(groups.map((names) => ({ names })))(
  'what is recorded equals the history of the reference: $names',
  ({ names }) => {
    test.concurrent.each(names)('%s', { timeout: 120_000 }, async (name) => {
      const { recorded, expected, aliases } = await play(name);
      const found = differences(recorded, expected, aliases);
      expect({ rows: recorded.length, differences: found }).toEqual({ rows: expected.length, differences: [] });
    });
  },
);
