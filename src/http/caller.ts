/** Where a request comes from and where its browser sees us. What a proxy says about that is believed of those that are trusted only. */
import type { FastifyRequest } from 'fastify';
import { isOnThisMachine } from './on-this-machine.ts';
import type { CookiePlace } from './session-cookie.ts';
import { type IsTrusted, plainAddress, plainHost, plainPrefix } from './trusted-proxies.ts';

declare module 'fastify' {
  interface FastifyInstance {
    isTrustedProxy: IsTrusted;
  }
}

/** Where a request comes from. */
export interface HttpCaller {
  /** The other end of the connection, be it a browser or a proxy. */
  readonly peer: string | null;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  /** It came over TLS, to us or to a proxy that is trusted. */
  readonly isSecure: boolean;
  /** Where the browser sees us, as `https://spyglass.example:8181`, without a path. */
  readonly publicOrigin: string;
  /** The same with the path the app lives under. */
  readonly publicUrl: string;
  /** The browser runs on this machine: whoever sits there could read our log. */
  readonly isOnThisMachine: boolean;
}

/** What of our settings decides it. */
interface Place {
  readonly basePath: string;
}

/** The host we were asked for, with its port; null when the request does not say, or says nonsense. */
export const hostOfRequest = (request: FastifyRequest): string | null =>
  plainHost(request.host) ?? plainHost(request.headers.host ?? '');

/** The address of whoever asks. A proxy that passes on nonsense is taken for them: somebody has to be. */
const addressOf = (request: FastifyRequest): string | null =>
  plainAddress(request.ip) ?? plainAddress(request.socket.remoteAddress);

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

/** The path the app lives under, as the browser sees it: what a trusted proxy took away, or else what we were told. */
export function basePathOf(request: FastifyRequest, basePath: string): string {
  const sent = request.headers['x-forwarded-prefix'];
  if (typeof sent !== 'string' || !request.server.isTrustedProxy(request.socket.remoteAddress)) return basePath;
  return plainPrefix(sent) ?? basePath;
}

export function callerOf(request: FastifyRequest, { basePath }: Place): HttpCaller {
  const scheme = isSecure(request) ? 'https' : 'http';
  const publicOrigin = `${scheme}://${hostOfRequest(request) ?? 'localhost'}`;
  return {
    peer: request.socket.remoteAddress ?? null,
    ipAddress: addressOf(request),
    userAgent: request.headers['user-agent'] ?? null,
    isSecure: scheme === 'https',
    publicOrigin,
    publicUrl: publicOrigin + basePathOf(request, basePath),
    isOnThisMachine: isOnThisMachine(request),
  };
}

export const cookiePlaceOf = (request: FastifyRequest, { basePath }: Place): CookiePlace => ({
  basePath: basePathOf(request, basePath),
  isSecure: isSecure(request),
});
