import { expect, test } from 'vitest';
import { isNearby } from './nearby.ts';

test.each<[string | undefined, string | undefined, boolean]>([
  ['127.0.0.1', undefined, true],
  ['127.8.9.1', undefined, true],
  ['::1', undefined, true],
  ['::ffff:127.0.0.1', undefined, true],
  ['::ffff:192.168.1.20', undefined, true],
  ['10.255.0.1', undefined, true],
  ['172.16.0.1', undefined, true],
  ['172.31.255.255', undefined, true],
  ['192.168.178.2', undefined, true],
  ['169.254.3.4', undefined, true],
  ['fe80::1%eth0', undefined, true],
  ['fd12:3456::1', undefined, true],
  ['172.32.0.1', undefined, false],
  ['11.0.0.1', undefined, false],
  ['192.169.0.1', undefined, false],
  ['100.64.0.1', undefined, false],
  ['203.0.113.9', undefined, false],
  ['::ffff:203.0.113.9', undefined, false],
  ['2001:db8::1', undefined, false],
  ['0.0.0.0', undefined, false],
  ['', undefined, false],
  ['nonsense', undefined, false],
  [undefined, undefined, false],
  ['127.0.0.1', '192.168.1.5', true],
  ['127.0.0.1', '192.168.1.5:50123, 10.0.0.2', true],
  ['127.0.0.1', '[fd00::1]:443', true],
  ['127.0.0.1', '203.0.113.9', false],
  ['127.0.0.1', '192.168.1.5, 203.0.113.9', false],
  ['127.0.0.1', '[2001:db8::1]', false],
  ['127.0.0.1', 'unknown', false],
  ['127.0.0.1', '', false],
  ['203.0.113.9', '127.0.0.1', false],
])('from %j, passed on for %j: %j', (address, forwardedFor, expected) => {
  expect(isNearby(address, forwardedFor)).toBe(expected);
});
