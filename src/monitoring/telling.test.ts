import { describe, expect, test } from 'vitest';
import type { Marker } from '#plex/facts.ts';
import type { Effect, Fact } from './draft.ts';
import { reduce } from './reduce.ts';
import { at, type Event, KEY, RULES, run, START, s, triggers } from './reduce-testing.ts';
import { aStream } from './testing.ts';

const CREDITS: Marker = { id: 1, type: 'credits', startMs: 5_400_000, endMs: 5_990_000, isFirst: true, isFinal: true };
const INTRO: Marker = { id: 2, type: 'intro', startMs: 60_000, endMs: 90_000, isFirst: false, isFinal: false };
const marked = (offset: number) => at(offset, { item: { markers: [INTRO, CREDITS] } });
const BEGUN: Event[] = [
  [0, 'playing', 0],
  [0, 'list', [marked(0)]],
];

const notes = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'announce' ? [effect.note] : []));
const after = (events: Event[]) => run(events).state;

describe('what happens is told when the list has been read', () => {
  const paused = after([...START, [10, 'paused', 10]]);

  test('with what the list says then, and as it was when it happened', () => {
    const { effects, state } = run([[10.1, 'list', [at(10, { bandwidthKbps: 7 })]]], paused);
    expect(notes(effects)).toMatchObject([
      {
        ...{ number: 2, trigger: 'on_pause', at: s(10) },
        moment: { state: 'paused', viewOffsetMs: 10_000, watchedMs: 10_000, listed: { bandwidthKbps: 7 } },
      },
    ]);
    expect(effects.at(-1)).toEqual({ do: 'save', sessionKey: KEY, urgent: true });
    expect(state.live.get(KEY)?.announced).toBe(2);
  });

  test('and not by a list that was asked for before', () => {
    const early: Fact = {
      kind: 'list',
      at: s(10.1),
      askedAt: s(9.9),
      sessions: [at(10)],
      unreadable: [],
      isComplete: true,
      isFirst: false,
    };
    expect(notes(reduce(paused, early, RULES).effects)).toEqual([]);
  });

  test.each<[string, Fact]>([
    ['the list cannot be read', { kind: 'no-list', at: s(11), askedAt: s(10) }],
    ['the list does not come', { kind: 'tick', at: s(13), isCurrent: false }],
    ['nothing more is heard', { kind: 'farewell', at: s(10.1) }],
  ])('or without it, when %s', (_name, fact) => {
    expect(triggers(reduce(paused, fact, RULES).effects)).toEqual(['on_pause']);
  });

  test('or before the end', () => {
    expect(triggers(run([[10.1, 'stopped', 10]], paused).effects)).toEqual(['on_pause', 'on_stop']);
    expect(triggers(run([[12, 'item', '102', 0]], paused).effects)).toEqual(['on_pause', 'on_stop']);
    expect(triggers(run([[10.1, 'first-list', []]], paused).effects)).toEqual(['on_pause', 'on_stop']);
  });

  test('a change is told with the new delivery', () => {
    const stream = aStream({ decision: 'transcode' });
    const { effects } = run([...START, [20, 'transcode', 20], [20, 'list', [at(20, { stream })]]]);
    expect(notes(effects).at(-1)).toMatchObject({ trigger: 'on_change', moment: { listed: { stream } } });
  });
});

describe('markers and being watched', () => {
  test('a marker is told of a stream that is still listed, at its own position', () => {
    const near = [...BEGUN, [52, 'playing', 52], [60, 'tick']] as Event[];
    expect(notes(run([...near, [60, 'list', [marked(52)]]]).effects).at(-1)).toMatchObject({
      ...{ trigger: 'on_intro', at: s(60) },
      moment: { viewOffsetMs: 60_000, marker: INTRO },
    });
    expect(triggers(run([...near, [64, 'list', []], [68, 'tick']]).effects)).toEqual(['on_play', 'on_stop']);
  });

  test('one that becomes known after the start is told of all the same', () => {
    const { effects } = run([
      [0, 'playing', 70],
      [0, 'list', [at(70)]],
      [0.2, 'list', [marked(70)]],
    ]);
    expect(triggers(effects)).toEqual(['on_play', 'on_intro']);
  });

  test('watched is told once, by whatever makes it so first', () => {
    const byCredits = run([...BEGUN, [10, 'playing', 5500], [10, 'list', [marked(5500)]], [20, 'playing', 5600]]);
    expect(triggers(byCredits.effects)).toEqual(['on_play', 'on_credits', 'on_watched']);
    expect(notes(byCredits.effects).at(-1)?.moment).toMatchObject({ viewOffsetMs: 5_400_000, isWatched: true });
    const byPosition = run([...BEGUN, [10, 'playing', 5200], [10, 'list', [marked(5200)]], [30, 'stopped', 5300]]);
    expect(triggers(byPosition.effects)).toEqual(['on_play', 'on_watched', 'on_stop']);
  });

  test('also at the end, before the stop', () => {
    const { effects } = run([...BEGUN, [20, 'stopped', 5300]]);
    expect(notes(effects).slice(1)).toMatchObject([
      { trigger: 'on_watched', moment: { state: 'stopped', viewOffsetMs: 5_300_000 } },
      { trigger: 'on_stop', moment: { state: 'playing', stoppedAt: s(20) } },
    ]);
  });

  test('also when it was gone after an interruption', () => {
    const { effects } = run([...BEGUN, [10, 'first-list', [at(5300)]], [20, 'lost'], [600, 'first-list', []]]);
    expect(triggers(effects)).toEqual(['on_play', 'on_watched', 'on_stop']);
  });
});

describe('after a reconnect', () => {
  test.each<[string, Event[], string[]]>([
    ['a pause', [[100, 'first-list', [at(10, { state: 'paused' })]]], ['on_pause']],
    ['an error', [[100, 'first-list', [at(10, { state: 'error' })]]], ['on_error']],
    ['a stall', [[100, 'first-list', [at(10, { state: 'buffering' })]]], ['on_buffer']],
    ['the end', [[100, 'first-list', []]], ['on_stop']],
    [
      'somebody else',
      [[100, 'first-list', [at(5, { player: { ...at(0).player, machineId: 'b' } })]]],
      ['on_stop', 'on_play'],
    ],
  ])('%s is told at once', (_name, events, expected) => {
    expect(triggers(run(events, after([...START, [20, 'lost']])).effects)).toEqual(expected);
  });
});
