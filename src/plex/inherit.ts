/** What an item has from the show, season, album or artist it belongs to (Plex protocol notes 3.3). */
import type { MediaType } from '#contract/enums.ts';
import type { RatingKey } from '#contract/ids.ts';
import type { ItemFacts } from './facts.ts';
import { noItemFacts } from './no-facts.ts';

/** The descriptions of what an item belongs to; null where there is none. */
export interface Relatives {
  readonly parent: ItemFacts | null;
  readonly grandparent: ItemFacts | null;
}

interface Inheritance {
  readonly from: keyof Relatives;
  /** Taken over whatever the item says itself. */
  readonly always: readonly (keyof ItemFacts)[];
  /** As `always`, ours from another of theirs. */
  readonly renamed: Partial<Readonly<Record<keyof ItemFacts, keyof ItemFacts>>>;
  /** Taken over when the item says nothing. */
  readonly otherwise: Partial<Readonly<Record<keyof ItemFacts, keyof ItemFacts>>>;
}

const TAGS = ['genres', 'labels', 'collections'] as const;

/** The first rule's relative is the one that counts as the ancestor. */
const INHERITED: Partial<Readonly<Record<MediaType, readonly Inheritance[]>>> = {
  season: [
    {
      from: 'parent',
      always: ['studio', 'contentRating', 'durationMs', 'banner', 'directors', 'writers', 'actors', ...TAGS],
      renamed: { parentYear: 'year', parentExternalIds: 'externalIds' },
      otherwise: { summary: 'summary', parentThumb: 'thumb' },
    },
  ],
  // The people of an episode are those of the show: an episode names its guests only.
  episode: [
    {
      from: 'grandparent',
      always: ['studio', 'banner', 'actors', ...TAGS],
      renamed: { grandparentYear: 'year', grandparentExternalIds: 'externalIds' },
      otherwise: { parentThumb: 'thumb' },
    },
    {
      from: 'parent',
      always: [],
      renamed: { parentYear: 'year', parentExternalIds: 'externalIds' },
      otherwise: {},
    },
  ],
  album: [
    {
      from: 'parent',
      always: ['banner'],
      renamed: { parentExternalIds: 'externalIds' },
      otherwise: { summary: 'summary' },
    },
  ],
  track: [
    {
      from: 'parent',
      always: ['year', 'banner', ...TAGS],
      renamed: { parentExternalIds: 'externalIds', grandparentExternalIds: 'parentExternalIds' },
      otherwise: {},
    },
  ],
  photo: [
    {
      from: 'parent',
      always: ['banner', ...TAGS],
      renamed: { parentExternalIds: 'externalIds' },
      otherwise: {},
    },
  ],
};

/** Of these the grandparent matters through the parent. */
const FROM_GRANDPARENT: ReadonlySet<MediaType> = new Set(['episode', 'track']);

/** Whom to ask for what the item inherits; empty when it inherits nothing. */
export function relativeKeys(item: ItemFacts): readonly RatingKey[] {
  if (INHERITED[item.mediaType] === undefined) return [];
  const { parentRatingKey, grandparentRatingKey } = item;
  const keys = FROM_GRANDPARENT.has(item.mediaType) ? [parentRatingKey, grandparentRatingKey] : [parentRatingKey];
  return keys.flatMap((key) => key ?? []);
}

function taken(item: ItemFacts, rule: Inheritance, relative: ItemFacts): Partial<ItemFacts> {
  const renamed = Object.entries(rule.renamed).map(([ours, theirs]) => [ours, relative[theirs]] as const);
  const otherwise = Object.entries(rule.otherwise).flatMap(([ours, theirs]) =>
    item[ours as keyof ItemFacts] === null ? [[ours, relative[theirs]] as const] : [],
  );
  const always = rule.always.map((name) => [name, relative[name]] as const);
  return Object.fromEntries([...always, ...renamed, ...otherwise]) as Partial<ItemFacts>;
}

/**
 * The item with what it has from others. Nothing is known of what only they can tell when they are not there, whatever
 * the item says itself.
 */
export function inherit(item: ItemFacts, relatives: Relatives): ItemFacts {
  const rules = INHERITED[item.mediaType];
  if (rules === undefined) return item;
  const [first] = rules;
  const parts = rules.map((rule) => {
    const relative = relatives[rule.from];
    return taken(item, rule, relative ?? noItemFacts(item.mediaType));
  });
  const hasAncestor = first !== undefined && relatives[first.from] !== null;
  return Object.assign({}, item, ...parts, { hasAncestor }) as ItemFacts;
}

/** As `inherit`, with the relatives found by their keys, which have inherited what is theirs themselves. */
export function inheritFrom(item: ItemFacts, find: (key: RatingKey) => ItemFacts | undefined): ItemFacts {
  const known = (key: RatingKey | null): ItemFacts | null => (key === null ? null : (find(key) ?? null));
  const grandparent = known(item.grandparentRatingKey);
  const parent = known(item.parentRatingKey);
  const above = parent === null ? null : known(parent.parentRatingKey);
  return inherit(item, {
    grandparent,
    parent: parent === null ? null : inherit(parent, { parent: above ?? grandparent, grandparent: null }),
  });
}
