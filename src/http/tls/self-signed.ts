/** A certificate of our own: browsers warn once, and what is said cannot be overheard all the same. */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { EpochMs } from '#clock';
import { checkKeyPair, type KeyPair } from './key-pair.ts';

const DAY_MS = 86_400_000;
/** Browsers take none that is good for longer than 398 days. */
const VALID_MS = 365 * DAY_MS;
/** A new one is made this long before the old one ends. */
export const RENEW_BEFORE_MS = 30 * DAY_MS;
const SELF = ['localhost', '127.0.0.1', '::1'];

export interface OwnCertificate {
  /** Folder it is kept in. */
  readonly dir: string;
  /** Host names and addresses besides those of the machine. */
  readonly names: readonly string[];
}

/** The kept certificate when it is still good for all names, or a new one. */
export async function ownKeyPair({ dir, names }: OwnCertificate, now: EpochMs): Promise<KeyPair> {
  const wanted = [...new Set([...names, hostname(), ...SELF].map((name) => name.toLowerCase()))];
  const kept = await readKept(dir);
  if (kept !== null && isGood(kept, wanted, now)) return kept;
  const made = await generated(wanted, now);
  await keep(dir, made);
  return made;
}

const certFile = (dir: string): string => join(dir, 'certificate.pem');
const keyFile = (dir: string): string => join(dir, 'key.pem');

async function readKept(dir: string): Promise<KeyPair | null> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile(dir), 'utf8'), readFile(keyFile(dir), 'utf8')]);
    return { cert, key };
  } catch {
    return null;
  }
}

/** One that is damaged, ends soon or lacks a name is made anew. */
function isGood(kept: KeyPair, wanted: readonly string[], now: EpochMs): boolean {
  try {
    const certificate = checkKeyPair(kept);
    const known = certificate.subjectAltName ?? '';
    const isNamed = (name: string): boolean =>
      isIP(name) === 0 ? known.toLowerCase().split(', ').includes(`dns:${name}`) : certificate.checkIP(name) === name;
    return Date.parse(certificate.validTo) - now > RENEW_BEFORE_MS && wanted.every(isNamed);
  } catch {
    return false;
  }
}

async function generated(names: readonly string[], now: EpochMs): Promise<KeyPair> {
  const { generate } = await import('selfsigned');
  const altNames = names.map((name) =>
    isIP(name) === 0 ? ({ type: 2, value: name } as const) : ({ type: 7, ip: name } as const),
  );
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Spyglass' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of other machines may be behind.
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + VALID_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { cert, key };
}

async function keep(dir: string, { cert, key }: KeyPair): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const [file, text] of [
    [keyFile(dir), key],
    [certFile(dir), cert],
  ] as const) {
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await chmod(`${file}.new`, 0o600);
    await rename(`${file}.new`, file);
  }
}
