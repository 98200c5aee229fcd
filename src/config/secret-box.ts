import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '#problem';

/** Seals secrets that are stored in the database, and derives keys for other purposes from the same root. */
export interface SecretBox {
  seal(secret: string): string;
  /** @throws Problem `invalid` when the text was sealed with another key or was changed. */
  open(sealed: string): string;
  /** 32 bytes that depend on the root key and `purpose` only. */
  derive(purpose: string): Buffer;
}

const PREFIX = 'v1:';
const SEALING = 'secrets';

/** What secrets are sealed with: a thread that only has to seal is given this and not the root key. */
export const sealKeyOf = (box: SecretBox): Buffer => box.derive(SEALING);

/** Seals with a key of `sealKeyOf`. */
export const sealerOf =
  (key: Buffer) =>
  (secret: string): string => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  };

/** AES-256-GCM under a key derived from `rootKey` (any text of 16 characters or more). */
export function createSecretBox(rootKey: string): SecretBox {
  const root = Buffer.from(hkdfSync('sha256', rootKey, 'spyglass', 'root', 32));
  const derive = (purpose: string): Buffer => createHmac('sha256', root).update(purpose).digest();
  const key = derive(SEALING);
  return {
    derive,
    seal: sealerOf(key),
    open(sealed) {
      try {
        if (!sealed.startsWith(PREFIX)) throw new Error('unknown format');
        const all = Buffer.from(sealed.slice(PREFIX.length), 'base64');
        const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12)).setAuthTag(all.subarray(12, 28));
        return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Problem('invalid', 'A stored secret cannot be read with the present secret key', {
          hint: 'Put back the secret.key file (or SPYGLASS_SECRET_KEY) it was stored with, or enter the secret again',
          cause,
        });
      }
    },
  };
}

/**
 * The installation's root key: `secret.key` in the data folder, made on first use, readable by its owner only.
 * @throws Problem `unavailable` when the folder cannot be written.
 */
export function loadKeyFile(dataDir: string): string {
  const file = join(dataDir, 'secret.key');
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST'))
      throw new Problem('unavailable', `The data folder ${dataDir} cannot be written`, { cause: error });
  }
  const key = readFileSync(file, 'utf8').trim();
  if (key.length < 16) throw new Problem('invalid', `${file} is damaged: it must hold at least 16 characters`);
  return key;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
