/** What the address of the search says. */
export interface SearchSearch {
  readonly q?: string;
}

const MAX_LENGTH = 200;

/** Reads the address; Tautulli called the text `query`. */
export function searchSearch(raw: Record<string, unknown>): SearchSearch {
  const said = raw.q ?? raw.query;
  const text = typeof said === 'string' || typeof said === 'number' ? String(said).slice(0, MAX_LENGTH) : '';
  return text === '' ? {} : { q: text };
}
