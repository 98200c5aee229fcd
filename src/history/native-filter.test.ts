import { describe, expect, test } from 'vitest';
import { PlayFilterQuery } from '#contract/filter.ts';
import { SEES_ALL } from '#users/visible.ts';
import { readFilter, timeSpan } from './native-filter.ts';

const NOW = Date.UTC(2026, 2, 11, 2, 30);
const context = { now: NOW, timeZone: 'America/New_York' };
const at = (text: string): number => Date.parse(text);

describe('the time of a filter', () => {
  test.each<[Record<string, string>, number | null, number | null]>([
    [{}, null, null],
    [{ days: '1' }, NOW - 86_400_000, null],
    [{ from: '2026-01-15' }, at('2026-01-15T05:00:00Z'), null],
    [{ to: '2026-01-15' }, null, at('2026-01-16T05:00:00Z')],
    // Clocks went forward on the 8th: that day has 23 hours.
    [{ from: '2026-03-08', to: '2026-03-08' }, at('2026-03-08T05:00:00Z'), at('2026-03-09T04:00:00Z')],
    [
      { from: '2026-01-15T00:00:00Z', to: '2026-01-15T12:00:00Z' },
      at('2026-01-15T00:00:00Z'),
      at('2026-01-15T12:00:00Z'),
    ],
    [{ to: '9999-12-31' }, null, at('9999-12-31T05:00:00Z') + 86_400_000],
  ])('%j', (query, fromMs, untilMs) => {
    expect(timeSpan(PlayFilterQuery.parse(query), context)).toEqual({ fromMs, untilMs });
  });

  test.each<[Record<string, string>, string]>([
    [{ days: '7', from: '2026-01-01' }, 'days cannot be combined with from or to'],
    [{ days: '7', to: '2026-01-01' }, 'days cannot be combined with from or to'],
    [{ from: '2026-01-03', to: '2026-01-01' }, 'from lies behind to'],
  ])('%j is refused', (query, message) => {
    expect(() => timeSpan(PlayFilterQuery.parse(query), context)).toThrow(message);
  });
});

test('the older names of people and servers count as well', () => {
  const filter = readFilter(
    SEES_ALL,
    { ...PlayFilterQuery.parse({ user: '!3', search: 'a  b' }), userId: 4, serverId: 1 },
    context,
  );
  expect(filter).toEqual({
    fromMs: null,
    untilMs: null,
    users: [
      { values: [3], isExcluded: true },
      { values: [4], isExcluded: false },
    ],
    servers: [{ values: [1], isExcluded: false }],
    words: ['a', 'b'],
  });
});
