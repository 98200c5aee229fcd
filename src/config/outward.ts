/**
 * Addresses that people type or that others hand us, before and while we go there: none of them may lead to what only this
 * machine can reach. The answer of the name service is looked at when the connection is made, so that a name which changes its mind
 * between a check and the connection gains nothing.
 */
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { kindOfAddress } from './network-addresses.ts';

/** What an address is for. */
export type OutwardKind = 'plex' | 'webhook' | 'identity' | 'image-host' | 'import';

/** What stands in homes beside us; the rest is in the internet. */
const AT_HOME: ReadonlySet<OutwardKind> = new Set(['plex', 'webhook', 'identity']);

export interface OutwardRules {
  readonly kind: OutwardKind;
  /** The setting `outwardPrivateNetworks`. */
  readonly mayBePrivate: boolean;
}

export type OutwardCheck = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly problem: string };

const NO_PRIVATE = 'leads into a private network, which is not allowed';
const FORBIDDEN = 'leads to an address that is never meant for requests like this';

/** Why an address of the network may not be used, as the end of a sentence; null when it may. */
export function refusalOf(address: string, { kind, mayBePrivate }: OutwardRules): string | null {
  const where = kindOfAddress(address);
  if (where === 'forbidden') return FORBIDDEN;
  return where === 'private' && !(mayBePrivate && AT_HOME.has(kind)) ? NO_PRIVATE : null;
}

const bareHost = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** Looks at an address as it is written; where its name leads is looked at when it is used (`guardedLookup`). */
export function checkOutwardAddress(text: string, kind: OutwardKind, mayBePrivate = true): OutwardCheck {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '')
    return { ok: false, problem: 'The address must begin with http:// or https://' };
  if (url.username !== '' || url.password !== '')
    return { ok: false, problem: 'The address must not contain a user name or a password' };
  const host = bareHost(url);
  const refusal = isIP(host) === 0 ? null : refusalOf(host, { kind, mayBePrivate });
  return refusal === null ? { ok: true, url } : { ok: false, problem: `The address ${refusal}` };
}

/** An address that may not be used, found out while going there. The message is a sentence for people. */
export class OutwardRefusal extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'OutwardRefusal';
  }
}

/** Asks the name service; as `lookup` of node:dns with `all`. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** For `lookup` of a request: the name service's answer, or a failure when any address of it may not be used. */
export function guardedLookup(rules: OutwardRules, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '');
      const refusal = addresses.map(({ address }) => refusalOf(address, rules)).find((one) => one !== null);
      const [first] = addresses;
      if (refusal !== undefined) return done(new OutwardRefusal(`The name ${hostname} ${refusal}`), '');
      if (first === undefined) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}
