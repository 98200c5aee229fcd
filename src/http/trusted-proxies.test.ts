import { describe, expect, test } from 'vitest';
import { plainAddress, plainHost, plainPrefix, trustedProxies } from './trusted-proxies.ts';

test.each([
  [['10.0.0.2'], '10.0.0.2', true],
  [['10.0.0.2'], '::ffff:10.0.0.2', true],
  [['10.0.0.2'], '10.0.0.3', false],
  [['172.18.0.0/16'], '172.18.255.1', true],
  [['172.18.0.0/16'], '172.19.0.1', false],
  [['fd00::/8', '::1'], 'fd12::3', true],
  [['fd00::/8', '::1'], '::1', true],
  [['fe80::/10'], 'fe80::1%eth0', true],
  [[], '127.0.0.1', false],
  [['0.0.0.0/1'], 'nonsense', false],
  [['10.0.0.2'], undefined, false],
])('of %j, %s is trusted: %s', (networks, address, expected) => {
  expect(trustedProxies(networks)(address)).toBe(expected);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:4711', '192.0.2.1'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['unknown', null],
  ['_hidden', null],
  ['192.0.2.1, 10.0.0.1', null],
  ["'; drop table", null],
  [undefined, null],
])('the address %s is %s', (text, expected) => {
  expect(plainAddress(text)).toBe(expected);
});

describe('hosts and paths somebody sends', () => {
  test.each([
    ['Spyglass.example:8181', 'spyglass.example:8181'],
    ['localhost', 'localhost'],
    ['my_nas:8181', 'my_nas:8181'],
    ['[::1]:8181', '[::1]:8181'],
    ['evil.example/path', null],
    ['user@evil.example', null],
    ['a\r\nset-cookie: x', null],
    ['"><script>', null],
    ['a..b', null],
    ['', null],
  ])('the host %j is %j', (text, expected) => {
    expect(plainHost(text)).toBe(expected);
  });

  test.each([
    ['/spy', '/spy'],
    ['/spy/', '/spy'],
    ['/a/b', '/a/b'],
    ['//evil.example', null],
    ['/../x', null],
    ['/"><script>', null],
    ['spy', null],
    ['/', null],
    ['', null],
  ])('the prefix %j is %j', (text, expected) => {
    expect(plainPrefix(text)).toBe(expected);
  });
});
