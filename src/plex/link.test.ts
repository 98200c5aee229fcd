import { describe, expect, test } from 'vitest';
import type { LinkFacts } from './facts.ts';
import { isHeard, isSameLink, type Link, type LinkEvent, NEW_LINK, onLinkEvent } from './link.ts';

const RETRY = 99;
/** Short names of what may happen. */
const EVENTS = {
  open: (at: number): LinkEvent => ({ kind: 'socket-open', at }),
  dropped: (at: number): LinkEvent => ({ kind: 'socket-dropped', at, problem: 'dropped', retryAtMs: RETRY }),
  refused: (at: number): LinkEvent => ({
    kind: 'socket-refused',
    at,
    status: 503,
    problem: 'refused',
    retryAtMs: RETRY,
  }),
  refused401: (at: number): LinkEvent => ({
    kind: 'socket-refused',
    at,
    status: 401,
    problem: 'token',
    retryAtMs: RETRY,
  }),
  nobody: (at: number): LinkEvent => ({ kind: 'socket-unreachable', at, problem: 'nobody', retryAtMs: RETRY }),
  answered: (at: number): LinkEvent => ({ kind: 'answered', at }),
  failed: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'unreachable', problem: 'error 500' }),
  malformed: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'malformed', problem: 'malformed' }),
  tooLarge: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'too_large', problem: 'too large' }),
  forbidden: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'refused', problem: 'forbidden' }),
  failed401: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'unauthorised', problem: 'token' }),
  notFound: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'not_found', problem: 'unknown' }),
  aborted: (at: number): LinkEvent => ({ kind: 'failed', at, reason: 'aborted', problem: 'given up' }),
} as const;
type EventName = keyof typeof EVENTS;

/** Events happen at 1, 2, 3 ... */
const after = (names: readonly EventName[]): Link =>
  names.reduce((link, name, index) => onLinkEvent(link, EVENTS[name](index + 1)), NEW_LINK);

const ok = (sinceMs: number): LinkFacts => ({ state: 'ok', sinceMs });
const degraded = (sinceMs: number, problem: string): LinkFacts => ({ state: 'degraded', sinceMs, problem });
const unauthorised = (sinceMs: number): LinkFacts => ({ state: 'unauthorised', sinceMs, problem: 'token' });
const unreachable = (sinceMs: number, problem: string): LinkFacts => ({
  state: 'unreachable',
  sinceMs,
  problem,
  retryAtMs: RETRY,
});
const connecting: LinkFacts = { state: 'connecting' };

const CASES: readonly (readonly [names: readonly EventName[], expected: LinkFacts])[] = [
  [[], connecting],
  [['answered'], connecting],
  [['failed'], connecting],
  [['open'], ok(1)],
  [['open', 'answered'], ok(1)],
  [['answered', 'open', 'answered'], ok(2)],
  [['open', 'failed'], degraded(2, 'error 500')],
  [['open', 'malformed'], degraded(2, 'malformed')],
  [['open', 'tooLarge'], degraded(2, 'too large')],
  [['open', 'forbidden'], degraded(2, 'forbidden')],
  [['open', 'failed', 'malformed'], degraded(2, 'malformed')],
  [['open', 'failed', 'answered'], ok(3)],
  [['open', 'notFound'], ok(1)],
  [['open', 'aborted'], ok(1)],
  [['open', 'failed', 'notFound'], degraded(2, 'error 500')],
  [['open', 'dropped'], degraded(2, 'dropped')],
  [['open', 'dropped', 'open'], ok(3)],
  [['open', 'dropped', 'failed'], unreachable(3, 'dropped')],
  [['open', 'dropped', 'nobody'], unreachable(3, 'nobody')],
  [['open', 'dropped', 'refused'], degraded(2, 'refused')],
  [['open', 'failed', 'dropped'], unreachable(3, 'dropped')],
  [['nobody'], unreachable(1, 'nobody')],
  [['nobody', 'nobody'], unreachable(1, 'nobody')],
  [['nobody', 'open'], ok(2)],
  [['nobody', 'answered'], degraded(2, 'nobody')],
  [['refused'], unreachable(1, 'refused')],
  [['refused', 'answered'], degraded(2, 'refused')],
  [['refused', 'failed'], unreachable(1, 'refused')],
  [['refused401'], unauthorised(1)],
  [['refused401', 'refused401'], unauthorised(1)],
  [['refused401', 'answered'], degraded(2, 'token')],
  [['refused401', 'nobody'], unreachable(2, 'nobody')],
  [['refused401', 'open'], ok(2)],
  [['open', 'failed401'], unauthorised(2)],
  [['open', 'failed401', 'failed'], unauthorised(2)],
  [['open', 'failed401', 'dropped'], unauthorised(2)],
  [['open', 'failed401', 'answered'], ok(3)],
  [['answered', 'failed401'], unauthorised(2)],
];

test.each(CASES)('%j is %j', (names, expected) => {
  expect(after(names).facts).toEqual(expected);
});

describe('every pair of events after every other', () => {
  const names = Object.keys(EVENTS) as EventName[];
  const triples = names.flatMap((a) => names.flatMap((b) => names.map((c) => [a, b, c] as const)));

  test('leads to a state that fits its evidence', () => {
    for (const triple of triples) {
      const { socket, refusal, facts } = after(triple);
      if (facts.state === 'ok') expect(socket.s).toBe('open');
      expect(facts.state === 'unauthorised').toBe(refusal !== null);
      if (facts.state === 'unreachable') expect(socket.s).toBe('lost');
      if (facts.state === 'connecting') expect(socket.s).toBe('new');
      else expect(facts.sinceMs).toBeGreaterThan(0);
    }
  });
});

test('a server is heard while it can be asked', () => {
  const states: readonly LinkFacts[] = [connecting, ok(1), degraded(1, ''), unauthorised(1), unreachable(1, '')];
  expect(states.map(isHeard)).toEqual([false, true, true, false, false]);
});

test('links differ by everything a person would see', () => {
  expect(isSameLink(ok(1), ok(1))).toBe(true);
  expect(isSameLink(ok(1), ok(2))).toBe(false);
  expect(isSameLink(degraded(1, 'a'), degraded(1, 'b'))).toBe(false);
});
