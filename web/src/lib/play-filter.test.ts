import { describe, expect, test } from 'vitest';
import { PlayFilterQuery } from '#contract/filter.ts';
import { apiFilterOf, choiceOf, readPlayFilter, withChoice } from './play-filter.ts';

describe('a filter in an address', () => {
  test.each([
    [{ user: 3 }, { user: 3 }],
    [{ user: '3,5' }, { user: '3,5' }],
    [{ user: '!3,5', library: 0 }, { user: '!3,5' }],
    [{ user: 'Anna', decision: 'copy,transcode' }, { decision: 'copy,transcode' }],
    [
      { decision: 'sometimes', watched: 'true', live: false },
      { watched: true, live: false },
    ],
    [
      { from: '2026-02-30', to: '2026-03-01', search: ' ' },
      { from: '2026-02-30', to: '2026-03-01' },
    ],
    [{ platform: 'Roku,,', player: 'a\\,b', mediaType: ['movie'] }, { player: 'a\\,b' }],
  ])('%j is read as %j', (raw, expected) => {
    expect(readPlayFilter(raw)).toEqual(expected);
  });

  test('is what the server understands', () => {
    const filter = readPlayFilter({ user: '!3,5', platform: 'a\\,b', watched: true, from: '2026-03-01' });
    expect(PlayFilterQuery.parse(apiFilterOf(filter))).toMatchObject({
      user: { values: [3, 5], isExcluded: true },
      platform: { values: ['a,b'], isExcluded: false },
      watched: true,
    });
  });
});

test('choices are written as they are read', () => {
  const choice = { values: ['Living, Room', '!', '7'], isExcluded: true };
  const filter = withChoice({}, 'player', choice);
  expect(choiceOf(filter, 'player')).toEqual(choice);
  expect(withChoice(filter, 'player', { values: [], isExcluded: true })).toEqual({});
  expect(choiceOf({ user: 7 }, 'user')).toEqual({ values: ['7'], isExcluded: false });
});
