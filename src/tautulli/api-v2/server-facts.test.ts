import { expect, test } from 'vitest';
import { addressOf } from './server-facts.ts';

test.each([
  ['http://127.0.0.1:18249', { ip: '127.0.0.1', port: 18_249, isSecure: false }],
  ['https://plex.example.com:32400/', { ip: 'plex.example.com', port: 32_400, isSecure: true }],
  ['https://plex.example.com', { ip: 'plex.example.com', port: 443, isSecure: true }],
  ['http://[2001:db8::1]:32400', { ip: '2001:db8::1', port: 32_400, isSecure: false }],
  ['nonsense', null],
  [null, null],
])('the address of %s', (url, expected) => {
  expect(addressOf(url)).toEqual(expected);
});
