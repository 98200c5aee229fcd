import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

/** Tasks that run until they are told to end. */
function tasks(width: number) {
  const gate = createGate(width);
  const running: string[] = [];
  const ends = new Map<string, (how: 'well' | 'badly') => void>();
  const start = (server: number, name: string): Promise<string> =>
    gate(server, async () => {
      running.push(name);
      const { promise, resolve } = Promise.withResolvers<'well' | 'badly'>();
      ends.set(name, resolve);
      const how = await promise;
      running.splice(running.indexOf(name), 1);
      if (how === 'badly') throw new Error(name);
      return name;
    });
  const end = async (name: string, how: 'well' | 'badly' = 'well'): Promise<void> => {
    ends.get(name)?.(how);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { start, end, running };
}

test('no more than the width run at a time, in the order they came', async () => {
  const { start, end, running } = tasks(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => start(1, name));
  expect(running).toEqual(['a', 'b']);
  await end('b');
  expect(running).toEqual(['a', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('a task that fails makes room as well', async () => {
  const { start, end, running } = tasks(1);
  const failing = start(1, 'a');
  const next = start(1, 'b');
  const failed = expect(failing).rejects.toThrow('a');
  await end('a', 'badly');
  await failed;
  expect(running).toEqual(['b']);
  await end('b');
  expect(await next).toBe('b');
});

test('servers do not wait for each other', async () => {
  const { start, end, running } = tasks(1);
  const all = [start(1, 'a'), start(2, 'b')];
  expect(running).toEqual(['a', 'b']);
  await end('a');
  await end('b');
  await Promise.all(all);
});
