import { beforeEach, expect, test } from 'vitest';
import type { StartAction } from '../actions.ts';
import { type ManualClock, manualClock } from '../testing/manual-clock.ts';
import { scenarioWorld } from '../worlds/scenario-world.ts';
import type { Notification } from './notification.ts';
import { actOnStream, beginRun, makeStage, startStream, terminateStream } from './playback.ts';
import type { Stage } from './stage.ts';
import { sessionsDocument, streamStates } from './views.ts';

const world = scenarioWorld();
let clock: ManualClock;
let stage: Stage;
let heard: Notification[];

beforeEach(() => {
  clock = manualClock();
  heard = [];
  stage = makeStage(world, clock, (notification) => heard.push(notification));
  beginRun(stage, { t0: clock.now(), nonce: 'abcdefgh' });
});

const start = (more: Partial<StartAction> = {}): void =>
  startStream(stage, { action: 'start', session: 'a', user: 'fern', item: 'film/ember-falls', at_ms: 0, ...more });
const reports = () =>
  heard.filter(({ type }) => type === 'playing').map(({ entry }) => [entry.state, entry.viewOffset]);
const ledger = () => stage.ledger.entries(clock.now());

test('a client reports every ten seconds, and the position is that of its last report', async () => {
  start();
  await clock.advance(15_000);
  expect(reports()).toEqual([
    ['buffering', 0],
    ['playing', 0],
    ['playing', 10_000],
  ]);
  expect(streamStates(stage)[0]?.offsetMs).toBe(10_000);
});

test('a pause keeps the position, a resume goes on from there, a stop brings it up to date', async () => {
  start({ report_interval_ms: 0 });
  actOnStream(stage, { action: 'pause', session: 'a', at_ms: 3000 });
  actOnStream(stage, { action: 'resume', session: 'a', at_ms: 6000 });
  await clock.advance(11_000);
  actOnStream(stage, { action: 'stop', session: 'a', at_ms: 11_000 });
  expect(reports().slice(1)).toEqual([
    ['playing', 0],
    ['paused', 3000],
    ['playing', 3000],
    ['stopped', 8000],
  ]);
  expect(ledger()).toMatchObject([
    { user: 'fern', ratingKey: 1001, playedMs: 8000, pausedMs: 3000, finalOffsetMs: 8000 },
  ]);
});

test('a report after a pause counts from the pause', async () => {
  start();
  await clock.advance(4000);
  actOnStream(stage, { action: 'pause', session: 'a' });
  await clock.advance(9000);
  expect(reports().slice(2)).toEqual([['paused', 4000]]);
  await clock.advance(1000);
  expect(reports().slice(3)).toEqual([['paused', 4000]]);
});

test('seeking moves the position, not the time played', async () => {
  start({ report_interval_ms: 0 });
  actOnStream(stage, { action: 'seek', session: 'a', view_offset_ms: 3_000_000, at_ms: 2000 });
  await clock.advance(5000);
  actOnStream(stage, { action: 'stop', session: 'a', at_ms: 5000 });
  expect(ledger()).toMatchObject([{ playedMs: 5000, pausedMs: 0, finalOffsetMs: 3_003_000 }]);
});

test('the position never runs past the end', async () => {
  start({ item: 'film/short-circuit-lullaby', view_offset_ms: 39_000 });
  await clock.advance(30_000);
  expect(streamStates(stage)[0]?.offsetMs).toBe(40_000);
});

test.each([
  ['recovers', undefined, ['buffering', 'playing']],
  ['does not recover', false, ['buffering']],
])('a client that stalls and %s', (_how, recover, states) => {
  start({ report_interval_ms: 0 });
  heard.length = 0;
  actOnStream(stage, { action: 'buffer', session: 'a', at_ms: 2000, ...(recover === undefined ? {} : { recover }) });
  expect(reports().map(([state]) => state)).toEqual(states);
});

test('another item under the same session key begins a new entry without a stop', async () => {
  start({ report_interval_ms: 0 });
  await clock.advance(7000);
  actOnStream(stage, { action: 'next', session: 'a', item: 'film/paper-moons', at_ms: 7000 });
  await clock.advance(2000);
  expect(reports().map(([state]) => state)).not.toContain('stopped');
  expect(ledger()).toMatchObject([
    { ratingKey: 1001, stoppedAt: stage.ids.t0 + 7000, playedMs: 7000, finalOffsetMs: 7000 },
    { ratingKey: 1002, startedAt: stage.ids.t0 + 7000, stoppedAt: null, playedMs: 2000 },
  ]);
});

test('a stream that vanishes says nothing and is gone', async () => {
  start();
  await clock.advance(12_000);
  heard.length = 0;
  actOnStream(stage, { action: 'vanish', session: 'a' });
  await clock.advance(30_000);
  expect(heard).toEqual([]);
  expect(ledger()).toMatchObject([{ playedMs: 12_000, stoppedAt: stage.ids.t0 + 12_000, finalOffsetMs: 10_000 }]);
});

test('a terminated stream stops a moment later, where its last report was', async () => {
  start();
  await clock.advance(12_000);
  expect(terminateStream(stage, streamStates(stage)[0]?.sessionId ?? '')).toBe(true);
  await clock.advance(1000);
  expect(reports().at(-1)).toEqual(['stopped', 10_000]);
  expect(ledger()).toMatchObject([{ playedMs: 12_200 }]);
});

test('a live channel: own keys, guide times, the next programme under the same keys', async () => {
  startStream(stage, { action: 'start', session: 'a', user: 'bram', player: 'shield', channel: 'news' });
  const before = sessionsDocument(stage, 'xml');
  expect(before).toContain('title="Evening Bulletin"');
  expect(before).toContain(`beginsAt="${Math.floor(stage.ids.t0 / 1000) - 600}"`);
  const [key] = streamStates(stage).map(({ ratingKey }) => ratingKey);
  actOnStream(stage, { action: 'programme', session: 'a' });
  const after = sessionsDocument(stage, 'xml');
  expect(after).toContain('title="Weather Watch"');
  expect(after).toContain(`ratingKey="${key}"`);
  expect(ledger().map(({ title }) => title)).toEqual(['Evening Bulletin', 'Weather Watch']);
});

test('identifiers follow from the nonce', () => {
  start();
  const first = sessionsDocument(stage, 'xml');
  beginRun(stage, { t0: clock.now(), nonce: 'abcdefgh' });
  start();
  const keyless = (text: string): string => text.replace(/sessionKey="\d+"/, '');
  expect(keyless(sessionsDocument(stage, 'xml'))).toBe(keyless(first));
});

test.each([
  ['user', { user: 'nobody' }],
  ['player', { player: 'toaster' }],
  ['item', { item: 'film/none' }],
  ['channel', { channel: 'static' }],
])('an unknown %s is an error', (what, wrong) => {
  expect(() => start(wrong)).toThrow(`There is no ${what}`);
});

test('a thousand streams are listed from kept pieces', () => {
  for (let i = 0; i < 1000; i += 1) {
    const stream = i % 2 ? { audio: { decision: 'transcode', codec: 'aac', channels: 2, bitrate: 160 } as const } : {};
    startStream(stage, { action: 'start', session: `s${i}`, item: 'film/ember-falls', report_interval_ms: 0, stream });
  }
  sessionsDocument(stage, 'xml');
  const began = performance.now();
  for (let i = 0; i < 10; i += 1) sessionsDocument(stage, 'xml');
  expect((performance.now() - began) / 10).toBeLessThan(60);
});
