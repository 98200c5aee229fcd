/** Whose network an address belongs to, from the registries of addresses (API notes 19). */
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import type { Clock } from '#clock';
import { describeError } from '#problem';
import type { JsonObject } from './json.ts';

export interface WhoisDeps {
  readonly clock: Clock;
  /** Follows redirections: one registry knows which other is meant. */
  readonly fetch: (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;
  /** Names of an address. Rejects when it has none. */
  readonly reverse: (address: string) => Promise<readonly string[]>;
}

const NO_HOST = 'Not available';
const REGISTRY = 'https://rdap.org/ip/';
const PATIENCE_MS = 10_000;

/** Ranges that belong to nobody: network, prefix, name, where that is written. */
const RESERVED: readonly (readonly [string, number, string, string])[] = [
  ['0.0.0.0', 8, 'This Network', 'RFC 3330'],
  ['10.0.0.0', 8, 'Private-Use Networks', 'RFC 1918'],
  ['127.0.0.0', 8, 'Loopback', 'RFC 3330'],
  ['169.254.0.0', 16, 'Link-Local', 'RFC 3330'],
  ['172.16.0.0', 12, 'Private-Use Networks', 'RFC 1918'],
  ['192.0.2.0', 24, 'TEST-NET-1', 'RFC 5737'],
  ['192.168.0.0', 16, 'Private-Use Networks', 'RFC 1918'],
  ['198.18.0.0', 15, 'Benchmark Tests', 'RFC 2544'],
  ['198.51.100.0', 24, 'TEST-NET-2', 'RFC 5737'],
  ['203.0.113.0', 24, 'TEST-NET-3', 'RFC 5737'],
  ['224.0.0.0', 4, 'Multicast', 'RFC 3171'],
  ['240.0.0.0', 4, 'Reserved', 'RFC 3330'],
  ['::', 128, 'Unspecified', 'RFC 4291, Section 2.5.2'],
  ['::1', 128, 'Loopback', 'RFC 4291, Section 2.5.3'],
  ['2001:db8::', 32, 'Documentation', 'RFC 3849'],
  ['fc00::', 7, 'Unique Local Unicast', 'RFC 4193'],
  ['fe80::', 10, 'Link-Local', 'RFC 4291, Section 2.5.6'],
  ['ff00::', 8, 'Multicast', 'RFC 4291, Section 2.7'],
];

const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function isWithin(address: string, network: string, prefix: number): boolean {
  const range = new BlockList();
  range.addSubnet(network, prefix, kindOf(network));
  return kindOf(address) === kindOf(network) && range.check(address, kindOf(address));
}

function reservation(address: string): string | null {
  const found = RESERVED.find(([network, prefix]) => isWithin(address, network, prefix));
  if (found === undefined) return null;
  const version = kindOf(address) === 'ipv6' ? 'IPv6' : 'IPv4';
  return `${version} address '${address}' is already defined as '${found[2]}' via '${found[3]}'.`;
}

const Text = z.string().nullish().catch(null);

/** What registries answer (RFC 9083), as far as it is shown. */
const Network = z.object({
  name: Text,
  handle: Text,
  startAddress: Text,
  endAddress: Text,
  country: Text,
  cidr0_cidrs: z
    .array(z.object({ v4prefix: Text, v6prefix: Text, length: z.number() }))
    .nullish()
    .catch(null),
  remarks: z
    .array(z.object({ description: z.array(z.string()).nullish().catch(null) }))
    .nullish()
    .catch(null),
  events: z
    .array(z.object({ eventAction: z.string(), eventDate: Text }))
    .nullish()
    .catch(null),
});
type Network = z.infer<typeof Network>;

const eventOf = ({ events }: Network, action: string): string | null =>
  events?.find(({ eventAction }) => eventAction === action)?.eventDate ?? null;

function netOf(network: Network): JsonObject {
  const blocks = (network.cidr0_cidrs ?? []).map((one) => `${one.v4prefix ?? one.v6prefix ?? ''}/${one.length}`);
  const said = (network.remarks ?? []).flatMap(({ description }) => description ?? []);
  const { startAddress: first, endAddress: last } = network;
  return {
    cidr: blocks.length === 0 ? null : blocks.join(', '),
    name: network.name ?? null,
    handle: network.handle ?? null,
    range: first == null || last == null ? null : `${first} - ${last}`,
    description: said.length === 0 ? null : said.join('\n'),
    country: network.country ?? null,
    state: null,
    city: null,
    address: null,
    postal_code: null,
    emails: null,
    created: eventOf(network, 'registration'),
    updated: eventOf(network, 'last changed'),
  };
}

async function hostOf(address: string, { reverse }: WhoisDeps): Promise<string> {
  try {
    return (await reverse(address))[0] ?? NO_HOST;
  } catch {
    // Most addresses have no name.
    return NO_HOST;
  }
}

/** @throws whatever the network throws */
async function networkOf(address: string, { clock, fetch }: WhoisDeps): Promise<Network> {
  const late = new AbortController();
  const cancel = clock.after(PATIENCE_MS, () => late.abort());
  try {
    const answer = await fetch(`${REGISTRY}${address}`, { signal: late.signal });
    if (!answer.ok) throw new Error(`the registry answers with status ${answer.status}`);
    return Network.parse(await answer.json());
  } finally {
    cancel();
  }
}

/** Host and networks of an address; what went wrong stands in `error`. Never throws. */
export async function lookUpNetwork(address: string, deps: WhoisDeps): Promise<JsonObject> {
  if (isIP(address) === 0) return { host: NO_HOST, nets: [], error: `Invalid IP address provided: ${address}.` };
  const reserved = reservation(address);
  if (reserved !== null) return { host: NO_HOST, nets: [], error: reserved };
  const host = await hostOf(address, deps);
  try {
    return { host, nets: [netOf(await networkOf(address, deps))] };
  } catch (error) {
    return { host, nets: [], error: `Error: ${describeError(error)}` };
  }
}
