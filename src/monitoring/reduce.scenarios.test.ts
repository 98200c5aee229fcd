import { describe, expect, test } from 'vitest';
import { at, type Event, plays, run, START } from './reduce-testing.ts';
import { ratingKey } from './testing.ts';

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
      'opened while paused: nobody knows since when, so little counts as watched',
      [
        [0, 'paused', 100],
        [1, 'list', [at(100, { state: 'paused' })]],
        [31, 'playing', 100],
        [41, 'stopped', 110],
      ],
      [{ ...play, watched: 40, offset: 110, to: 41 }],
    ],
    [
      'opened while paused, and it stays so',
      [
        [0, 'paused', 100],
        [1, 'list', [at(100, { state: 'paused' })]],
        [10, 'paused', 100],
        [200, 'paused', 100],
        [210, 'playing', 100],
        [220, 'stopped', 110],
      ],
      [{ ...play, watched: 20, paused: 200, offset: 110, to: 220 }],
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
      'a stall is part of watching',
      [...START, [10, 'buffering', 10], [18, 'playing', 12], [20, 'stopped', 14]],
      [{ ...play, watched: 20, offset: 14, to: 20 }],
    ],
    [
      'a stall nobody hears the end of: the position tells what was watched',
      [...START, [10, 'buffering', 10], [200, 'playing', 12], [202, 'stopped', 14]],
      [{ ...play, watched: 14, offset: 14, to: 202 }],
    ],
    [
      'a stall without end is no watching',
      [
        ...START,
        ...Array.from({ length: 100 }, (_, i): Event => [10 + 20 * i, 'buffering', 10]),
        [2020, 'stopped', 10],
      ],
      [{ ...play, watched: 310, offset: 10, to: 2020 }],
    ],
    [
      'a stall in a pause belongs to the pause',
      [...START, [10, 'paused', 10], [20, 'buffering', 10], [25, 'playing', 10], [35, 'stopped', 20]],
      [{ ...play, watched: 20, paused: 15, offset: 20, to: 35 }],
    ],
    [
      'silence of a player that can be heard, while the list shows progress',
      [...START, [60, 'list', [at(60)]], [120, 'list', [at(120)]], [180, 'stopped', 180]],
      [{ ...play, watched: 180, offset: 180, to: 180 }],
    ],
    [
      'silence of a player that stands still in the list',
      [...START, [60, 'list', [at(0)]], [200, 'list', [at(0)]], [240, 'playing', 5], [250, 'stopped', 15]],
      [{ ...play, watched: 15, offset: 15, to: 250 }],
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
      'not listed at first: it begins with the report it is listed for',
      [
        [0, 'playing', 0],
        [0, 'list', []],
        [10, 'playing', 10],
        [10, 'list', [at(10)]],
        [20, 'stopped', 20],
      ],
      [{ ...play, from: 10, watched: 10, offset: 20, to: 20 }],
    ],
    [
      'gone without a word: half of what a report tells is believed of the time since the last',
      [...START, [10, 'playing', 10], [20, 'playing', 20], [30, 'list', []], [34, 'tick']],
      [{ ...play, watched: 25, offset: 20, to: 25, reason: 'lost' }],
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
      'an outage it did not survive: it ends with the connection',
      [...START, [10, 'playing', 10], [15, 'lost'], [4000, 'first-list', []]],
      [{ ...play, watched: 15, offset: 0, to: 15, reason: 'lost' }],
    ],
    [
      'a loss that was noticed late',
      [...START, [10, 'playing', 10], [600, 'lost'], [4000, 'first-list', []]],
      [{ ...play, watched: 310, offset: 0, to: 310, reason: 'lost' }],
    ],
    [
      'a lost stop: the one before ends when the next item took over',
      [
        ...START,
        [10, 'playing', 10],
        [70, 'playing', 70],
        [80, 'playing', 80],
        [90, 'item', '102', 4],
        [90, 'list', [at(4, { item: { ratingKey: ratingKey('102') } })]],
        [95, 'stopped', 6000],
        [102, 'item', '102', 16],
        [110, 'list', []],
        [114, 'tick'],
      ],
      [
        { ...play, watched: 86, offset: 86, to: 86, reason: 'replaced' },
        { ...play, item: '102', from: 86, watched: 20, offset: 16, to: 106, reason: 'lost' },
      ],
    ],
    [
      'silence of a listed player for five minutes',
      [...START, [10, 'paused', 10], [20, 'playing', 10], [310, 'list', [at(10)]], [320, 'tick-current']],
      [{ ...play, watched: 10, paused: 10, offset: 10, to: 20, reason: 'silent' }],
    ],
    ['silence while we could not hear means nothing', [...START, [10, 'playing', 10], [400, 'tick']], []],
    [
      'a pause may last as long as it is listed',
      [...START, [10, 'paused', 10], [1900, 'list', [at(10, { state: 'paused' })]], [2000, 'tick-current']],
      [],
    ],
    [
      'a pause nobody confirms',
      [...START, [10, 'paused', 10], [2000, 'tick-current']],
      [{ ...play, watched: 10, offset: 10, to: 10, reason: 'silent' }],
    ],
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
