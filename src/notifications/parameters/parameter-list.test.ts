import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parameterList, parameterType } from './parameter-list.ts';

test('the list is the one that clients know', () => {
  const file = new URL('../../../test/fixtures/notifications/parameter-list.json', import.meta.url);
  expect(parameterList()).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

test.each([
  ['user', 'str'],
  ['year', 'int'],
  ['rating', 'float'],
  ['channel_vcn', undefined],
  ['toString', undefined],
])('%s is compared as %s', (name, type) => {
  expect(parameterType(name)).toBe(type);
});
