import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '#problem';

/** Methods that change nothing. */
export const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What decides whether a write comes from our own page; header values as sent. */
export interface WriteSource {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** A proxy that rewrites `Host` says the original here; another site's page cannot set it without our leave. */
  readonly forwardedHost: string | undefined;
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
export function isCrossSite({ origin, host, forwardedHost, fetchSite }: WriteSource): boolean {
  if (origin === undefined) return fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (fetchSite === 'same-origin') return false;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  return ![host, forwardedHost].some((own) => own !== undefined && hostOf(from.protocol, own) === from.host);
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
      host: header(request, 'host'),
      forwardedHost: header(request, 'x-forwarded-host'),
      fetchSite: header(request, 'sec-fetch-site'),
    };
    if (isCrossSite(source))
      throw new Problem('forbidden', 'This request comes from the page of another site', {
        hint: 'Behind a reverse proxy, let it pass on the Host header',
      });
  });
}
