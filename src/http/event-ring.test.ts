import { expect, test } from 'vitest';
import { createEventRing } from './event-ring.ts';

const ring = (capacity: number) => {
  const made = createEventRing(capacity, 100);
  const add = (): Buffer => made.add((id) => Buffer.from(String(id)));
  const since = (id: number): string[] | undefined => made.since(id)?.map(String);
  return { made, add, since };
};

test('numbers grow from the first one', () => {
  const { made, add } = ring(3);
  expect(made.lastId()).toBe(100);
  expect([add(), add()].map(String)).toEqual(['101', '102']);
  expect(made.lastId()).toBe(102);
});

test('what came after a number is known as long as it is kept', () => {
  const { add, since } = ring(3);
  for (let i = 0; i < 5; i += 1) add();
  expect(since(105)).toEqual([]);
  expect(since(103)).toEqual(['104', '105']);
  expect(since(102)).toEqual(['103', '104', '105']);
  expect(since(101)).toBeUndefined();
});

test('numbers that were never given out are unknown', () => {
  const { add, since } = ring(3);
  add();
  expect(since(99)).toBeUndefined();
  expect(since(102)).toBeUndefined();
  expect(since(Number.NaN)).toBeUndefined();
});

test('nobody resumes from before a fresh start', () => {
  const { made, add, since } = ring(3);
  add();
  expect(made.restart()).toBe(102);
  expect(since(101)).toBeUndefined();
  expect(since(102)).toEqual([]);
  add();
  expect(since(102)).toEqual(['103']);
});
