import { expect, test } from 'vitest';
import { spanOf } from './home-span.ts';

const timeZone = 'America/New_York';
const now = Date.parse('2026-03-11T02:30:00.700Z');
const at = (text: string): number => Date.parse(text) / 1000;

test.each([
  ['days back from now', {}, { fromS: at('2026-03-09T02:30:00Z') }],
  [
    'days from a day on',
    { firstDay: '2026-03-08' },
    {
      fromS: at('2026-03-08T05:00:00Z'),
      startedFromS: at('2026-03-08T05:00:00Z'),
      endedUntilS: at('2026-03-10T05:00:00Z'),
    },
  ],
  [
    'days up to a day, which is included',
    { lastDay: '2026-03-08' },
    { fromS: at('2026-03-06T05:00:00Z'), startedBeforeS: at('2026-03-09T04:00:00Z') },
  ],
  [
    'from a day to a day, however many there are',
    { firstDay: '2025-11-01', lastDay: '2026-03-08' },
    {
      fromS: at('2025-11-01T04:00:00Z'),
      startedFromS: at('2025-11-01T04:00:00Z'),
      startedBeforeS: at('2026-03-09T04:00:00Z'),
    },
  ],
])('%s', (_name, days, expected) => {
  expect(spanOf({ now, timeZone, days: 2, ...days })).toEqual(expected);
});

test('what is no day is refused', () => {
  expect(() => spanOf({ now, timeZone, days: 2, firstDay: '2026-02-30' })).toThrow(RangeError);
});
