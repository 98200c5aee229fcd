/** The keys of a show or an artist with their parts, by number or by title (API notes 15). */
import type { ListedRow } from '#plex/parse-rows.ts';
import type { KeyTree } from '#plex/read-key-tree.ts';
import type { Json, JsonObject } from './json.ts';
import { asText } from './present-values.ts';

const isMusic = ({ root }: KeyTree): boolean => root.mediaType === 'artist';

const keyOf = (key: string | null): Json => (key !== null && /^\d+$/.test(key) ? Number(key) : asText(key));

/** Parts of shows go by their number, albums by their title; the number tells tracks from each other as well. */
const named = (rows: readonly (readonly [string, JsonObject])[]): JsonObject => Object.fromEntries(rows);

const parts = (rows: readonly ListedRow[]): JsonObject =>
  named(rows.map((row) => [asText(row.index), { rating_key: keyOf(row.ratingKey) }]));

/** Null, what the server does not know, has no keys. */
export function presentKeyTree(tree: KeyTree | null): JsonObject {
  if (tree === null) return {};
  const { root, branches } = tree;
  const nameOf = (row: ListedRow): string => (isMusic(tree) ? asText(row.title).toLowerCase() : asText(row.index));
  const children = named(
    branches.map(({ row, parts: rows }) => [
      nameOf(row),
      { rating_key: keyOf(row.ratingKey), ...(rows.length === 0 ? {} : { children: parts(rows) }) },
    ]),
  );
  return {
    [isMusic(tree) ? root.title.toLowerCase() : '0']: { rating_key: keyOf(root.ratingKey), children },
    section_id: asText(root.sectionId),
    library_name: asText(root.libraryName),
  };
}
