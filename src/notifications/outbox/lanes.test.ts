import { expect, test } from 'vitest';
import type { NotifierId } from '#contract/ids.ts';
import { Lanes } from './lanes.ts';

const id = (n: number): NotifierId => n as NotifierId;

test('an agent that wants a pause gets it', () => {
  const lanes = new Lanes();
  lanes.enter(id(1), 1_000)(true);
  expect(lanes.excluded(2, 500)).toEqual([1]);
  expect(lanes.nextFree(500)).toBe(1_000);
  expect(lanes.excluded(2, 1_000)).toEqual([]);
  expect(lanes.nextFree(1_000)).toBeNull();
});

test('agents that failed lately never take all lanes, together', () => {
  const lanes = new Lanes();
  for (const n of [1, 2]) lanes.enter(id(n), 0)(false);
  expect(lanes.excluded(2, 1)).toEqual([]);
  const finish = lanes.enter(id(1), 0);
  expect(lanes.excluded(2, 1)).toEqual([1, 2]);
  expect(lanes.excluded(3, 1)).toEqual([]);
  finish(true);
  expect(lanes.excluded(2, 1)).toEqual([]);
});

test('one lane is shared by all', () => {
  const lanes = new Lanes();
  lanes.enter(id(1), 0)(false);
  expect(lanes.excluded(1, 1)).toEqual([]);
  lanes.enter(id(1), 0);
  expect([lanes.count, lanes.excluded(1, 1)]).toEqual([1, [1]]);
});

test('says when nothing is being sent any more', async () => {
  const lanes = new Lanes();
  await lanes.empty();
  const [first, second] = [lanes.enter(id(1), 0), lanes.enter(id(1), 0)];
  let isEmpty = false;
  const waiting = lanes.empty().then(() => {
    isEmpty = true;
  });
  first(true);
  await Promise.resolve();
  expect(isEmpty).toBe(false);
  second(true);
  await waiting;
  expect(lanes.count).toBe(0);
});
