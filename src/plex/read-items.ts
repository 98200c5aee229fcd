/** The descriptions of items, with what they have from the show, album or artist they belong to. */
import type { RatingKey } from '#contract/ids.ts';
import type { Answer } from './facts.ts';
import { ancestorKey, withAncestor } from './inherit.ts';
import type { DescribedItem } from './parse-metadata.ts';

const KEYS_PER_REQUEST = 50;

/** Asks for one or more items by their path. */
export type ReadDescriptions = (path: string) => Promise<Answer<readonly DescribedItem[]>>;

/**
 * The items that the server still has, `[]` when it has none of them (Plex protocol notes 3.3). Without the ancestors
 * the items are still described, only by less.
 */
export async function readItems(
  read: ReadDescriptions,
  keys: readonly RatingKey[],
): Promise<Answer<readonly DescribedItem[]>> {
  const found = await readByKeys(read, keys);
  if (!found.ok) return found;
  const known = new Set(found.value.map(({ item }) => item.ratingKey));
  const missing = found.value.flatMap(({ item }) => ancestorKey(item) ?? []).filter((key) => !known.has(key));
  const more = await readByKeys(read, missing);
  const all = more.ok ? [...found.value, ...more.value] : found.value;
  return { ok: true, value: found.value.map((described) => withAncestor(described, all)) };
}

async function readByKeys(
  read: ReadDescriptions,
  keys: readonly RatingKey[],
): Promise<Answer<readonly DescribedItem[]>> {
  const wanted = [...new Set(keys)].filter((key) => /^\d+$/.test(key));
  const found: DescribedItem[] = [];
  for (let i = 0; i < wanted.length; i += KEYS_PER_REQUEST) {
    const answer = await read(`library/metadata/${wanted.slice(i, i + KEYS_PER_REQUEST).join(',')}?includeMarkers=1`);
    if (answer.ok) found.push(...answer.value);
    else if (answer.reason !== 'not_found') return answer;
  }
  return { ok: true, value: found };
}
