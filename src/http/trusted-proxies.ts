/** Whose word is taken about where a request comes from. Pure. */
import { BlockList, isIP } from 'node:net';

const familyOf = (version: number): 'ipv4' | 'ipv6' => (version === 4 ? 'ipv4' : 'ipv6');

/** An address without what is written around it: the port, brackets, a zone, and IPv4 dressed up as IPv6. Null when it is none. */
export function plainAddress(text: string | undefined): string | null {
  const bare = (text ?? '')
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(bare) === 0 ? null : bare;
}

/** Whether an address is that of a proxy. */
export type IsTrusted = (address: string | undefined) => boolean;

/** Takes addresses and networks (CIDR), each of which was checked. */
export function trustedProxies(networks: readonly string[]): IsTrusted {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const version = isIP(address);
    list.addSubnet(address, bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), familyOf(version));
  }
  return (address) => {
    const plain = plainAddress(address);
    return plain !== null && list.check(plain, familyOf(isIP(plain)));
  };
}

const HOST = /^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** A host with its port as a URL has it; null for what is none, such as a header somebody plays with. */
export const plainHost = (text: string): string | null => (HOST.test(text) ? text.toLowerCase() : null);

const PATH = /^(?:\/[\w.~-]+)+\/?$/;

/** A path that can stand in front of ours, without a slash at the end; null for what is none. */
export const plainPrefix = (text: string): string | null =>
  PATH.test(text) && !text.split('/').some((part) => part === '.' || part === '..') ? text.replace(/\/$/, '') : null;
