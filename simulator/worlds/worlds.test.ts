import { expect, test } from 'vitest';
import { leavesOf } from '../world/library.ts';
import type { World } from '../world/world.ts';
import { scenarioWorld } from './scenario-world.ts';
import { showcaseWorld } from './showcase-world.ts';

const count = (world: World, kind: string): number => [...world.library.items()].filter((i) => i.kind === kind).length;

test('the showcase is a household of about the wanted size', () => {
  const world = showcaseWorld();
  expect(count(world, 'movie')).toBeGreaterThanOrEqual(115);
  expect(count(world, 'show')).toBe(14);
  expect(count(world, 'episode')).toBeGreaterThanOrEqual(200);
  expect(count(world, 'artist')).toBe(10);
  expect(world.people).toHaveLength(14);
  expect(world.players.length).toBeGreaterThanOrEqual(20);
  expect(world.channels).toHaveLength(2);
});

test('the same seed and week give the same world, another seed another', () => {
  const week = Date.UTC(2025, 5, 3);
  const facts = (seed: number, now: number) =>
    [...showcaseWorld(seed, now).library.items()].map(
      ({ section, parent, children, members, extras, extraOf, ...rest }) => rest,
    );
  expect(facts(7, week)).toEqual(facts(7, week + 3_600_000));
  expect(facts(8, week)).not.toEqual(facts(7, week));
});

test('nothing is younger than the week the world is made for', () => {
  const now = Date.UTC(2025, 5, 3);
  const youngest = Math.max(...[...showcaseWorld(1, now).library.items()].map(({ addedAt }) => addedAt));
  expect(youngest * 1000).toBeLessThan(now);
  expect(youngest * 1000).toBeGreaterThan(now - 14 * 86_400_000);
});

test('titles, keys, guids and versions are unique', () => {
  const items = [...showcaseWorld().library.items()];
  const unique = (values: unknown[]): void => expect(new Set(values).size).toBe(values.length);
  unique(items.map(({ key }) => key));
  unique(items.map(({ guid }) => guid));
  unique(items.flatMap(({ media }) => media.map(({ attrs }) => attrs.id)));
  unique(items.filter(({ kind }) => kind === 'movie').map(({ title }) => title));
});

test('viewers name people and players that exist, and arrivals fit in', () => {
  const world = showcaseWorld();
  const players = new Set(world.players.map(({ key }) => key));
  const people = new Set(world.people.map(({ key }) => key));
  for (const viewer of world.viewers) {
    expect(people).toContain(viewer.person);
    for (const [player] of viewer.players) expect(players).toContain(player);
  }
  expect(world.arrivals.length).toBeGreaterThan(10);
  for (const batch of world.arrivals) for (const item of batch(1_800_000_000)) world.library.attach(item);
});

test('versions cover what a monitor has to tell apart', () => {
  const media = [...showcaseWorld().library.items()].flatMap((item) => item.media);
  const resolutions = new Set(media.map(({ attrs }) => attrs.videoResolution));
  for (const wanted of ['4k', '1080', '720', 'sd', '576']) expect(resolutions).toContain(wanted);
  const streams = media.flatMap(({ parts }) => parts.flatMap((part) => part.streams));
  expect(streams.some((stream) => stream.DOVIPresent === true)).toBe(true);
  expect(streams.some((stream) => stream.streamType === 3 && stream.forced === true)).toBe(true);
});

test('two copies of a world do not share anything', () => {
  const [a, b] = [scenarioWorld(), scenarioWorld()];
  const show = a.library.find('show/lighthouse-nine');
  if (show === undefined) throw new Error('no show');
  for (const leaf of leavesOf(show)) a.library.detach(leaf);
  expect(leavesOf(show)).toEqual([]);
  expect(b.library.find('show/lighthouse-nine/s1e1')).toBeDefined();
});
