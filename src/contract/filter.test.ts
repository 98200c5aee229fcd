import { describe, expect, test } from 'vitest';
import { PlayFilterQuery, readTime } from './filter.ts';
import { isChosen, splitList } from './lists.ts';

const any = <T>(...values: T[]) => ({ values, isExcluded: false });
const none = <T>(...values: T[]) => ({ values, isExcluded: true });

describe('a list', () => {
  test.each([
    ['a', any('a')],
    ['a,b', any('a', 'b')],
    [' a , b ', any('a', 'b')],
    ['!a,b', none('a', 'b')],
    ['Bed\\, upstairs,Den', any('Bed, upstairs', 'Den')],
    ['\\!a', any('!a')],
    ['back\\\\slash', any('back\\slash')],
    ['c:\\dir', any('c:\\dir')],
    ['a,', any('a', '')],
    ['', any('')],
    ['💡,b', any('💡', 'b')],
    ['two\nlines', any('two\nlines')],
  ])('%j', (text, expected) => {
    expect(splitList(text)).toEqual(expected);
  });
});

describe('a time', () => {
  test.each([
    ['2026-03-10', { kind: 'day', day: '2026-03-10' }],
    ['2026-02-30', null],
    ['0000-01-01', null],
    ['2026-03-10T18:00:00Z', { kind: 'moment', epochMs: Date.UTC(2026, 2, 10, 18) }],
    ['2026-03-10T18:00:00.250+02:00', { kind: 'moment', epochMs: Date.UTC(2026, 2, 10, 16, 0, 0, 250) }],
    ['2026-03-10T18:00:00', null],
    ['yesterday', null],
    ['1773196200', null],
  ])('%s', (text, expected) => {
    expect(readTime(text)).toEqual(expected);
  });
});

describe('a filter', () => {
  test.each<[Record<string, string>, object]>([
    [{}, {}],
    [{ user: '3,5' }, { user: any(3, 5) }],
    [{ user: '!7' }, { user: none(7) }],
    [
      { library: '2', server: '1' },
      { library: any(2), server: any(1) },
    ],
    [{ mediaType: 'movie,episode' }, { mediaType: any('movie', 'episode') }],
    [{ decision: '!direct play' }, { decision: none('direct play') }],
    [{ location: 'lan' }, { location: any('lan') }],
    [
      { platform: 'Roku', player: '!Den' },
      { platform: any('Roku'), player: none('Den') },
    ],
    [
      { watched: 'false', live: '1' },
      { watched: false, live: true },
    ],
    [{ days: '30' }, { days: 30 }],
    [{ search: '  the tide ' }, { search: 'the tide' }],
    [{ from: '2026-03-01' }, { from: { kind: 'day', day: '2026-03-01' } }],
  ])('%j', (query, expected) => {
    expect(PlayFilterQuery.parse(query)).toEqual(expected);
  });

  test.each<[Record<string, string>, string]>([
    [{ user: 'anna' }, 'must be a list of numbers, not anna'],
    [{ user: '0' }, 'must be a list of numbers, not 0'],
    [{ user: '9999999999' }, 'must be a list of numbers, not 9999999999'],
    [{ user: '3,' }, 'must not contain an empty value'],
    [{ user: '3,!5' }, 'must have its one exclamation mark in front of the whole list'],
    [{ user: Array(101).fill('1').join() }, 'must have at most 100 values'],
    [{ mediaType: 'film' }, 'must be one of movie, show, season, episode'],
    [{ decision: 'copy,remux' }, 'must be one of direct play, copy, transcode, not remux'],
    [{ player: 'a\0b' }, 'must not contain the character NUL'],
    [{ search: 'a\0b' }, 'must not contain the character NUL'],
    [{ from: 'monday' }, 'must be a day such as 2026-03-10, or a moment such as'],
    [{ days: '0' }, '>=1'],
    [{ watched: 'perhaps' }, 'Invalid option'],
  ])('%j is refused', (query, message) => {
    const result = PlayFilterQuery.safeParse(query);
    expect(result.error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

test.each([
  [undefined, 1, true],
  [any(1, 2), 1, true],
  [any(1, 2), 3, false],
  [none(1), 1, false],
  [none(1), 2, true],
  [any(1), null, false],
  [none(1), null, true],
])('%j is satisfied by %s: %s', (choice, value, expected) => {
  expect(isChosen(choice, value)).toBe(expected);
});
