/** Requests whose certificate is not looked at, for servers that people know and that have none that is valid. */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetch } from './network.ts';

/** Statuses whose answers have no body, by definition. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  if (BODILESS.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(Readable.toWeb(answer), { status, headers });
}

/** As `fetch` without redirects, for `https:` only. @throws whatever the network throws */
export const fetchUnverified: Fetch = (url, { method = 'GET', headers, signal }) =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        rejectUnauthorized: false,
        agent: false,
        ...(signal === null || signal === undefined ? {} : { signal }),
      },
      (answer) => resolve(toResponse(answer)),
    );
    sent.on('error', reject);
    sent.end();
  });
