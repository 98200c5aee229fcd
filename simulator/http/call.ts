import type { IncomingMessage } from 'node:http';

/** One request as routes see it. */
export interface Call {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** Path elements, decoded. */
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly token: string | undefined;
  readonly wantsJson: boolean;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Reads a request line and its headers; null when the path cannot be decoded. */
export function readCall(request: IncomingMessage): Call | null {
  try {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const query = Object.fromEntries(url.searchParams);
    return {
      method: request.method ?? 'GET',
      path: url.pathname,
      segments: url.pathname.split('/').filter(Boolean).map(decodeURIComponent),
      query,
      token: headerOf(request, 'x-plex-token') ?? query['X-Plex-Token'],
      wantsJson: (request.headers.accept ?? '').includes('application/json') || url.pathname.endsWith('.json'),
      header: (name) => headerOf(request, name),
    };
  } catch {
    return null;
  }
}

/** The query without the token, for the request log. */
export function queryWithoutToken(call: Call): string {
  const rest = Object.entries(call.query).filter(([name]) => name !== 'X-Plex-Token');
  return new URLSearchParams(rest).toString();
}
