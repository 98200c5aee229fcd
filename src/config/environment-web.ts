/** What the environment says about how the web side is reached. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '#problem';

export type TlsConfig =
  /** Absolute paths of PEM files; the first holds the certificate and those that lead to its root. */
  | { readonly kind: 'files'; readonly certFile: string; readonly keyFile: string }
  /** A certificate of our own, for these names and addresses and for those of the machine. */
  | { readonly kind: 'self-signed'; readonly names: readonly string[] };

/** How the web side is reached. */
export interface WebConfig {
  /** Addresses and networks (CIDR) of reverse proxies whose word about where a request comes from is taken. */
  readonly trustedProxies: readonly string[];
  /** undefined: plain HTTP. */
  readonly tls: TlsConfig | undefined;
  /** Tell browsers to come over TLS only from now on. */
  readonly isHstsSent: boolean;
  /** Origins of pages that may show this one in a frame. */
  readonly frameAncestors: readonly string[];
}

/** A list written with commas or blanks. */
const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''));

const HIGHEST_BITS = { 4: 32, 6: 128 } as const;

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest.length > 0) return false;
  // Everybody is no proxy: a network of all addresses would believe anybody anything.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= HIGHEST_BITS[version]);
}

/** An origin as CSP has it: scheme, host and port, with `*.` for the names below one. */
const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i;
const NAME = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

const each = (isGood: (entry: string) => boolean, sentence: (entry: string) => string) =>
  list.superRefine((entries, context) => {
    for (const entry of entries) if (!isGood(entry)) context.addIssue({ code: 'custom', message: sentence(entry) });
  });

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

export const WEB_VARIABLES = {
  SPYGLASS_TRUSTED_PROXIES: each(
    isNetwork,
    (entry) => `SPYGLASS_TRUSTED_PROXIES: ${entry} is no address or network such as 10.0.0.2 or 172.18.0.0/16`,
  ),
  SPYGLASS_TLS: z.enum(['self-signed'], 'SPYGLASS_TLS can only be self-signed').optional(),
  SPYGLASS_TLS_CERT: z.string().trim().min(1).optional(),
  SPYGLASS_TLS_KEY: z.string().trim().min(1).optional(),
  SPYGLASS_TLS_NAMES: each(
    (entry) => isIP(entry) !== 0 || NAME.test(entry),
    (entry) => `SPYGLASS_TLS_NAMES: ${entry} is no host name or address`,
  ),
  SPYGLASS_HSTS: flag.default(false),
  SPYGLASS_FRAME_ANCESTORS: each(
    (entry) => ORIGIN.test(entry),
    (entry) => `SPYGLASS_FRAME_ANCESTORS: ${entry} is no origin such as https://home.example`,
  ),
} as const;

type Given = z.output<z.ZodObject<typeof WEB_VARIABLES>>;

/** @throws Problem `invalid` for variables that contradict each other. */
export const webConfig = (e: Given): WebConfig =>
  Object.freeze({
    trustedProxies: e.SPYGLASS_TRUSTED_PROXIES,
    tls: tlsConfig(e),
    isHstsSent: e.SPYGLASS_HSTS,
    frameAncestors: e.SPYGLASS_FRAME_ANCESTORS,
  });

function tlsConfig(e: Given): TlsConfig | undefined {
  const { SPYGLASS_TLS_CERT: cert, SPYGLASS_TLS_KEY: key, SPYGLASS_TLS: own, SPYGLASS_TLS_NAMES: names } = e;
  if ((cert === undefined) !== (key === undefined))
    throw new Problem('invalid', 'SPYGLASS_TLS_CERT and SPYGLASS_TLS_KEY belong together; only one of them is set');
  if (cert !== undefined && key !== undefined) {
    if (own !== undefined)
      throw new Problem('invalid', 'SPYGLASS_TLS=self-signed and SPYGLASS_TLS_CERT exclude each other');
    return { kind: 'files', certFile: resolve(cert), keyFile: resolve(key) };
  }
  if (own !== undefined) return { kind: 'self-signed', names };
  if (names.length > 0)
    throw new Problem('invalid', 'SPYGLASS_TLS_NAMES has a meaning with SPYGLASS_TLS=self-signed only');
  return undefined;
}
