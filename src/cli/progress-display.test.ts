import { expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import type { ImportProgressView } from '#contract/imports.ts';
import { createProgressDisplay } from './progress-display.ts';

const at = (rowsDone: number, stage: ImportProgressView['stage'] = 'load'): ImportProgressView => ({
  ...{ stage, what: null, done: 2, total: 6, rowsDone, rowsTotal: 1_000 },
});

function display(canRedraw: boolean) {
  const clock = manualClock();
  const said: string[] = [];
  const io = { say: (text: string) => void said.push(text), canRedraw, columns: () => 61 };
  return { clock, said, ...createProgressDisplay(io, clock) };
}

test('on a terminal one line is drawn again', async () => {
  const { clock, said, show, clear } = display(true);
  show(at(0));
  await clock.advance(2_000);
  show(at(500));
  expect(said).toEqual([
    '\r\u001b[2K3/6 reading  [------------------------]    0 %',
    '\r\u001b[2K3/6 reading  [############------------]   50 %  2 s left',
  ]);
  clear();
  clear();
  expect(said.slice(2)).toEqual(['\r\u001b[2K']);
});

test('elsewhere a line is written for every stage and every five seconds', async () => {
  const { clock, said, show, clear } = display(false);
  for (let second = 0; second <= 11; second += 1) {
    show(at(second * 10));
    await clock.advance(1_000);
  }
  show(at(0, 'transform'));
  clear();
  expect(said.map((line) => line.replace(/ {2}.*/s, ''))).toEqual([
    '3/6 reading',
    '3/6 reading',
    '3/6 reading',
    '3/6 transforming',
  ]);
  expect(said[1]).toMatch(/ 50 of 1,000 rows {2}10 rows\/s {2}1 min 35 s left\n$/);
});
