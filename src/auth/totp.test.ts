import { Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** The secret and the last six digits of the codes in RFC 6238, appendix B. */
const SECRET = Secret.fromLatin1('12345678901234567890').base32;
const VECTORS: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

test.each(VECTORS)('the code of second %i is %s', (seconds, code) => {
  const step = Math.floor(seconds / 30);
  expect(stepOfCode(SECRET, code, seconds * 1_000)).toBe(step);
  // Half a minute too early or too late, the same half minute is meant.
  expect(stepOfCode(SECRET, code, (seconds - 30) * 1_000)).toBe(step);
  expect(stepOfCode(SECRET, code, (seconds + 30) * 1_000)).toBe(step);
  expect(stepOfCode(SECRET, code, (seconds + 61) * 1_000)).toBeNull();
});

describe('what is no code', () => {
  test.each(['', '28708', '2870822', 'abcdef', '287082 ', '000000'])('%j', (code) =>
    expect(stepOfCode(SECRET, code, 59_000)).toBeNull(),
  );
});

test('secrets are long, and no two are the same', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
});

test('a name with anything in it makes one address', () => {
  const uri = new URL(totpUri(SECRET, 'olga & co: <b>?issuer=evil'));
  expect(uri.searchParams.getAll('issuer')).toEqual(['Spyglass']);
  expect(decodeURIComponent(uri.pathname)).toContain('olga & co: <b>?issuer=evil');
});
