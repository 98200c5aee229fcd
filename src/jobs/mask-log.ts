/** Hides in lines of the log what is nobody else's business (job notes 5). */
import { isIP } from 'node:net';
import { redact } from '#log';

export interface MaskOptions {
  /** Public addresses and e-mail addresses, beside the secrets that are always hidden. */
  readonly hidesAddresses: boolean;
  /** Names of people; those of three letters and less stay, they occur in other words. */
  readonly names: readonly string[];
}

export type Mask = (text: string) => string;

/** Begins where a word begins: trying every letter of a very long word would take for ever. */
const MAIL = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,256}@[\p{L}\d-]{1,256}(?:\.[\p{L}\d-]{1,256})+/gu;
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
/** Addresses inside names of plex.direct. */
const IPV4_DASHED = /(?<![\d-])(?:\d{1,3}-){3}\d{1,3}(?=\.[0-9a-f]+\.plex\.direct)/gi;
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;
const PRIVATE_IPV4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_IPV6 = /^(?:::1?$|f[cd]|fe[89ab])/i;
const SHORTEST_NAME = 4;
/** Nobody reads more of a text. */
const LONGEST_TEXT = 20_000;

const short = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);

const maskIpv4 = (text: string): string => (isIP(text) !== 4 || PRIVATE_IPV4.test(text) ? text : '***.***.***.***');
const maskIpv6 = (text: string): string => (isIP(text) !== 6 || PRIVATE_IPV6.test(text) ? text : '****:****');

function maskAddresses(text: string): string {
  return text
    .replace(MAIL, (mail) => `${mail.slice(0, 2)}****@****`)
    .replace(IPV4_DASHED, (dashed) => (PRIVATE_IPV4.test(dashed.replaceAll('-', '.')) ? dashed : '***-***-***-***'))
    .replace(IPV4, maskIpv4)
    .replace(IPV6, maskIpv6);
}

/** The first two letters and the last stay, so that whoever knows the people can follow. */
const maskName = (name: string): string => `${name.slice(0, 2)}****${name.slice(-1)}`;

/** Hides from text. Tokens are always hidden. */
export function createMask({ hidesAddresses, names }: MaskOptions): Mask {
  const known = [...new Set(names.filter((name) => name.trim().length >= SHORTEST_NAME))].sort(
    (a, b) => b.length - a.length,
  );
  const pattern =
    known.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\d])(?:${known.map((name) => RegExp.escape(name)).join('|')})(?![\\p{L}\\d])`, 'giu');
  return (text) => {
    const open = redact(short(text));
    const addressed = hidesAddresses ? maskAddresses(open) : open;
    return pattern === null ? addressed : addressed.replace(pattern, maskName);
  };
}

/** The same for everything in a value; the names of fields stay. */
export function maskValue(mask: Mask, value: unknown): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((one) => maskValue(mask, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskValue(mask, one)]));
}
