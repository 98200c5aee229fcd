/**
 * Session lists that are read again and again: of 500 streams only a few have changed since the last list, and taking
 * XML apart is what costs. An entry whose text is the same is not read again; the very same object stands for it.
 */
import { hash } from 'node:crypto';
import { parseSurroundings, type Surroundings } from './parse-item.ts';
import type { ParseResult } from './parse-metadata.ts';
import { type EntryResult, isListRoot, listOf, parseEntry, parseSessions, type SessionList } from './parse-sessions.ts';
import { parseXml } from './xml.ts';

export type SessionParser = (body: string, serverVersion: string | null) => ParseResult<SessionList>;

interface Split {
  /** The document without its entries. */
  readonly frame: string;
  readonly entries: readonly string[];
}

const OPENING = /<(Video|Track|Photo)\b/g;

/** The texts of the entries; null where the document is not as plain as these lists are. */
function split(body: string): Split | null {
  if (body.includes('<!')) return null;
  const entries: string[] = [];
  let frame = '';
  let at = 0;
  for (const opening of body.matchAll(OPENING)) {
    if (opening.index < at) return null;
    const end = `</${opening[1]}>`;
    const close = body.indexOf(end, opening.index);
    if (close < 0) return null;
    frame += body.slice(at, opening.index);
    at = close + end.length;
    entries.push(body.slice(opening.index, at));
  }
  return { frame: frame + body.slice(at), entries };
}

/** A text of its own: what is cut out of a string keeps the whole of it in memory. */
const copied = (text: string): string => Buffer.from(text).toString();

/** Entries that are taken apart together; more would keep the text of all in memory as long as one of them stays. */
const TOGETHER = 20;

/** The entries of texts; null when one of them is no XML, or more than one element. */
function parseTexts(texts: readonly string[], around: Surroundings, serverVersion: string | null) {
  const results: EntryResult[] = [];
  for (let i = 0; i < texts.length; i += TOGETHER) {
    const some = texts.slice(i, i + TOGETHER);
    const xml = parseXml(copied(`<Some>${some.join('')}</Some>`));
    if (!xml.ok || xml.root.children.length !== some.length) return null;
    results.push(...xml.root.children.map((element) => parseEntry(element, around, serverVersion)));
  }
  return results;
}

/** A reader of one server's lists; it answers as `parseSessions` does. */
export function createSessionParser(): SessionParser {
  let known: ReadonlyMap<string, EntryResult> = new Map();

  /** Null where it takes the whole document to see what is wrong with it. */
  function parseKept(body: string, serverVersion: string | null): SessionList | null {
    const parts = split(body);
    const frame = parts === null ? null : parseXml(copied(parts.frame));
    if (parts === null || !frame?.ok || !isListRoot(frame.root) || frame.root.children.length > 0) return null;
    const around = parseSurroundings(frame.root);
    const context = JSON.stringify([around, serverVersion]);
    const named = parts.entries.map((text) => ({ name: hash('sha1', `${context}${text}`, 'base64'), text }));
    const changed = new Map(named.flatMap(({ name, text }) => (known.has(name) ? [] : [[name, text] as const])));
    const parsed = parseTexts([...changed.values()], around, serverVersion);
    if (parsed === null) return null;
    const fresh = new Map([...changed.keys()].map((name, index) => [name, parsed[index] ?? null]));
    const results = named.map(({ name }) => [name, fresh.get(name) ?? known.get(name) ?? null] as const);
    known = new Map(results);
    return listOf(results.map(([, result]) => result));
  }

  return (body, serverVersion) => {
    const kept = parseKept(body, serverVersion);
    return kept === null ? parseSessions(body, serverVersion) : { ok: true, value: kept };
  };
}
