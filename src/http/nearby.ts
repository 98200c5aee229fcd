import { BlockList, isIP } from 'node:net';

/** This machine, and the addresses that no router passes on into the internet. */
const NEAR_NETWORKS = [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const;

const NEAR = listOf(NEAR_NETWORKS);

function listOf(networks: typeof NEAR_NETWORKS): BlockList {
  const list = new BlockList();
  for (const [network, bits, family] of networks) list.addSubnet(network, bits, family);
  return list;
}

function isNear(given: string): boolean {
  const address = given.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(address);
  return version !== 0 && NEAR.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** An entry of `X-Forwarded-For` without its port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (entry: string): string =>
  entry
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/**
 * Whether a request comes from this machine or a private network. `address` is that of the socket; behind a reverse
 * proxy that is the proxy's, so what it says about where the request came from (`X-Forwarded-For`) has to be near too.
 * The header can only take away: who invents one gains nothing.
 */
export function isNearby(address: string | undefined, forwardedFor: string | undefined): boolean {
  if (address === undefined || !isNear(address)) return false;
  return forwardedFor === undefined || forwardedFor.split(',').map(withoutPort).every(isNear);
}
