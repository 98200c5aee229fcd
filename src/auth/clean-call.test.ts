import { expect, test } from 'vitest';
import { cleanAddress, cleanCall } from './clean-call.ts';

test.each<[string | null, string | null]>([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['::FFFF:10.0.0.1', '10.0.0.1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['unknown', null],
  ['1.2.3.4, 5.6.7.8', null],
  ['1.2.3.4/8', null],
  ['', null],
  [null, null],
])('the address %j is stored as %j', (given, stored) => expect(cleanAddress(given)).toBe(stored));

test('texts are cut to what can be stored', () => {
  const call = cleanCall({ ipAddress: 'x', userAgent: 'a'.repeat(900), host: 'b\0c', isRemembered: true });
  expect(call).toEqual({ ipAddress: null, userAgent: 'a'.repeat(500), host: 'bc', isRemembered: true });
  expect(cleanCall({ ipAddress: null, userAgent: null })).toEqual({ ipAddress: null, userAgent: null });
});
