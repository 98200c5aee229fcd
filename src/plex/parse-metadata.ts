/** `GET /library/metadata/{keys}?includeMarkers=1`: items with the versions of their files. */
import type { DescribedItem } from './facts.ts';
import { parseMedia } from './media.ts';
import { parseItem, parseSurroundings } from './parse-item.ts';
import { childrenNamed, parseXml } from './xml.ts';

export type { DescribedItem } from './facts.ts';

/** What a list answer gave: the entries that could be read, and a sentence for each that could not. */
export interface Parsed<T> {
  readonly values: readonly T[];
  readonly problems: readonly string[];
}

export type ParseResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const ITEM_ELEMENTS = ['Directory', 'Video', 'Track', 'Photo', 'Playlist'];

/**
 * All items of an answer; those of an unknown type are left out with a problem each. `serverVersion` decides how the
 * dynamic range is found; null counts as current.
 */
export function parseMetadata(body: string, serverVersion: string | null = null): ParseResult<Parsed<DescribedItem>> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  if (xml.root.name !== 'MediaContainer') return { ok: false, problem: `the answer is a <${xml.root.name}>` };
  const around = parseSurroundings(xml.root);
  const problems: string[] = [];
  const values = childrenNamed(xml.root, ...ITEM_ELEMENTS).flatMap((element): DescribedItem[] => {
    const media = parseMedia(element, serverVersion);
    const parsed = parseItem(element, { around, media, isDescription: true });
    if (parsed.ok) return [{ item: parsed.item, media }];
    problems.push(`an item of the answer could not be read: ${parsed.problem}`);
    return [];
  });
  return { ok: true, value: { values, problems } };
}
