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
  return { clock, said, view: createProgressDisplay(io, clock) };
}

test('on a terminal one line is drawn again', async () => {
  const { clock, said, view } = display(true);
  view.show(at(0));
  await clock.advance(2_000);
  view.show(at(500));
  expect(said).toEqual([
    '\r\u001b[2K3/6 reading  [------------------------]    0 %',
    '\r\u001b[2K3/6 reading  [------------------------]    0 %',
    '\r\u001b[2K3/6 reading  [------------------------]    0 %',
    '\r\u001b[2K3/6 reading  [############------------]   50 %  2 s left',
  ]);
  view.end();
  view.end();
  await clock.advance(2_000);
  expect(said.slice(4)).toEqual(['\r\u001b[2K']);
});

test('a step that says nothing shows how long it has lasted', async () => {
  const { clock, said, view } = display(true);
  view.show({ ...at(0, 'transform'), what: 'items', rowsTotal: null });
  await clock.advance(65_000);
  expect(said.at(-1)).toBe('\r\u001b[2K3/6 transforming items  1 min 5 s');
  view.show({ ...at(0, 'transform'), what: 'plays', rowsTotal: null });
  expect(said.at(-1)).toBe('\r\u001b[2K3/6 transforming plays');
  view.end();
});

test('elsewhere a line is written for every stage and every five seconds', async () => {
  const { clock, said, view } = display(false);
  for (let second = 0; second <= 11; second += 1) {
    view.show(at(second * 10));
    await clock.advance(1_000);
  }
  view.show(at(0, 'transform'));
  view.end();
  expect(said.map((line) => line.replace(/ {2}.*/s, ''))).toEqual([
    '3/6 reading',
    '3/6 reading',
    '3/6 reading',
    '3/6 transforming',
  ]);
  expect(said[1]).toMatch(/ 40 of 1,000 rows {2}10 rows\/s {2}1 min 36 s left\n$/);
});
