import { expect, test } from 'vitest';
import { createLine } from './line.ts';
import { outcomes } from './testing.ts';

test('tasks run one after the other, in their order, and a failure stops nobody', async () => {
  const line = createLine();
  const seen: string[] = [];
  const task = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
    return name;
  };
  const [a, b, c] = await Promise.allSettled(['a', 'b', 'c'].map((name) => line.run(task(name))));
  expect(seen).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect([a?.status, b?.status, c?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('who would wait too long is sent away, and the line empties', async () => {
  const line = createLine(3);
  const { promise, resolve } = Promise.withResolvers<void>();
  const running = Array.from({ length: 5 }, () => line.run(() => promise));
  const counted = outcomes(running);
  resolve();
  expect(await counted).toEqual({ none: 3, limited: 2 });
  expect(await line.run(async () => 'next')).toBe('next');
});
