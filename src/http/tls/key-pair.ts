import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describeError, Problem } from '#problem';

/** A certificate with what leads to its root, and its key, both PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** @throws Problem `invalid` when the parts are not what they should be, or do not belong together. */
export function checkKeyPair({ cert, key }: KeyPair): X509Certificate {
  const certificate = parsed('certificate', () => new X509Certificate(cert));
  const privateKey = parsed('key', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey))
    throw new Problem('invalid', 'The TLS certificate and the TLS key do not belong together');
  return certificate;
}

function parsed<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new Problem('invalid', `The TLS ${what} is not one in PEM form: ${describeError(cause)}`, { cause });
  }
}
