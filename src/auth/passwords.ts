/**
 * Passwords as they are stored. Our own are argon2id in PHC form; what an import brings (PBKDF2, authentication notes 13)
 * verifies as it is and is hashed anew at the next sign-in.
 */
import { argon2, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
const deriveOld = promisify(pbkdf2);

/** Memory in KiB, passes over it and lanes: OWASP's recommendation for argon2id. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Nobody types more, and every byte costs time. */
export const LONGEST_PASSWORD = 1_024;
export const SHORTEST_PASSWORD = 8;
/** What a stored hash may make us spend, should somebody have written it. */
const MAX_MEMORY = 1_048_576;
const MAX_PASSES = 16;
const MAX_PARALLELISM = 16;
const MAX_OLD_COST = 10_000_000;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The hash to store for a password, in PHC form. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const key = await derive('argon2id', { message: Buffer.from(password), nonce, tagLength: KEY_BYTES, ...COST });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(key)}`;
}

/** What a password and a stored hash have to do with each other; `outdated`: right, and to be hashed anew. */
export type PasswordCheck = 'wrong' | 'right' | 'outdated';

/** Compares in constant time. A hash of no known form fits no password. */
export async function checkPassword(password: string, stored: string): Promise<PasswordCheck> {
  if (password.length > LONGEST_PASSWORD) return 'wrong';
  return stored.startsWith('$argon2id$') ? checkOwn(password, stored) : checkOld(password, stored);
}

const OWN = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

async function checkOwn(password: string, stored: string): Promise<PasswordCheck> {
  const parts = OWN.exec(stored);
  if (parts === null) return 'wrong';
  const [, m = '', t = '', p = '', salt = '', hash = ''] = parts;
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  if (!isAffordable(cost)) return 'wrong';
  const known = Buffer.from(hash, 'base64');
  const nonce = Buffer.from(salt, 'base64');
  const key = await derive('argon2id', { message: Buffer.from(password), nonce, tagLength: known.length, ...cost });
  if (!timingSafeEqual(key, known)) return 'wrong';
  const isCurrent = cost.memory >= COST.memory && cost.passes >= COST.passes;
  return isCurrent ? 'right' : 'outdated';
}

const isAffordable = ({ memory, passes, parallelism }: { memory: number; passes: number; parallelism: number }) =>
  passes >= 1 &&
  passes <= MAX_PASSES &&
  parallelism >= 1 &&
  parallelism <= MAX_PARALLELISM &&
  memory >= 8 * parallelism &&
  memory <= MAX_MEMORY;

const OLD = /^PBKDF2\$(sha1|sha256|sha512)\$(\d{1,8})\$([^$]{1,128})\$([A-Za-z0-9+/=]{4,128})$/;

/** The salt is the base64 text itself, not what it encodes (authentication notes 13). */
async function checkOld(password: string, stored: string): Promise<PasswordCheck> {
  const parts = OLD.exec(stored);
  if (parts === null) return 'wrong';
  const [, digest = '', cost = '', salt = '', hash = ''] = parts;
  const known = Buffer.from(hash, 'base64');
  const rounds = Number(cost);
  if (rounds < 1 || rounds > MAX_OLD_COST || known.length === 0) return 'wrong';
  const key = await deriveOld(password, salt, rounds, known.length, digest);
  return timingSafeEqual(key, known) ? 'outdated' : 'wrong';
}
