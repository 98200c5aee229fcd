import { isIPv4, isIPv6 } from 'node:net';
import { type Note, type Raw, rawText } from './normalise.ts';

const NO_ADDRESS = new Set(['', 'n/a', 'none', 'null', 'unknown', 'local', '-']);

/**
 * An address that PostgreSQL's inet takes: brackets, port and zone are cut off, letters of IPv6 are lower case. '' and
 * words for "nothing" are null; host names and anything else are null with the issue `not_an_address`.
 */
export function ipAddress(value: Raw, note: Note): string | null {
  if (value === null || value === undefined) return null;
  const trimmed = (rawText(value) ?? '').trim().toLowerCase();
  if (isIPv4(trimmed)) return trimmed;
  if (NO_ADDRESS.has(trimmed)) return null;
  const bare = withoutDecoration(trimmed);
  if (isIPv4(bare) || isIPv6(bare)) return bare;
  note('not_an_address');
  return null;
}

/** `[fe80::1%eth0]:32400` -> `fe80::1`, `10.0.0.1:50123` -> `10.0.0.1`. */
function withoutDecoration(written: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(written)?.[1];
  const host = bracketed ?? /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(written)?.[1] ?? written;
  return host.replace(/%.*$/, '');
}
