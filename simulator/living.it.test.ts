import { expect, test } from 'vitest';
import { startLiving, wantedStreams } from './living.ts';
import { startSimulator } from './simulator.ts';
import { ask, nodes, parseXml } from './testing/clients.ts';
import { manualClock } from './testing/manual-clock.ts';

const EVENING = Date.UTC(2025, 5, 3, 19);
const MINUTE = 60_000;

async function live(minutes: number, streams: number, seed = 1) {
  const clock = manualClock(EVENING);
  const sim = await startSimulator({ clock });
  const life = startLiving(sim, { clock, streams, seed });
  await clock.advance(minutes * MINUTE);
  return { clock, sim, life };
}

test('something starts or stops about every quarter of a minute, around the wanted number', async () => {
  const { sim, life } = await live(60, 6);
  const ledger = sim.ledger();
  const changes = ledger.length + ledger.filter(({ stoppedAt }) => stoppedAt !== null).length;
  expect(3600 / changes).toBeGreaterThan(11);
  expect(3600 / changes).toBeLessThan(24);
  expect(sim.streams().length).toBeGreaterThanOrEqual(4);
  expect(sim.streams().length).toBeLessThanOrEqual(9);
  await life.stop();
  expect(sim.streams()).toEqual([]);
  await sim.close();
});

test('the same seed lives the same life, another seed another', async () => {
  const story = async (seed: number) => {
    const { sim, life } = await live(10, 6, seed);
    const told = sim.ledger().map(({ user, title, playedMs, pausedMs }) => [user, title, playedMs, pausedMs]);
    await life.stop();
    await sim.close();
    return told;
  };
  const first = await story(5);
  expect(await story(5)).toEqual(first);
  expect(await story(6)).not.toEqual(first);
});

test('people pause, transcode, and new items arrive', async () => {
  const { sim, life } = await live(40, 12);
  const ledger = sim.ledger();
  expect(ledger.some(({ pausedMs }) => pausedMs > 5000)).toBe(true);
  expect(sim.streams().some(({ transcoding }) => transcoding)).toBe(true);
  expect(sim.streams().some(({ transcoding }) => !transcoding)).toBe(true);
  const page = '?X-Plex-Container-Start=0&X-Plex-Container-Size=1';
  const newest = parseXml((await ask(sim, `/library/sections/1/recentlyAdded${page}`)).text);
  expect(Number(nodes(newest, 'Video')[0]?.addedAt) * 1000).toBeGreaterThan(EVENING);
  await life.stop();
  await sim.close();
});

test('a life goes on after a new run has swept its streams away', async () => {
  const { clock, sim, life } = await live(1, 6);
  await sim.begin({ t0: clock.now(), nonce: 'abcdefgh' });
  expect(sim.streams()).toEqual([]);
  await clock.advance(3 * MINUTE);
  expect(sim.streams().length).toBeGreaterThan(3);
  await life.stop();
  await sim.close();
});

test('five hundred streams are listed fast', async () => {
  const { sim, life } = await live(1, 420);
  expect(sim.streams().length).toBeGreaterThan(450);
  await ask(sim, '/status/sessions');
  const began = performance.now();
  const { text } = await ask(sim, '/status/sessions');
  expect(performance.now() - began).toBeLessThan(250);
  expect(Number(parseXml(text).size)).toBe(sim.streams().length);
  await life.stop();
  await sim.close();
});

test('the evening is busier than the night', () => {
  expect(wantedStreams(100, Date.UTC(2025, 5, 3, 20))).toBeGreaterThan(115);
  expect(wantedStreams(100, Date.UTC(2025, 5, 3, 8))).toBeLessThan(85);
});
