/** Codes on paper, each good once. They are short, so their hashes are keyed: a stolen database does not tell them. */
import { createHmac, randomInt } from 'node:crypto';
import type { SecretBox } from '#config/secret-box.ts';
import type { AccountId } from '#contract/ids.ts';

/** Without letters and digits that look alike. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const COUNT = 10;

/** `groups` times `length` random letters and digits, with dashes between the groups. */
export function readableCode(groups: number, length: number): string {
  const letter = (): string => ALPHABET[randomInt(ALPHABET.length)] ?? '';
  const group = (): string => Array.from({ length }, letter).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What of a code counts, however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

export const newRecoveryCodes = (): string[] => Array.from({ length: COUNT }, () => readableCode(2, 5));

export const hashOfRecoveryCode = (box: SecretBox, accountId: AccountId, code: string): string =>
  createHmac('sha256', box.derive('recovery codes'))
    .update(`${accountId}:${plainCode(code)}`)
    .digest('hex');
