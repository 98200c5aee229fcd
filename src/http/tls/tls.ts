/** The certificate the web side shows, kept up to date while it runs. */
import { readFile, stat } from 'node:fs/promises';
import type { Cancel, Clock } from '#clock';
import type { TlsConfig } from '#config/environment-web.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { checkKeyPair, type KeyPair } from './key-pair.ts';
import { ownKeyPair } from './self-signed.ts';

/** How often it is looked whether the files have changed. */
const LOOK_MS = 10_000;
/** How often it is looked whether our own certificate ends soon. */
const RENEW_LOOK_MS = 86_400_000;

export interface Tls {
  current(): KeyPair;
  /** Calls `use` with every pair that takes the place of the one before. */
  onChange(use: (pair: KeyPair) => void): void;
  close(): void;
}

export interface TlsDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Where our own certificate is kept. */
  readonly dir: string;
}

/** Reads or makes the certificate. @throws Problem `invalid` for files that cannot be read or do not fit. */
export async function openTls(config: TlsConfig, { clock, log, dir }: TlsDeps): Promise<Tls> {
  const read = config.kind === 'files' ? filesOf(config) : () => ownKeyPair({ dir, names: config.names }, clock.now());
  let current = await read();
  log.info({ sha256: checkKeyPair(current).fingerprint256, validTo: validTo(current) }, 'the TLS certificate is read');
  let use = (_: KeyPair): void => undefined;
  const look = async (): Promise<void> => {
    const next = await read();
    if (next.cert === current.cert && next.key === current.key) return;
    current = next;
    log.info({ sha256: checkKeyPair(next).fingerprint256, validTo: validTo(next) }, 'the TLS certificate has changed');
    use(next);
  };
  return {
    current: () => current,
    onChange: (listener) => {
      use = listener;
    },
    close: everySo(clock, config.kind === 'files' ? LOOK_MS : RENEW_LOOK_MS, look, log),
  };
}

const validTo = (pair: KeyPair): string => new Date(checkKeyPair(pair).validTo).toISOString();

/** Looks again and again; what goes wrong is complained of once and leaves everything as it is. */
function everySo(clock: Clock, everyMs: number, look: () => Promise<void>, log: Log): Cancel {
  let complaint = '';
  return clock.every(everyMs, () => {
    look().then(
      () => {
        complaint = '';
      },
      (error: unknown) => {
        const reason = describeError(error);
        if (reason !== complaint) log.warn({ reason }, 'the TLS certificate stays the one it was');
        complaint = reason;
      },
    );
  });
}

/** Reads the files when they have changed since. They are replaced one after the other, so for a moment they may not fit. */
function filesOf({ certFile, keyFile }: Extract<TlsConfig, { kind: 'files' }>): () => Promise<KeyPair> {
  let kept: { readonly stamp: string; readonly pair: KeyPair } | null = null;
  return async () => {
    const stamp = (await Promise.all([certFile, keyFile].map(stampOf))).join(' ');
    if (kept?.stamp === stamp) return kept.pair;
    const [cert, key] = await Promise.all([textOf(certFile), textOf(keyFile)]);
    checkKeyPair({ cert, key });
    kept = { stamp, pair: { cert, key } };
    return kept.pair;
  };
}

const stampOf = async (file: string): Promise<string> => {
  const { mtimeMs, size, ino } = await readable(file, () => stat(file));
  return `${mtimeMs} ${size} ${ino}`;
};

const textOf = (file: string): Promise<string> => readable(file, () => readFile(file, 'utf8'));

async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Problem('invalid', `The TLS file ${file} cannot be read: ${describeError(cause)}`, { cause });
  }
}
