import { expect, test } from 'vitest';
import { createCacheIndex } from './cache-index.ts';

const file = (key: string, bytes = 10) => ({ key, bytes });
const keys = (files: readonly { key: string }[]): string[] => files.map(({ key }) => key);

test('the file that was used least recently goes first', () => {
  const index = createCacheIndex();
  for (const key of ['a', 'b', 'c']) index.used(file(key));
  index.used(file('a'));
  expect(index.totalBytes()).toBe(30);
  expect(keys(index.over(15))).toEqual(['b', 'c']);
  expect(keys(index.over(20))).toEqual(['b']);
  expect(keys(index.over(30))).toEqual([]);
});

test('a file that is written again counts once', () => {
  const index = createCacheIndex();
  index.used(file('a', 10));
  index.used(file('a', 25));
  expect(index.totalBytes()).toBe(25);
  index.forget('a');
  index.forget('a');
  expect(index.totalBytes()).toBe(0);
});

test('files found on the disk are older than those used since', () => {
  const index = createCacheIndex();
  index.used(file('new'));
  index.used(file('both', 30));
  index.found([file('old'), file('both', 20), file('young')]);
  expect(index.totalBytes()).toBe(60);
  expect(keys(index.over(0))).toEqual(['old', 'young', 'new', 'both']);
});
