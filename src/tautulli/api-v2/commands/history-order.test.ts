import { expect, test } from 'vitest';
import type { TableRow } from '#history/read-table.ts';
import { inTurn } from './history-order.ts';

interface Told {
  readonly name: string;
  readonly startedMs: number;
  readonly stoppedMs?: number;
  readonly pausedMs?: number;
  readonly offsetMs?: number;
  readonly user?: number;
  readonly kind?: TableRow['kind'];
}

const row = ({
  name,
  startedMs,
  stoppedMs = startedMs,
  pausedMs = 0,
  offsetMs = 0,
  user = 1,
  kind = 'running',
}: Told) =>
  ({
    kind,
    totals: { lastStartedAt: new Date(startedMs), stoppedAt: new Date(stoppedMs), pausedMs, percent: name },
    described: { session: { viewOffsetMs: offsetMs }, user: { plexUserId: user } },
  }) as unknown as TableRow;

const names = (rows: readonly TableRow[]): readonly unknown[] => rows.map(({ totals }) => totals.percent);

test.each<[what: string, rows: readonly Told[], expected: readonly string[]]>([
  [
    'heard of last, paused longest, furthest, then by person',
    [
      { name: 'a', startedMs: 1_000, stoppedMs: 6_000 },
      { name: 'b', startedMs: 1_300, pausedMs: 5 },
      { name: 'c', startedMs: 1_500, offsetMs: 7 },
      { name: 'd', startedMs: 1_700, user: 9 },
      { name: 'e', startedMs: 1_900 },
    ],
    ['e', 'd', 'c', 'b', 'a'],
  ],
  [
    'other seconds and plays that are over stay where they are',
    [
      { name: 'a', startedMs: 1_000, user: 9 },
      { name: 'b', startedMs: 2_000, user: 1 },
      { name: 'c', startedMs: 2_500, user: 0, kind: 'over' },
      { name: 'd', startedMs: 2_700, user: 0 },
    ],
    ['a', 'b', 'c', 'd'],
  ],
  [
    'equals stay in their order',
    [
      { name: 'a', startedMs: 1_100 },
      { name: 'b', startedMs: 1_000 },
    ],
    ['a', 'b'],
  ],
])('%s', (_what, rows, expected) => {
  expect(names(inTurn(rows.map(row)))).toEqual(expected);
});
