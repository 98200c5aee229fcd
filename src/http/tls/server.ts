import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:https';
import type { Tls } from './tls.ts';

export interface ServerTimes {
  readonly keepAliveTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

/** A server that speaks TLS, and shows a new certificate without a restart. */
export function tlsServer(tls: Tls, handler: RequestListener, times: ServerTimes): Server {
  const server = createServer({ ...tls.current(), minVersion: 'TLSv1.2' }, handler);
  server.keepAliveTimeout = times.keepAliveTimeoutMs;
  server.requestTimeout = times.requestTimeoutMs;
  tls.onChange((pair) => server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' }));
  return server;
}
