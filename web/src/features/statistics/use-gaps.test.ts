import { expect, test } from 'vitest';
import type { Outages } from '#contract/statistics-network.ts';
import { gapBands } from './use-gaps.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const buckets = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((key) => ({
  key,
  label: key,
  short: key,
}));

const outage = (from: string, until: string | null, lengthMs = 3_600_000): Outages['outages'][number] => ({
  id: 1,
  server: { id: 1, name: 'Attic' },
  reason: 'link_lost',
  from: `${from}T12:00:00Z`,
  until: until === null ? null : `${until}T12:00:00Z`,
  lengthMs,
});

test.each([
  ['within a day', outage('2026-11-23', '2026-11-23'), [{ from: 1, to: 1 }]],
  ['over days', outage('2026-11-23', '2026-11-24'), [{ from: 1, to: 2 }]],
  ['from before the chart', outage('2026-11-01', '2026-11-22'), [{ from: 0, to: 0 }]],
  ['that lasts', outage('2026-11-24', null), [{ from: 2, to: 3 }]],
  ['too short to be marked', outage('2026-11-23', '2026-11-23', 60_000), []],
])('a time away %s', (_, one, expected) => {
  const bands = gapBands([one, one], buckets, 'day', NOW, () => '');
  expect(bands.map(({ from, to }) => ({ from, to }))).toEqual(expected);
});
