import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '#problem';
import { hostOfRequest } from './caller.ts';

/** Methods that change nothing. */
export const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What decides whether a write comes from our own page; header values as sent. */
export interface WriteSource {
  readonly origin: string | undefined;
  /** As the browser sees us. */
  readonly host: string | undefined;
  /** The browser's own word, sent over TLS and to localhost. */
  readonly fetchSite: string | undefined;
}

/** `host` as a URL of this scheme has it: without the default port. */
const hostOf = (protocol: string, host: string | undefined): string | undefined => {
  const url = `${protocol}//${host?.split(',')[0]?.trim() ?? ''}`;
  return URL.canParse(url) ? new URL(url).host : undefined;
};

/**
 * Whether a write was sent by another site's page. Programs send no `Origin` and are let through: they act for
 * somebody who is on this network, as the page of another site does not.
 */
export function isCrossSite({ origin, host, fetchSite }: WriteSource): boolean {
  if (origin === undefined) return fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (fetchSite === 'same-origin') return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  return hostOf(from.protocol, host) !== from.host;
}

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Refuses writes that another site's page sends with the visitor's browser. */
export function refuseCrossSiteWrites(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (READS.has(request.method)) return;
    const source = {
      origin: header(request, 'origin'),
      host: hostOfRequest(request) ?? undefined,
      fetchSite: header(request, 'sec-fetch-site'),
    };
    if (isCrossSite(source))
      throw new Problem('forbidden', 'This request comes from the page of another site', {
        hint: 'Behind a reverse proxy, let it pass on the Host header, or name it in SPYGLASS_TRUSTED_PROXIES',
      });
  });
}
