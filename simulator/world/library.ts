import { Problem } from '#problem';
import { type Item, type ItemKind, type Section, TAG_KINDS, type Tag, type TagKind } from './types.ts';

/** The mutable collection of everything the server has. */
export interface Library {
  readonly sections: readonly Section[];
  readonly playlists: readonly Item[];
  /** In order of rating key creation. */
  items(): IterableIterator<Item>;
  byRatingKey(ratingKey: number): Item | undefined;
  /** By symbolic key (`film/ember-falls`) or by rating key. */
  find(ref: string): Item | undefined;
  section(id: number): Section | undefined;
  /** Puts an item in its place: under its parent, else into its section. */
  attach(item: Item): void;
  detach(item: Item): void;
  /** The number of a tag, given out at its first use. */
  tagId(kind: TagKind, tag: string): number;
  /** The largest rating key in use. */
  lastRatingKey(): number;
}

const FIRST_TAG_ID = 101;
const TAG_ID_STEP = 3;

/** Every tag of one kind; an item without any gives an empty list. */
export const tagsOf = (item: Item, kind: TagKind): readonly Tag[] => item.tags[kind] ?? [];

/** All leaves (episodes, tracks, photos) below an item, in order. */
export function leavesOf(item: Item): Item[] {
  return (item.children ?? []).flatMap((child) => (child.children === null ? [child] : leavesOf(child)));
}

/** The section an item belongs to, through its parent when it has none of its own. */
export const sectionOf = (item: Item): Section | null => item.section ?? item.parent?.section ?? null;

/** The show of an episode, the artist of a track, or the item itself. */
export const rootOf = (item: Item): Item => (item.parent === null ? item : rootOf(item.parent));

const WITH_CHILDREN: ReadonlySet<ItemKind> = new Set(['show', 'season', 'artist', 'album', 'photo_album']);

export interface NewItem extends Partial<Item> {
  readonly kind: ItemKind;
  readonly ratingKey: number;
  readonly key: string;
  readonly title: string;
  readonly addedAt: number;
}

/** An item with everything not given left blank. */
export function makeItem(facts: NewItem): Item {
  const updatedAt = facts.updatedAt ?? facts.addedAt;
  return {
    guid: '',
    updatedAt,
    thumb: `/library/metadata/${facts.ratingKey}/thumb/${updatedAt}`,
    guids: [],
    tags: {},
    markers: [],
    chapters: [],
    media: [],
    section: null,
    parent: null,
    children: WITH_CHILDREN.has(facts.kind) ? [] : null,
    members: [],
    extras: [],
    extraOf: null,
    ...facts,
  };
}

function listOf(item: Item): Item[] | null {
  if (item.parent !== null) return item.parent.children;
  if (item.section === null || item.extraOf !== null) return null;
  return item.kind === 'collection' ? item.section.collections : item.section.items;
}

const remove = <T>(list: T[], value: T): void => {
  const at = list.indexOf(value);
  if (at >= 0) list.splice(at, 1);
};

/** A library of the given sections; items are added with `attach`. */
export function makeLibrary(sections: readonly Section[]): Library {
  const byNumber = new Map<number, Item>();
  const byKey = new Map<string, Item>();
  const playlists: Item[] = [];
  const tagIds = new Map<string, number>();
  let last = 0;
  const tagId = (kind: TagKind, tag: string): number => {
    const name = `${kind}\u0000${tag}`;
    const known = tagIds.get(name);
    if (known !== undefined) return known;
    const id = FIRST_TAG_ID + tagIds.size * TAG_ID_STEP;
    tagIds.set(name, id);
    return id;
  };
  const attach = (item: Item): void => {
    if (byNumber.has(item.ratingKey)) throw new Problem('conflict', `Rating key ${item.ratingKey} is already in use`);
    byNumber.set(item.ratingKey, item);
    byKey.set(item.key, item);
    last = Math.max(last, item.ratingKey);
    if (item.kind === 'playlist') playlists.push(item);
    else listOf(item)?.push(item);
    if (item.extraOf !== null) item.extraOf.extras.push(item);
    for (const kind of TAG_KINDS) for (const { tag } of tagsOf(item, kind)) tagId(kind, tag);
  };
  const detach = (item: Item): void => {
    byNumber.delete(item.ratingKey);
    byKey.delete(item.key);
    const list = item.kind === 'playlist' ? playlists : listOf(item);
    if (list) remove(list, item);
  };
  return {
    sections,
    playlists,
    items: () => byNumber.values(),
    byRatingKey: (ratingKey) => byNumber.get(ratingKey),
    find: (ref) => byKey.get(ref) ?? byNumber.get(Number(ref)),
    section: (id) => sections.find((section) => section.id === id),
    attach,
    detach,
    tagId,
    lastRatingKey: () => last,
  };
}
