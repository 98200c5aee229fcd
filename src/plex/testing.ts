/** Documents of a media server and of plex.tv, and what was recorded for them, for the tests of this room. */
import { readFileSync } from 'node:fs';

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
