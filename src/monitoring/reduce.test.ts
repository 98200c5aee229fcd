import { describe, expect, test } from 'vitest';
import type { ListedSession } from '#plex/facts.ts';
import { type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { reduce } from './reduce.ts';
import { at, type Event, KEY, plays, run, START, s, transitions } from './reduce-testing.ts';
import { type LiveSession, lostSight } from './session.ts';
import { aReport, ratingKey } from './testing.ts';

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
        [20, 'stopped', 15],
      ],
      ['start', 'pause', 'resume', 'buffer', 'stop'],
    ],
    ['an error', [...START, [5, 'error', 5], [8, 'playing', 5], [9, 'stopped', 6]], ['start', 'error', 'stop']],
    ['another transcode', [...START, [5, 'transcode', 5]], ['start', 'change']],
    ['a pause found by the list', [...START, [10, 'list', [at(8, { state: 'paused' })]]], ['start', 'pause']],
    ['a loss', [...START, [10, 'list', []], [14, 'list', []]], ['start', 'lost']],
  ])('%s', (_name, events, expected) => {
    expect(transitions(run(events).effects)).toEqual(expected);
  });
});

const aList = (at_: number, askedAt: number, sessions: readonly ListedSession[]): Fact => ({
  kind: 'list',
  at: at_,
  askedAt,
  sessions,
  unreadable: [],
  isComplete: true,
});

describe('lists and reports that cross each other', () => {
  test('a list asked for before the stop does not open the session again', () => {
    const { state } = run([...START, [10, 'stopped', 10]]);
    const late = reduce(state, aList(s(11), s(9), [at(9)]));
    expect(late.state.live.size).toBe(0);
    expect(late.effects).toEqual([]);
  });

  test('the same item under the same key, asked for after the stop, is a new play', () => {
    const { state } = run([...START, [10, 'stopped', 10], [20, 'playing', 10], [20, 'list', [at(10)]]]);
    expect(state.live.get(KEY)).toMatchObject({ startedAt: s(20), watchedMs: 0 });
  });

  test('a list older than a report renews the description and leaves the times', () => {
    const { state } = run([...START, [10, 'paused', 10]]);
    const late = reduce(state, aList(s(11), s(9), [at(9, { bandwidthKbps: 1 })]));
    expect(late.state.live.get(KEY)).toMatchObject({
      state: 'paused',
      viewOffsetMs: 10_000,
      listed: { bandwidthKbps: 1 },
    });
  });

  test('a session that is missing from a list asked for before its report stays', () => {
    const { state } = run([...START, [10, 'playing', 10]]);
    const late = reduce(state, aList(s(11), s(9), []));
    expect(late.state.live.get(KEY)?.missingSince).toBeNull();
  });

  test.each<[string, Partial<Extract<Fact, { kind: 'list' }>>]>([
    ['one that could not be read is not missing', { unreadable: [KEY] }],
    ['when something without a key could not be read, nothing is missing', { isComplete: false }],
  ])('%s', (_name, over) => {
    const { state } = run([...START, [10, 'playing', 10]]);
    const list = { ...aList(s(20), s(20), []), ...over } as Fact;
    expect(reduce(state, list).state.live.get(KEY)?.missingSince).toBeNull();
  });

  test('while the list still shows the item before, it is asked again and nothing is opened', () => {
    const { state, effects } = run([...START, [10, 'item', '102', 0], [10, 'list', [at(10)]]]);
    expect(state.live.size).toBe(0);
    expect(effects.at(-1)).toEqual({ do: 'read-list' });
  });

  test('a restarted server may use the key of another machine again', () => {
    const other = { ...at(0), player: { ...at(0).player, machineId: 'tv-2' } };
    const { effects, state } = run([...START, [10, 'playing', 10], [20, 'list', [other]]]);
    expect(plays(effects)).toHaveLength(1);
    expect(state.live.get(KEY)).toMatchObject({ machineId: 'tv-2', startedAt: s(20) });
  });

  test('live TV without a rating key is recognised by its stream', () => {
    const live = at(0, { liveUuid: 'u1', item: { ratingKey: null, isLive: true } });
    const first = run([[0, 'list', [live]]]).state;
    const step = reduce(first, {
      kind: 'report',
      at: s(10),
      report: aReport({ ratingKey: ratingKey('9001'), liveUuid: 'u1', viewOffsetMs: 10_000 }),
    });
    expect(plays(step.effects)).toEqual([]);
    expect(step.state.live.get(KEY)?.watchedMs).toBe(10_000);
  });

  test('reports of an unknown player ask for the list once each, and are forgotten a minute after the last', () => {
    const { state, effects } = run([
      [0, 'playing', 0],
      [0, 'list', []],
      [5, 'tick'],
    ]);
    expect(effects.filter((effect) => effect.do === 'read-list')).toHaveLength(2);
    expect(
      run(
        [
          [61, 'tick'],
          [62, 'tick'],
        ],
        state,
      ).state.waiting.size,
    ).toBe(0);
  });
});

describe('what is saved', () => {
  const urgency = (events: Event[]): boolean[] =>
    run(events).effects.flatMap((effect) => (effect.do === 'save' ? [effect.urgent] : []));

  test('a change of state is urgent, playing on is not', () => {
    expect(urgency([...START, [10, 'playing', 10], [15, 'paused', 15], [25, 'paused', 15]])).toEqual([
      true,
      false,
      true,
      false,
    ]);
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
    return { ...NO_SESSIONS, live: new Map([[KEY, lostSight({ ...live!, listed: null, ...over })]]) };
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
