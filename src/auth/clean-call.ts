/** What a request says of itself, made fit to be stored. Pure. */
import { isIP } from 'node:net';
import type { Caller } from './sessions.ts';

const LONGEST = 500;

/** An address as the database takes it; null for what is none (a proxy may send anything). */
export function cleanAddress(ipAddress: string | null): string | null {
  const [bare = ''] = (ipAddress ?? '').split('%');
  const plain = bare.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) === 0 ? null : plain;
}

const cleanText = (text: string | null): string | null => text?.replaceAll('\0', '').slice(0, LONGEST) ?? null;

/** The same call with values that can be stored. */
export const cleanCall = <T extends Caller & { readonly host?: string | null }>(call: T): T => ({
  ...call,
  ipAddress: cleanAddress(call.ipAddress),
  userAgent: cleanText(call.userAgent),
  ...(call.host === undefined ? {} : { host: cleanText(call.host) }),
});
