import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario, playScenario } from './scenario.ts';
import { startSimulator } from './simulator.ts';
import { manualClock } from './testing/manual-clock.ts';
import { scenarioWorld } from './worlds/scenario-world.ts';

const read = (name: string) =>
  parseScenario(
    JSON.parse(readFileSync(new URL(`../test/fixtures/live/scenarios/${name}.json`, import.meta.url), 'utf8')),
  );

test('a timeline plays by the clock, with its snapshots at their times', async () => {
  const clock = manualClock();
  const sim = await startSimulator({ clock, world: scenarioWorld() });
  const seen: [string, string | undefined][] = [];
  const t0 = clock.now() + 1200;
  const done = playScenario(sim, read('pause-counting'), {
    clock,
    t0,
    onSnapshot: ({ name }) => void seen.push([name, sim.streams()[0]?.state]),
  });
  await clock.advance(0);
  await clock.advance(20_000);
  expect(await done).toEqual({ t0 });
  expect(seen).toEqual([
    ['paused', 'paused'],
    ['resumed', 'playing'],
  ]);
  expect(sim.ledger()).toMatchObject([
    { startedAt: t0, stoppedAt: t0 + 11_000, playedMs: 8000, pausedMs: 3000, user: 'fern', player: 'shield' },
  ]);
  await sim.close();
});

test('calls get the stream they name', async () => {
  const clock = manualClock();
  const sim = await startSimulator({ clock, world: scenarioWorld() });
  const calls: unknown[] = [];
  const done = playScenario(sim, read('terminate'), {
    clock,
    onCall: (step, params) => void calls.push([step.cmd, params]),
  });
  await clock.advance(0);
  await clock.advance(60_000);
  await done;
  expect(calls).toEqual(
    expect.arrayContaining([['terminate_session', expect.objectContaining({ session_key: expect.any(Number) })]]),
  );
  await sim.close();
});
