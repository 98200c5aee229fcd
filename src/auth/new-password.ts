/** What a password that somebody chooses has to be. Pure. */
import { Problem } from '#problem';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.ts';

/** Why a password is too weak for somebody of this name; null when it is not. */
export function weaknessOf(password: string, username: string): string | null {
  const letters = [...password];
  if (letters.length < SHORTEST_PASSWORD) return `A password has at least ${SHORTEST_PASSWORD} characters`;
  if (password.length > LONGEST_PASSWORD) return `A password has at most ${LONGEST_PASSWORD} characters`;
  const plain = password.toLowerCase();
  if (plain.trim() === username.trim().toLowerCase()) return 'A password must not be the name of its account';
  if (new Set(letters).size < 3) return 'This password repeats the same characters';
  // Digits and marks behind a common word are the first thing that is tried.
  const stem = plain.replace(/[^\p{L}]+$/u, '');
  if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(stem))
    return 'This password is one of those everybody tries first';
  return null;
}

/** @throws Problem `invalid`. */
export function demandStrong(password: string, username: string): void {
  const weakness = weaknessOf(password, username);
  if (weakness !== null)
    throw new Problem('invalid', weakness, { hint: 'Three or four words that nobody connects are strong' });
}
