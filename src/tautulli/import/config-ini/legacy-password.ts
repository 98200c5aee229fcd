import { pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** `PBKDF2$digest$cost$salt$key`, taken apart (auth notes 13). */
export interface LegacyHash {
  readonly digest: string;
  readonly cost: number;
  /** The text itself is the salt, although it looks like base64. */
  readonly salt: string;
  readonly key: Buffer;
}

const DIGESTS: readonly string[] = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
/** A hash from a file that somebody made up must not keep a processor busy for minutes. */
const MAX_COST = 5_000_000;
const MIN_KEY_BYTES = 16;
const MAX_KEY_BYTES = 64;
const FORMAT = /^PBKDF2\$([a-z0-9]+)\$(\d{1,7})\$([A-Za-z0-9+/_=-]{8,128})\$([A-Za-z0-9+/]+={0,2})$/;

const derive = promisify(pbkdf2);

/** Takes apart what the replaced program stored as its password; null when it is in no form we know. */
export function parseLegacyHash(stored: string): LegacyHash | null {
  const [, digest = '', cost = '', salt = '', key = ''] = FORMAT.exec(stored) ?? [];
  const bytes = Buffer.from(key, 'base64');
  const isSound =
    DIGESTS.includes(digest) &&
    Number(cost) >= 1 &&
    Number(cost) <= MAX_COST &&
    bytes.length >= MIN_KEY_BYTES &&
    bytes.length <= MAX_KEY_BYTES;
  return isSound ? { digest, cost: Number(cost), salt, key: bytes } : null;
}

/**
 * Whether the password is the one that was stored; compared in constant time. Takes about as long as a good hash should,
 * on another thread. False for a stored text in no form we know.
 */
export async function verifyLegacyPassword(stored: string, password: string): Promise<boolean> {
  const hash = parseLegacyHash(stored);
  if (hash === null) return false;
  const { salt, cost, key, digest } = hash;
  return timingSafeEqual(await derive(password, salt, cost, key.length, digest), key);
}
