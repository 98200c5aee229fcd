/** Requests to addresses that people typed: a `fetch` that looks where a name leads, and follows nobody anywhere. */
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as securedRequest } from 'node:https';
import { Readable } from 'node:stream';
import { checkOutwardAddress, guardedLookup, OutwardRefusal, type OutwardRules, type Resolve } from './outward.ts';

export interface OutwardInit {
  readonly method?: string;
  readonly headers?: RequestInit['headers'];
  readonly body?: string | null;
  readonly signal?: AbortSignal | null;
}

export type OutwardFetch = (url: URL, init: OutwardInit) => Promise<Response>;

export interface OutwardFetchOptions extends OutwardRules {
  readonly verifiesCertificates: boolean;
  readonly resolve?: Resolve;
}

/** Statuses whose answers have no body, by definition. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  if (!BODILESS.has(status)) return new Response(Readable.toWeb(answer), { status, headers });
  answer.resume();
  return new Response(null, { status, headers });
}

/** A redirection is an answer like any other: whoever follows it asks here again. @throws OutwardRefusal, or what the network throws. */
export function createOutwardFetch(options: OutwardFetchOptions): OutwardFetch {
  const lookup = guardedLookup(options, options.resolve);
  return (url, { method = 'GET', headers, body = null, signal }) =>
    new Promise((resolve, reject) => {
      const check = checkOutwardAddress(url.href, options.kind, options.mayBePrivate);
      if (!check.ok) return reject(new OutwardRefusal(check.problem));
      const bytes = body === null ? null : Buffer.from(body);
      const sent = new Headers(headers);
      if (bytes !== null) sent.set('content-length', String(bytes.byteLength));
      const terms = {
        method,
        lookup,
        // A connection that was kept would have been made for somebody else's rules.
        agent: false as const,
        headers: Object.fromEntries(sent),
        ...(signal === null || signal === undefined ? {} : { signal }),
      };
      const answered = (answer: IncomingMessage): void => resolve(toResponse(answer));
      const request =
        url.protocol === 'https:'
          ? securedRequest(url, { ...terms, rejectUnauthorized: options.verifiesCertificates }, answered)
          : plainRequest(url, terms, answered);
      request.on('error', reject);
      request.end(bytes ?? undefined);
    });
}
