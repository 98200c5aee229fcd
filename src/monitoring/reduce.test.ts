import { describe, expect, test } from 'vitest';
import type { SessionState } from '#contract/enums.ts';
import type { ListedSession } from '#plex/facts.ts';
import { type Effect, type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { reduce } from './reduce.ts';
import { type LiveSession, lostSight } from './session.ts';
import { aListed, aReport, ratingKey, sessionKey } from './testing.ts';

const T0 = 1_800_000_000_000;
const s = (seconds: number): number => T0 + seconds * 1000;
const KEY = sessionKey('1');

type Event =
  | [at: number, state: SessionState | 'stopped', offset: number]
  | [at: number, what: 'list', sessions: readonly ListedSession[]]
  | [at: number, what: 'lost' | 'tick' | 'tick-current' | 'transcode', offset?: number]
  | [at: number, what: 'jump', by: number]
  | [at: number, what: 'item', key: string, offset: number];

function toFact([at, what, value, offset]: Event | [number, string, unknown, number?]): Fact {
  const now = s(at as number);
  switch (what) {
    case 'list':
      return { kind: 'list', at: now, askedAt: now, sessions: value as readonly ListedSession[] };
    case 'lost':
      return { kind: 'link-lost', at: now };
    case 'tick':
    case 'tick-current':
      return { kind: 'tick', at: now, isCurrent: what === 'tick-current' };
    case 'jump':
      return { kind: 'clock-jump', at: now, byMs: (value as number) * 1000 };
    case 'item':
      return {
        kind: 'report',
        at: now,
        report: aReport({ ratingKey: ratingKey(value as string), viewOffsetMs: (offset ?? 0) * 1000 }),
      };
    case 'transcode':
      return {
        kind: 'report',
        at: now,
        report: aReport({ transcodeId: 't2', viewOffsetMs: ((value as number | undefined) ?? 0) * 1000 }),
      };
    default:
      return {
        kind: 'report',
        at: now,
        report: aReport({ state: what as SessionState | 'stopped', viewOffsetMs: (value as number) * 1000 }),
      };
  }
}

function run(
  events: readonly Event[],
  from: ServerSessions = NO_SESSIONS,
): { state: ServerSessions; effects: Effect[] } {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const step = reduce(state, toFact(event));
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const plays = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.do === 'close'
      ? [
          {
            item: effect.closed.session.ratingKey,
            watched: effect.closed.session.watchedMs / 1000,
            paused: effect.closed.session.pausedMs / 1000,
            offset: effect.closed.session.viewOffsetMs / 1000,
            from: (effect.closed.session.startedAt - T0) / 1000,
            to: (effect.closed.stoppedAt - T0) / 1000,
            reason: effect.closed.endedReason,
          },
        ]
      : [],
  );
const transitions = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'announce' ? [effect.transition] : []));
const at = (offset: number, over: Parameters<typeof aListed>[0] = {}) =>
  aListed({ viewOffsetMs: offset * 1000, ...over });
const START: Event[] = [
  [0, 'playing', 0],
  [0, 'list', [at(0)]],
];

