import { expect, test } from 'vitest';
import { areaSearch, hasServer, serverId } from './chosen-server.ts';

test.each([
  ['/', true],
  ['/history', true],
  ['/history/7', true],
  ['/stats/time', true],
  ['/people', true],
  ['/people/3', false],
  ['/settings', false],
])('%s can say one server: %o', (path, can) => {
  expect(hasServer(path)).toBe(can);
});

test('links carry a server where it means something', () => {
  expect(areaSearch('/history', 2)).toEqual({ server: 2 });
  expect(areaSearch('/history', null)).toEqual({});
  expect(areaSearch('/settings', 2)).toEqual({});
});

test.each([
  ['2', 2],
  [3, 3],
  ['2,3', null],
  ['!2', null],
  [undefined, null],
])('%o is server %o', (value, id) => {
  expect(serverId(value)).toBe(id);
});
