import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** What proxies add; one of them is enough to know that somebody else stands behind the connection. */
const FORWARDING = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  return version !== 0 && LOOPBACK.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Whether a request was sent by a browser on this machine. The connection alone does not say so: a reverse proxy on this machine
 * connects from it as well. So it must also be meant for this machine by name, which keeps out pages whose name was pointed at
 * us, and show no sign of a proxy, of which HTTP/1.0 is one: no browser speaks it, and proxies do when nobody tells them otherwise.
 */
export function isOnThisMachine({ socket, headers, raw, hostname }: FastifyRequest): boolean {
  if (!isLoopback(socket.remoteAddress ?? '')) return false;
  if (raw.httpVersion === '1.0' || FORWARDING.some((name) => headers[name] !== undefined)) return false;
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
}