describe('the scenario table: what was heard -> the plays that are recorded', () => {
  const play = { item: '101', from: 0, reason: 'stopped', paused: 0 };
  const table: [name: string, events: Event[], expected: object[]][] = [
    [
      'start and stop',
      [...START, [10, 'playing', 10], [20, 'playing', 20], [25, 'stopped', 25]],
      [{ ...play, watched: 25, offset: 25, to: 25 }],
    ],
    [
      'a pause is not watched',
      [...START, [10, 'paused', 10], [40, 'playing', 10], [50, 'stopped', 20]],
      [{ ...play, watched: 20, paused: 30, offset: 20, to: 50 }],
    ],
    [
      'reports during a pause add up',
      [...START, [10, 'paused', 10], [20, 'paused', 10], [35, 'paused', 10], [40, 'playing', 10], [45, 'stopped', 15]],
      [{ ...play, watched: 15, paused: 30, offset: 15, to: 45 }],
    ],
    [
      'a stop while paused',
      [...START, [10, 'paused', 10], [600, 'stopped', 10]],
      [{ ...play, watched: 10, paused: 590, offset: 10, to: 600 }],
    ],
    [
      'opened while paused',
      [
        [0, 'paused', 100],
        [1, 'list', [at(100, { state: 'paused' })]],
        [31, 'playing', 100],
        [41, 'stopped', 110],
      ],
      [{ ...play, watched: 10, paused: 31, offset: 110, to: 41 }],
    ],
    [
      'buffering at the start opens nothing',
      [
        [0, 'buffering', 0],
        [0, 'list', [at(0, { state: 'buffering' })]],
        [2, 'stopped', 0],
      ],
      [],
    ],
    [
      'buffering in the middle: the position tells what was watched',
      [...START, [10, 'buffering', 10], [18, 'playing', 12], [20, 'stopped', 14]],
      [{ ...play, watched: 14, offset: 14, to: 20 }],
    ],
    [
      'a seek forward is no watching',
      [...START, [10, 'playing', 3000], [20, 'stopped', 3010]],
      [{ ...play, watched: 20, offset: 3010, to: 20 }],
    ],
    [
      'a seek back loses nothing',
      [...START, [10, 'playing', 10], [15, 'playing', 2], [25, 'stopped', 12]],
      [{ ...play, watched: 25, offset: 12, to: 25 }],
    ],
    [
      'a stop in the last ten seconds is the end',
      [...START, [10, 'playing', 5985], [15, 'stopped', 5991]],
      [{ ...play, watched: 15, offset: 6000, to: 15 }],
    ],
    ['a stop of something never seen', [[0, 'stopped', 50]], []],
    [
      'found by the list alone',
      [
        [5, 'list', [at(50)]],
        [15, 'playing', 60],
        [20, 'stopped', 65],
      ],
      [{ ...play, from: 5, watched: 15, offset: 65, to: 20 }],
    ],
    [
      'not listed at first: it began with its first report',
      [
        [0, 'playing', 0],
        [0, 'list', []],
        [10, 'playing', 10],
        [10, 'list', [at(10)]],
        [20, 'stopped', 20],
      ],
      [{ ...play, watched: 20, offset: 20, to: 20 }],
    ],
    [
      'gone without a word: it ends where it was heard last',
      [...START, [10, 'playing', 10], [20, 'playing', 20], [30, 'list', []], [34, 'tick']],
      [{ ...play, watched: 20, offset: 20, to: 20, reason: 'lost' }],
    ],
    [
      'missing from one list only',
      [...START, [10, 'list', []], [11, 'playing', 11], [12, 'list', [at(11)]], [20, 'tick'], [25, 'stopped', 25]],
      [{ ...play, watched: 25, offset: 25, to: 25 }],
    ],
    [
      'an outage the player watched through: as much as the position moved',
      [
        ...START,
        [10, 'playing', 10],
        [11, 'lost'],
        [300, 'list', [at(280)]],
        [305, 'playing', 300],
        [310, 'stopped', 305],
      ],
      [{ ...play, watched: 305, offset: 305, to: 310 }],
    ],
    [
      'an outage the player slept through',
      [
        ...START,
        [10, 'playing', 10],
        [11, 'lost'],
        [4000, 'list', [at(10)]],
        [4005, 'playing', 12],
        [4010, 'stopped', 17],
      ],
      [{ ...play, watched: 17, offset: 17, to: 4010 }],
    ],
    [
      'an outage it did not survive',
      [...START, [10, 'playing', 10], [11, 'lost'], [4000, 'list', []], [4004, 'tick']],
      [{ ...play, watched: 10, offset: 10, to: 10, reason: 'lost' }],
    ],
    [
      'a lost stop: the next item takes over, and its position says when',
      [
        ...START,
        [10, 'playing', 10],
        [20, 'item', '102', 4],
        [20, 'list', [at(4, { item: { ratingKey: ratingKey('102') } })]],
        [30, 'stopped', 6000],
        [32, 'item', '102', 16],
        [40, 'list', []],
        [44, 'tick'],
      ],
      [
        { ...play, watched: 16, offset: 16, to: 16, reason: 'replaced' },
        { ...play, item: '102', from: 16, watched: 16, offset: 16, to: 32, reason: 'lost' },
      ],
    ],
    [
      'silence of a listed player for five minutes',
      [...START, [10, 'playing', 10], [200, 'list', [at(10)]], [310, 'tick-current']],
      [{ ...play, watched: 10, offset: 10, to: 10, reason: 'silent' }],
    ],
    ['silence while we could not hear means nothing', [...START, [10, 'playing', 10], [400, 'tick']], []],
    ['a pause may last for ever', [...START, [10, 'paused', 10], [2000, 'tick-current']], []],
    [
      'the clock is set forward',
      [...START, [10, 'playing', 10], [3610, 'jump', 3600], [3620, 'playing', 20], [3630, 'stopped', 30]],
      [{ ...play, watched: 30, offset: 30, to: 3630 }],
    ],
    [
      'the clock is set back',
      [...START, [10, 'playing', 10], [-3590, 'jump', -3600], [-3580, 'playing', 20], [-3570, 'stopped', 30]],
      [{ ...play, from: -3590, watched: 30, offset: 30, to: -3570 }],
    ],
  ];
  test.each(table)('%s', (_name, events, expected) => {
    expect(plays(run(events).effects)).toEqual(expected);
  });
});

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

describe('lists and reports that cross each other', () => {
  test('a list asked for before the stop does not open the session again', () => {
    const { state } = run([...START, [10, 'stopped', 10]]);
    const late = reduce(state, { kind: 'list', at: s(11), askedAt: s(9), sessions: [at(9)] });
    expect(late.state.live.size).toBe(0);
    expect(late.effects).toEqual([]);
  });

  test('the same item under the same key, asked for after the stop, is a new play', () => {
    const { state } = run([...START, [10, 'stopped', 10], [20, 'playing', 10], [20, 'list', [at(10)]]]);
    expect(state.live.get(KEY)).toMatchObject({ startedAt: s(20), watchedMs: 0 });
  });

  test('a list older than a report renews the description and leaves the times', () => {
    const { state } = run([...START, [10, 'paused', 10]]);
    const late = reduce(state, { kind: 'list', at: s(11), askedAt: s(9), sessions: [at(9, { bandwidthKbps: 1 })] });
    expect(late.state.live.get(KEY)).toMatchObject({
      state: 'paused',
      viewOffsetMs: 10_000,
      listed: { bandwidthKbps: 1 },
    });
  });

  test('a session that is missing from a list asked for before its report stays', () => {
    const { state } = run([...START, [10, 'playing', 10]]);
    const late = reduce(state, { kind: 'list', at: s(11), askedAt: s(9), sessions: [] });
    expect(late.state.live.get(KEY)?.missingSince).toBeNull();
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
