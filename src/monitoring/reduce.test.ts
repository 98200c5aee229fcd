import { describe, expect, test } from 'vitest';
import type { ListedSession } from '#plex/facts.ts';
import { type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { reduce } from './reduce.ts';
import { at, type Event, KEY, plays, RULES, run, START, s, triggers } from './reduce-testing.ts';
import { type LiveSession, lostSight } from './session.ts';
import { aReport, ratingKey, sessionKey } from './testing.ts';

describe('what is announced', () => {
  test.each<[string, Event[], string[]]>([
    [
      'a whole life',
      [
        ...START,
        [5, 'paused', 5],
        [6, 'paused', 5],
        [9, 'playing', 5],
        [12, 'buffering', 8],
        [13, 'playing', 8],
        [14, 'list', [at(8)]],
        [20, 'stopped', 15],
      ],
      ['on_play', 'on_pause', 'on_resume', 'on_buffer', 'on_stop'],
    ],
    ['an error', [...START, [5, 'error', 5], [8, 'playing', 5], [9, 'stopped', 6]], ['on_play', 'on_error', 'on_stop']],
    ['another transcode', [...START, [5, 'transcode', 5], [5, 'list', [at(5)]]], ['on_play', 'on_change']],
    ['a pause found by the list', [...START, [10, 'list', [at(8, { state: 'paused' })]]], ['on_play', 'on_pause']],
    ['a loss', [...START, [10, 'list', []], [14, 'list', []]], ['on_play', 'on_stop']],
  ])('%s', (_name, events, expected) => {
    expect(triggers(run(events).effects)).toEqual(expected);
  });
});

const OTHER = sessionKey('2');

const aList = (at_: number, askedAt: number, sessions: readonly ListedSession[]): Fact => ({
  kind: 'list',
  at: at_,
  askedAt,
  sessions,
  unreadable: [],
  isComplete: true,
  isFirst: false,
});

describe('lists and reports that cross each other', () => {
  test('a list asked for before the stop does not open the session again', () => {
    const { state } = run([...START, [10, 'stopped', 10]]);
    const late = reduce(state, aList(s(11), s(9), [at(9)]), RULES);
    expect(late.state.live.size).toBe(0);
    expect(late.effects).toEqual([]);
  });

  test('the same item under the same key, asked for after the stop, is a new play', () => {
    const { state } = run([...START, [10, 'stopped', 10], [20, 'playing', 10], [20, 'list', [at(10)]]]);
    expect(state.live.get(KEY)).toMatchObject({ startedAt: s(20), watchedMs: 0 });
  });

  test('a list older than a report renews the description and leaves the times', () => {
    const { state } = run([...START, [10, 'paused', 10]]);
    const late = reduce(state, aList(s(11), s(9), [at(9, { bandwidthKbps: 1 })]), RULES);
    expect(late.state.live.get(KEY)).toMatchObject({
      state: 'paused',
      viewOffsetMs: 10_000,
      listed: { bandwidthKbps: 1 },
    });
  });

  test('a session that is missing from a list asked for before its report stays', () => {
    const { state } = run([...START, [10, 'playing', 10]]);
    const late = reduce(state, aList(s(11), s(9), []), RULES);
    expect(late.state.live.get(KEY)?.missingSince).toBeNull();
  });

  test.each<[string, Partial<Extract<Fact, { kind: 'list' }>>]>([
    ['one that could not be read is not missing', { unreadable: [KEY] }],
    ['when something without a key could not be read, nothing is missing', { isComplete: false }],
  ])('%s', (_name, over) => {
    const { state } = run([...START, [10, 'playing', 10]]);
    const list = { ...aList(s(20), s(20), []), ...over } as Fact;
    expect(reduce(state, list, RULES).state.live.get(KEY)?.missingSince).toBeNull();
  });

  test('while the list still shows the item before, it is asked again, and believed a second later', () => {
    const { state } = run([...START, [10, 'item', '102', 0], [10, 'list', [at(10)]]]);
    expect(state.live.size).toBe(0);
    const next = at(1, { item: { ratingKey: ratingKey('102') } });
    expect(run([[10.5, 'tick']], state).effects).toEqual([{ do: 'read-list' }]);
    expect(run([[10.5, 'list', [next]]], state).state.live.get(KEY)).toMatchObject({ ratingKey: '102' });
    const believed = run([[11.5, 'list', [at(10)]]], state).state.live.get(KEY);
    expect(believed).toMatchObject({ ratingKey: '101', reportedKey: '102' });
  });

  test('the next item under the same key may begin with a stall', () => {
    const stalling: Fact = {
      ...{ kind: 'report', at: s(20) },
      report: aReport({ ratingKey: ratingKey('102'), state: 'buffering' }),
    };
    const { state } = reduce(run(START).state, stalling, RULES);
    const listed = at(0, { state: 'buffering', item: { ratingKey: ratingKey('102') } });
    expect(run([[20, 'list', [listed]]], state).state.live.get(KEY)).toMatchObject({
      state: 'buffering',
      startedAt: s(20),
    });
  });

  test('a restarted server may use the key of another machine again', () => {
    const other = { ...at(0), player: { ...at(0).player, machineId: 'tv-2' } };
    const { effects, state } = run([...START, [10, 'playing', 10], [20, 'first-list', [other]]]);
    expect(plays(effects)).toHaveLength(1);
    expect(state.live.get(KEY)).toMatchObject({ machineId: 'tv-2', startedAt: s(15) });
  });

  test('live TV without a rating key is recognised by its stream', () => {
    const live = at(0, { liveUuid: 'u1', item: { ratingKey: null, isLive: true } });
    const first = run([[0, 'list', [live]]]).state;
    const step = reduce(
      first,
      {
        kind: 'report',
        at: s(10),
        report: aReport({ ratingKey: ratingKey('9001'), liveUuid: 'u1', viewOffsetMs: 10_000 }),
      },
      RULES,
    );
    expect(plays(step.effects)).toEqual([]);
    expect(step.state.live.get(KEY)?.watchedMs).toBe(10_000);
  });

  test('a player that is not listed is looked for again when it reports again', () => {
    const { state, effects } = run([
      [0, 'playing', 0],
      [0, 'list', []],
      [5, 'tick'],
    ]);
    expect(effects).toEqual([{ do: 'read-list' }]);
    expect(state.waiting.size).toBe(0);
    expect(run([[10, 'playing', 10]], state).effects).toEqual([{ do: 'read-list' }]);
  });

  test('a list that could not be read changes nothing, and a player nobody knows yet waits for the next', () => {
    const { state } = run([...START, [20, 'playing', 20]]);
    const waiting = reduce(state, { kind: 'report', at: s(21), report: aReport({ sessionKey: OTHER }) }, RULES).state;
    const after = reduce(waiting, { kind: 'no-list', at: s(22), askedAt: s(21) }, RULES);
    expect(after.state.live).toEqual(state.live);
    const listed = [at(20), { ...at(4), sessionKey: OTHER }];
    const found = run([[24, 'list', listed]], after.state).state;
    expect(found.live.get(OTHER)).toMatchObject({ startedAt: s(21) });
  });

  test('a DLNA client that asked for something plays it when it is still listed a second later', () => {
    const dlna = at(0, { player: { ...at(0).player, platform: 'DLNA' } });
    const early = run([
      [0, 'playing', 0],
      [0.2, 'list', [dlna]],
    ]);
    expect(early.state.live.size).toBe(0);
    const asked = run([[1, 'tick']], early.state);
    expect(asked.effects).toEqual([{ do: 'read-list' }]);
    expect(run([[1.2, 'list', [dlna]]], asked.state).state.live.get(KEY)).toMatchObject({ startedAt: s(0) });
    expect(run([[1.2, 'list', []]], asked.state).state).toEqual({ ...NO_SESSIONS, knownAt: s(1.2) });
  });
});

describe('what is saved', () => {
  const urgency = (events: Event[]): boolean[] =>
    run(events).effects.flatMap((effect) => (effect.do === 'save' ? [effect.urgent] : []));

  test('a change of state is urgent as soon as it is told, playing on is not', () => {
    const events: Event[] = [...START, [10, 'playing', 10], [15, 'paused', 15], [15, 'list', [at(15)]]];
    expect(urgency([...events, [25, 'paused', 15]])).toEqual([true, false, false, true, false]);
  });

  test('the state that was handed in is never changed', () => {
    const before = run(START).state;
    const frozen = JSON.stringify([...before.live]);
    run(
      [
        [10, 'paused', 10],
        [20, 'stopped', 10],
      ],
      before,
    );
    expect(JSON.stringify([...before.live])).toBe(frozen);
  });
});

describe('after a restart', () => {
  const restored = (over: Partial<LiveSession> = {}): ServerSessions => {
    const live = run([...START, [10, 'playing', 10]]).state.live.get(KEY);
    const confirmed = { at: s(10), state: 'playing' as const, viewOffsetMs: 10_000, watchedMs: 10_000, pausedMs: 0 };
    return { ...NO_SESSIONS, live: new Map([[KEY, lostSight({ ...live!, listed: null, confirmed, ...over })]]) };
  };

  test.each<[string, Event[], object[]]>([
    [
      'still playing',
      [
        [40, 'list', [at(30)]],
        [45, 'playing', 45],
        [50, 'stopped', 50],
      ],
      [{ watched: 50, to: 50, reason: 'stopped' }],
    ],
    [
      'paused meanwhile',
      [
        [40, 'list', [at(15, { state: 'paused' })]],
        [60, 'stopped', 15],
      ],
      [{ watched: 15, to: 60, reason: 'stopped' }],
    ],
    [
      'over meanwhile',
      [
        [40, 'list', []],
        [44, 'tick'],
      ],
      [{ watched: 10, to: 10, reason: 'lost' }],
    ],
    [
      'another item meanwhile',
      [[40, 'list', [at(5, { item: { ratingKey: ratingKey('102') } })]]],
      [{ watched: 10, to: 10, reason: 'replaced' }],
    ],
    [
      'rewound meanwhile',
      [
        [40, 'list', [at(2)]],
        [50, 'stopped', 12],
      ],
      [{ watched: 12, to: 50, reason: 'stopped' }],
    ],
  ])('%s', (_name, events, expected) => {
    expect(plays(run(events, restored()).effects)).toMatchObject(expected);
  });
});
