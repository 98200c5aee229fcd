import { type KnownItem, playedUnderKey } from '#history/old-keys.ts';
import { renderRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { Json, JsonObject } from '../json.ts';

const NAMES: ReadonlySet<string> = new Set([
  'rating_key',
  'parent_rating_key',
  'grandparent_rating_key',
  'title',
  'parent_title',
  'grandparent_title',
  'media_index',
  'parent_media_index',
]);
const COLUMNS = ITEM_COLUMNS.filter(({ column }) => NAMES.has(column));

interface Node {
  key: Json;
  readonly children: Tree;
}
/** Not an object: titles can be any name. */
type Tree = Map<string, Node>;
type Branch = { readonly name: string; readonly key: Json };

const plain = (value: unknown): Json => (typeof value === 'number' ? value : String(value ?? ''));

/** The way from the root to an item: shows by the numbers of their parts, artists by lower-case titles (API notes 15). */
function wayTo(item: KnownItem, mediaType: string): readonly Branch[] {
  const row = renderRow(COLUMNS, item);
  const branch = (name: unknown, key: unknown): Branch => ({ name: String(name ?? '').toLowerCase(), key: plain(key) });
  if (mediaType === 'movie') return [branch(0, row.rating_key)];
  const isMusic = ['artist', 'album', 'track'].includes(mediaType);
  return [
    branch(isMusic ? row.grandparent_title : 0, row.grandparent_rating_key),
    branch(isMusic ? row.parent_title : row.parent_media_index, row.parent_rating_key),
    branch(row.media_index, row.rating_key),
  ];
}

/** A key that came later replaces one of the same place. */
function addWay(tree: Tree, way: readonly Branch[]): void {
  const [first, ...others] = way;
  if (first === undefined) return;
  const node = tree.get(first.name) ?? { key: first.key, children: new Map() };
  node.key = first.key;
  tree.set(first.name, node);
  addWay(node.children, others);
}

const toObject = (tree: Tree): JsonObject =>
  Object.fromEntries(
    [...tree].map(([name, { key, children }]) => [
      name,
      { rating_key: key, ...(children.size === 0 ? {} : { children: toObject(children) }) },
    ]),
  );

export function keyTree(items: readonly KnownItem[], mediaType: string): JsonObject {
  const tree: Tree = new Map();
  for (const item of items) addWay(tree, wayTo(item, mediaType));
  return toObject(tree);
}

export const oldRatingKeysCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_old_rating_keys',
    summary: 'The rating keys an item had in the history',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text', required: true } },
    async handle({ rating_key, media_type }, { db }) {
      if (rating_key === null) return {};
      // A film has no parts: its tree is itself, played or not.
      if (media_type === 'movie') return { 0: { rating_key } };
      return keyTree(await playedUnderKey(db, media_type, String(rating_key)), media_type);
    },
  }),
];
