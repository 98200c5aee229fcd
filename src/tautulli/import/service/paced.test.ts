import { expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { paced } from './paced.ts';

test('the first change is told at once, the last one never left out', async () => {
  const clock = manualClock();
  let state = 0;
  const told: number[] = [];
  const calls = paced(clock, 250, () => told.push(state));
  for (state = 1; state <= 3; state += 1) calls.nudge();
  state = 3;
  expect(told).toEqual([1]);
  await clock.advance(249);
  expect(told).toEqual([1]);
  await clock.advance(1);
  expect(told).toEqual([1, 3]);
  await clock.advance(10_000);
  state = 4;
  calls.nudge();
  expect(told).toEqual([1, 3, 4]);
});

test('nothing is told after the end', async () => {
  const clock = manualClock();
  let count = 0;
  const calls = paced(clock, 250, () => {
    count += 1;
  });
  calls.nudge();
  calls.nudge();
  calls.stop();
  await clock.advance(1_000);
  expect(count).toBe(1);
});
