import { expect, test } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { weaknessOf } from './new-password.ts';
import { LONGEST_PASSWORD } from './passwords.ts';

test.each([
  ['seven characters', 'r7#kLp2'],
  ['seven signs of two units each', '🐋🦊🐝🦉🐸🦀🐙'.slice(0, 14)],
  ['one that everybody has', '12345678'],
  ['one that everybody has, in capitals', 'QWERTYUIOP'],
  ['a common word with a number', 'Password2026!'],
  ['the name of the program', 'Spyglass1'],
  ['the name of the account', 'Olga Ivanova'],
  ['one character', 'aaaaaaaaaaaa'],
  ['two characters', 'abababababab'],
  ['more than anybody types', `${'x'.repeat(LONGEST_PASSWORD)}yz`],
])('%s is too weak', (_what, password) => expect(weaknessOf(password, 'olga ivanova')).not.toBeNull());

test.each(['copper lantern tide', 'kL9#pQ2x', 'das Walroß singt', '🐋🦊🐝🦉🐸🦀🐙🦑', '  spaces count  '])(
  '%s will do',
  (password) => expect(weaknessOf(password, 'olga')).toBeNull(),
);

test('the list is in the form it is compared in', () => {
  expect(COMMON_PASSWORDS.size).toBeGreaterThan(150);
  for (const word of COMMON_PASSWORDS) expect(word).toBe(word.toLowerCase());
});
