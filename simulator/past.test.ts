import { expect, test } from 'vitest';
import { inventPast, type PastPlay, sessionXml } from './past.ts';
import { nodes, parseXml, type XmlNode } from './testing/clients.ts';
import { scenarioWorld } from './worlds/scenario-world.ts';
import { showcaseWorld } from './worlds/showcase-world.ts';

const TO = Date.UTC(2025, 5, 1);
const FROM = TO - 730 * 86_400_000;
const world = showcaseWorld(1, TO);
const options = { from: FROM, to: TO, seed: 1, playsPerDay: 40 };
const plays = [...inventPast(world, options)];

const share = (part: (play: PastPlay) => boolean): number => plays.filter(part).length / plays.length;

test('two years have about the wanted number of plays, in order, inside the span', () => {
  expect(plays.length / 730).toBeGreaterThan(34);
  expect(plays.length / 730).toBeLessThan(46);
  for (const [i, play] of plays.entries()) {
    expect(play.startedAt).toBeGreaterThanOrEqual(plays[i - 1]?.startedAt ?? FROM);
    expect(play.stoppedAt).toBeLessThanOrEqual(TO);
  }
});

test('times and positions agree', () => {
  for (const { startedAt, stoppedAt, pausedMs, offsetFromMs, offsetToMs, item } of plays) {
    const played = stoppedAt - startedAt - pausedMs;
    expect(Math.abs(played - (offsetToMs - offsetFromMs))).toBeLessThanOrEqual(6000);
    expect(offsetToMs).toBeGreaterThan(offsetFromMs);
    expect(offsetToMs).toBeLessThanOrEqual(item.duration ?? 0);
  }
});

test('nobody plays what was not there yet, or what is not shared with them', () => {
  for (const { item, startedAt, user } of plays) {
    expect(item.addedAt * 1000).toBeLessThanOrEqual(startedAt);
    if (!user.admin) expect(user.sectionIds).toContain(item.section?.id);
  }
});

test('a screen shows one thing at a time', () => {
  const ends = new Map<string, number>();
  let clashes = 0;
  for (const { player, startedAt, stoppedAt } of plays) {
    if ((ends.get(player.key) ?? 0) > startedAt) clashes += 1;
    ends.set(player.key, stoppedAt);
  }
  // A film resumed the next day may meet what else is on.
  expect(clashes / plays.length).toBeLessThan(0.03);
});

test('evenings, weekends, the end of December and growth can be seen', () => {
  const hour = (play: PastPlay): number => new Date(play.startedAt).getUTCHours();
  expect(share((p) => hour(p) >= 18)).toBeGreaterThan(0.4);
  expect(share((p) => hour(p) >= 2 && hour(p) < 6)).toBeLessThan(0.06);
  const weekday = (play: PastPlay): number => new Date(play.startedAt).getUTCDay();
  expect(share((p) => weekday(p) === 6)).toBeGreaterThan(share((p) => weekday(p) === 2) * 1.3);
  const month = (text: string): number => share((p) => new Date(p.startedAt).toISOString().startsWith(text));
  expect(month('2024-12')).toBeGreaterThan(month('2024-11'));
  expect(month('2025-05')).toBeGreaterThan(month('2023-07') * 1.5);
});

test('series are watched in order', () => {
  const begun = new Map<string, number>();
  let forward = 0;
  let all = 0;
  for (const { item, user, offsetFromMs } of plays) {
    if (item.kind !== 'episode' || offsetFromMs > 0) continue;
    const name = `${user.key} ${item.parent?.parent?.key}`;
    const place = (item.parent?.index ?? 0) * 100 + (item.index ?? 0);
    const before = begun.get(name);
    if (before !== undefined) {
      all += 1;
      if (place >= before) forward += 1;
    }
    begun.set(name, place);
  }
  expect(forward / all).toBeGreaterThan(0.75);
});

test('films are resumed, paused, transcoded, and played directly', () => {
  expect(share(({ offsetFromMs }) => offsetFromMs > 0)).toBeGreaterThan(0.03);
  expect(share(({ pausedMs }) => pausedMs > 0)).toBeGreaterThan(0.08);
  expect(share(({ stream }) => stream.video?.decision === 'transcode')).toBeGreaterThan(0.1);
  expect(share(({ stream }) => stream.video === undefined && stream.audio === undefined)).toBeGreaterThan(0.3);
  expect(new Set(plays.map(({ user }) => user.key)).size).toBe(14);
});

test('the same seed gives the same past, another seed another', () => {
  const week = { ...options, from: TO - 7 * 86_400_000 };
  const told = (seed: number) =>
    [...inventPast(world, { ...week, seed })].map(({ user, item, startedAt }) => [user.key, item.key, startedAt]);
  expect(told(3)).toEqual(told(3));
  expect(told(4)).not.toEqual(told(3));
});

test('a play can be shown as the server would have listed it', () => {
  const play = plays.find(({ item, stream }) => item.kind === 'movie' && stream.video?.decision === 'transcode');
  if (play === undefined) throw new Error('nothing was transcoded');
  const list = parseXml(sessionXml(world, play));
  const [video] = nodes(list, 'Video');
  expect(list.size).toBe('1');
  expect(video).toMatchObject({
    ratingKey: String(play.item.ratingKey),
    viewOffset: String(play.offsetToMs),
    User: { id: String(play.user.localId) },
    Player: { title: play.player.title, machineIdentifier: play.player.machineIdentifier },
  });
  const transcode = video?.TranscodeSession as XmlNode | undefined;
  expect(transcode?.videoDecision).toBe('transcode');
});

test('the people of the scenario world have a past as well', () => {
  const some = [...inventPast(scenarioWorld(), { from: TO - 86_400_000 * 20, to: TO, seed: 1, playsPerDay: 20 })];
  expect(some.length).toBeGreaterThan(100);
});
