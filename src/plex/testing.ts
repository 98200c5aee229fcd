/** Documents of a media server and of plex.tv, and what was recorded for them, for the tests of this room. */
import { readFileSync } from 'node:fs';
import type { ItemReader } from './read-items.ts';

const folder = new URL('../../test/fixtures/plex/', import.meta.url);

export const fixtureText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
export const fixtureJson = (path: string): unknown => JSON.parse(fixtureText(path));

type Json = Readonly<Record<string, unknown>>;

/** Recorded inputs and outputs of one derived value. */
export function derivedCases(group: string): readonly Json[] {
  const groups = fixtureJson('derived-cases.json') as Readonly<Record<string, { readonly cases: readonly Json[] }>>;
  const found = groups[group];
  if (found === undefined) throw new Error(`no recorded group ${group}`);
  return found.cases;
}

/** The sessions recorded for a session list. */
export const recordedSessions = (name: string): readonly Json[] =>
  (fixtureJson(`expected/${name}.json`) as { readonly result: { readonly sessions: readonly Json[] } }).result.sessions;

/** Recorded values use blank text for "not said"; numbers are texts. */
export const said = (value: unknown): string | null =>
  value === undefined || value === null || value === '' ? null : String(value);

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** An element from its attributes (null ones are left out) and the text of its children. */
export function element(name: string, attributes: Readonly<Record<string, unknown>>, ...children: string[]): string {
  const pairs = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
  return `<${name}${pairs.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')}>${children.join('')}</${name}>`;
}

interface Route {
  readonly host?: string;
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly file?: string;
  readonly fault?: string;
}

/** A request that was recorded with its result, and the documents that answer it before those of the default world. */
export interface RecordedCase {
  readonly id: string;
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly routes?: readonly Route[];
  readonly config?: Readonly<Record<string, string>>;
}

export const recordedCases = (call: string): readonly RecordedCase[] =>
  (fixtureJson('cases.json') as readonly RecordedCase[]).filter((one) => one.call === call);

export const recordedResult = (id: string): unknown =>
  (fixtureJson(`expected/${id}.json`) as { result: unknown }).result;

const decoded = (path: string): string => path.replace(/^https?:\/\/[^/]+/, '');

/** What the default world answers to a path; null where it has nothing. */
function documentAt(path: string, routes: readonly Route[], host: string): string | null {
  const [plain = '', query = ''] = `/${decoded(path).replace(/^\//, '')}`.split('?');
  const sent = new URLSearchParams(query);
  const found = [...routes, ...(fixtureJson('routes.json') as readonly Route[])].find(
    (route) =>
      (route.host ?? 'pms') === host &&
      (route.method ?? 'GET') === 'GET' &&
      route.path === plain &&
      Object.entries(route.query ?? {}).every(([name, value]) =>
        value === '*' ? sent.has(name) : sent.get(name) === value,
      ),
  );
  return found?.file === undefined || (found.status ?? 200) !== 200 ? null : fixtureText(found.file);
}

/** Reads from the default world, with `routes` before it. */
export const fixtureReader = (
  routes: readonly Route[] = [],
  { serverVersion = null, host = 'pms' }: { readonly serverVersion?: string | null; readonly host?: string } = {},
): ItemReader => ({
  timeZone: 'UTC',
  read: async (path, parse) => {
    const text = documentAt(path, routes, host);
    if (text === null) return { ok: false, reason: 'not_found', problem: `nothing at ${path}` };
    const parsed = parse(text, serverVersion);
    return parsed.ok
      ? { ok: true, value: parsed.value.values }
      : { ok: false, reason: 'malformed', problem: parsed.problem };
  },
});
