import { describe, expect, test } from 'vitest';
import type { LiveEvent } from '#contract/activity.ts';
import { makeWorld } from '../../../dev/world.ts';
import { applyEvent, dropEnded, type LiveState, UNKNOWN } from './live-state.ts';

const NOW = Date.UTC(2026, 10, 24, 16, 5);
const world = makeWorld('demo', () => NOW);
const known = applyEvent(UNKNOWN, { type: 'snapshot', activity: world.activity() }, NOW - 250);
const ids = (state: LiveState): number[] => state.sessions.map(({ view }) => view.id);
const first = world.activity().sessions[0]!;

const ended = (sessionId: number, playId: number | null): LiveEvent => ({
  type: 'session-ended',
  sessionId,
  stoppedAt: new Date(NOW).toISOString(),
  viewOffsetMs: 60_000,
  percentComplete: 71,
  playId,
});

describe('a snapshot', () => {
  test('replaces everything, and tells how far this clock is behind the server', () => {
    expect(known).toMatchObject({ isKnown: true, offsetMs: 250, problem: null });
    expect(ids(known)).toEqual([1, 2, 3, 4, 5, 6]);
    const empty = applyEvent(known, { type: 'snapshot', activity: { ...world.activity(), sessions: [] } }, NOW);
    expect(empty.sessions).toEqual([]);
  });

  test('lets those that just ended fade in peace', () => {
    const after = applyEvent(known, ended(2, 9), NOW);
    const sessions = world.activity().sessions.filter(({ id }) => id !== 2);
    expect(ids(applyEvent(after, { type: 'snapshot', activity: { ...world.activity(), sessions } }, NOW))).toContain(2);
  });
});

describe('a stream', () => {
  test('keeps its place when it changes', () => {
    const next = applyEvent(known, { type: 'session', session: { ...first, state: 'paused' } }, NOW);
    expect(ids(next)).toEqual(ids(known));
    expect(next.sessions[0]?.view.state).toBe('paused');
    expect(next.sessions[1]).toBe(known.sessions[1]);
  });

  test('takes its place by when it started', () => {
    const session = { ...first, id: 99, startedAt: new Date(NOW).toISOString() };
    expect(ids(applyEvent(known, { type: 'session', session }, NOW)).at(-1)).toBe(99);
  });

  test('that ends stays for five seconds and becomes the last play', () => {
    const next = applyEvent(known, ended(1, 9), NOW);
    expect(next.sessions[0]?.ending).toMatchObject({ percentComplete: 71, endedAtMs: NOW });
    expect(next.lastPlay).toMatchObject({ id: 9, userName: 'Anna Lindqvist', title: 'The Salt Meridian' });
    expect(ids(dropEnded(next, NOW + 4999))).toContain(1);
    expect(dropEnded(next, NOW + 4999)).toBe(next);
    expect(ids(dropEnded(next, NOW + 5000))).not.toContain(1);
  });

  test('too short to be recorded is not the last play; one that is not known changes nothing', () => {
    expect(applyEvent(known, ended(1, null), NOW).lastPlay).toBe(known.lastPlay);
    expect(applyEvent(known, ended(77, 9), NOW)).toBe(known);
  });
});

test('servers come, change and go', () => {
  const [attic] = world.servers;
  const cabin = { ...attic!, id: 2, name: 'Cabin' };
  const two = applyEvent(known, { type: 'server', server: cabin }, NOW);
  expect(two.servers.map(({ name }) => name)).toEqual(['Attic', 'Cabin']);
  const renamed = applyEvent(two, { type: 'server', server: { ...cabin, name: 'Hut' } }, NOW);
  expect(renamed.servers.map(({ name }) => name)).toEqual(['Attic', 'Hut']);
  expect(applyEvent(renamed, { type: 'server-removed', serverId: 1 }, NOW).servers).toHaveLength(1);
});
