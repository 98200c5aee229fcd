import { describe, expect, test } from 'vitest';
import { afterRestart, NEVER_CONNECTED, type Outage, type OutageEvent, onOutageEvent } from './outage.ts';

const AFTER_MS = 60_000;
const connected = (s: number): OutageEvent => ({ kind: 'connected', at: s * 1_000 });
const lost = (s: number): OutageEvent => ({ kind: 'lost', at: s * 1_000 });
const tick = (s: number): OutageEvent => ({ kind: 'tick', at: s * 1_000, afterMs: AFTER_MS });

function told(events: readonly OutageEvent[], from: Outage = NEVER_CONNECTED): string[] {
  let state = from;
  return events.flatMap((event) => {
    const step = onOutageEvent(state, event);
    state = step.state;
    return step.tell === null ? [] : [`${step.tell} at ${event.at / 1_000}`];
  });
}

describe('what is told of a server', () => {
  test.each<[string, OutageEvent[], string[]]>([
    ['the first connection is no news', [connected(0)], []],
    [
      'an outage of ninety seconds',
      [connected(0), lost(10), tick(69), tick(71), tick(80), connected(100)],
      ['on_intdown at 71', 'on_intup at 100'],
    ],
    ['exactly as long as the threshold', [connected(0), lost(10), tick(70)], ['on_intdown at 70']],
    ['an outage of thirty seconds', [connected(0), lost(10), tick(30), connected(40), tick(100)], []],
    ['down from the start', [lost(0), tick(100), tick(1_000), connected(2_000)], []],
    ['down from the start, then up, then down', [lost(0), connected(10), lost(20), tick(80)], ['on_intdown at 80']],
    [
      'lost again and again counts from the first',
      [connected(0), lost(10), lost(40), lost(65), tick(70)],
      ['on_intdown at 70'],
    ],
    [
      'every outage is told',
      [connected(0), lost(1), tick(61), connected(62), lost(63), tick(123)],
      ['on_intdown at 61', 'on_intup at 62', 'on_intdown at 123'],
    ],
  ])('%s', (_name, events, expected) => {
    expect(told(events)).toEqual(expected);
  });
});

describe('after a restart', () => {
  const restart = (stored: Outage, s: number, heard: number | null = null) =>
    afterRestart(stored, { now: s * 1_000, lastHeardAt: heard === null ? null : heard * 1_000, afterMs: AFTER_MS });
  const down = (since: number, announcedAt: number | null = null): Outage => ({
    isUp: false,
    downSince: since * 1_000,
    announcedAt: announcedAt === null ? null : announcedAt * 1_000,
  });
  const up: Outage = { isUp: true, downSince: null, announcedAt: null };

  test('an outage that was being watched is told when it is due', () => {
    expect(told([lost(40), tick(69), tick(70)], restart(down(10), 30))).toEqual(['on_intdown at 70']);
  });
  test('the end of an outage that was told is told', () => {
    expect(told([lost(500), connected(600)], restart(down(10, 70), 500))).toEqual(['on_intup at 600']);
  });
  test('a server that went away during a short restart is missed', () => {
    expect(told([lost(12), tick(72)], restart(up, 12, 10))).toEqual(['on_intdown at 72']);
  });
  test('one that was away after a long one was down at the start', () => {
    expect(told([lost(100), tick(500), connected(600)], restart(up, 100, 10))).toEqual([]);
  });
  test('one that was down from the start is so again', () => {
    const silent: Outage = { isUp: false, downSince: null, announcedAt: null };
    expect(restart(silent, 100, 99)).toEqual(NEVER_CONNECTED);
  });
});
