/** Something a server can be asked, as data. Questions are made beside the parsers of their answers. */
import type { ParseResult } from './parse-metadata.ts';

export interface Question<T> {
  /** Below the server's address, with its query. */
  readonly path: string;
  /** `serverVersion`: of the media server; null until it has said it, and for plex.tv. */
  readonly parse: (body: string, serverVersion: string | null) => ParseResult<T>;
  /** Default `GET`. Anything else is sent once and never repeated. */
  readonly method?: 'GET' | 'PUT' | 'DELETE';
}

/** For answers whose body says nothing. */
export const parseNothing = (): ParseResult<null> => ({ ok: true, value: null });

/** A path with the page that is asked for (Plex protocol notes 1.5); parameters keep their order. */
export function pageOf(
  path: string,
  { start, size }: { readonly start: number; readonly size: number },
  query: Readonly<Record<string, string | number>> = {},
): string {
  const parameters = new URLSearchParams({
    'X-Plex-Container-Start': String(start),
    'X-Plex-Container-Size': String(size),
    ...Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
  });
  return `${path}?${parameters}`;
}
