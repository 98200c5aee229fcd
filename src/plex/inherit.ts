/** What an item has from the show, album or artist it belongs to (Plex protocol notes 3.3). */
import type { MediaType } from '#contract/enums.ts';
import type { RatingKey } from '#contract/ids.ts';
import type { ItemFacts } from './facts.ts';
import type { DescribedItem } from './parse-metadata.ts';

interface Inheritance {
  readonly from: 'parentRatingKey' | 'grandparentRatingKey';
  /** Taken over whatever the item says itself. */
  readonly always: readonly (keyof ItemFacts)[];
  /** Taken over when the item says nothing. */
  readonly otherwise: readonly (keyof ItemFacts)[];
  /** The item's `parentThumb` falls back to the ancestor's own picture. */
  readonly givesParentThumb: boolean;
}

const INHERITED: Partial<Readonly<Record<MediaType, Inheritance>>> = {
  season: {
    from: 'parentRatingKey',
    always: ['studio', 'contentRating', 'directors', 'writers', 'actors', 'genres', 'labels'],
    otherwise: ['summary'],
    givesParentThumb: true,
  },
  // The people of an episode are those of the show: an episode names its guests only.
  episode: {
    from: 'grandparentRatingKey',
    always: ['studio', 'actors', 'genres', 'labels'],
    otherwise: [],
    givesParentThumb: true,
  },
  album: { from: 'parentRatingKey', always: [], otherwise: ['summary'], givesParentThumb: false },
  track: { from: 'parentRatingKey', always: ['year', 'genres', 'labels'], otherwise: [], givesParentThumb: false },
  photo: { from: 'parentRatingKey', always: ['genres', 'labels'], otherwise: [], givesParentThumb: false },
};

/** Whom to ask for what the item inherits; null when it inherits nothing. */
export function ancestorKey(item: ItemFacts): RatingKey | null {
  const rule = INHERITED[item.mediaType];
  return rule === undefined ? null : item[rule.from];
}

const taken = (ancestor: ItemFacts, names: readonly (keyof ItemFacts)[]): Partial<ItemFacts> =>
  Object.fromEntries(names.map((name) => [name, ancestor[name]])) as Partial<ItemFacts>;

export function inherit(item: ItemFacts, ancestor: ItemFacts): ItemFacts {
  const rule = INHERITED[item.mediaType];
  if (rule === undefined) return item;
  const missing = rule.otherwise.filter((name) => item[name] === null);
  return {
    ...item,
    ...taken(ancestor, rule.always),
    ...taken(ancestor, missing),
    parentThumb: item.parentThumb ?? (rule.givesParentThumb ? ancestor.thumb : null),
  };
}

/** The described item with what it has from one of the others. */
export function withAncestor(described: DescribedItem, all: readonly DescribedItem[]): DescribedItem {
  const key = ancestorKey(described.item);
  const ancestor = key === null ? undefined : all.find(({ item }) => item.ratingKey === key);
  return ancestor === undefined ? described : { ...described, item: inherit(described.item, ancestor.item) };
}
