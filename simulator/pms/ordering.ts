import { leavesOf } from '../world/library.ts';
import type { Item, Section } from '../world/types.ts';

const newestFirst = (a: Item, b: Item): number => b.addedAt - a.addedAt || b.ratingKey - a.ratingKey;

/** What counts as one arrival in a section: a season as a whole, unless it has just one episode. */
function arrivals(section: Section): Item[] {
  switch (section.kind) {
    case 'movie':
      return [...section.items];
    case 'show':
      return section.items
        .flatMap((show) => show.children ?? [])
        .flatMap((season) => (season.children?.length === 1 ? season.children : [season]));
    case 'artist':
      return section.items.flatMap((artist) => artist.children ?? []);
    case 'photo':
      return section.items.flatMap(leavesOf);
  }
}

/** The arrivals of some sections, newest first (Plex protocol notes 3.10). */
export const recentlyAdded = (sections: readonly Section[]): Item[] => sections.flatMap(arrivals).sort(newestFirst);

type SortValue = string | number;

const SORT_VALUES: Readonly<Record<string, (item: Item) => SortValue>> = {
  titleSort: (item) => (item.titleSort ?? item.title).toLowerCase(),
  title: (item) => item.title,
  addedAt: (item) => item.addedAt,
  updatedAt: (item) => item.updatedAt,
  year: (item) => item.year ?? 0,
  rating: (item) => item.rating ?? 0,
  audienceRating: (item) => item.audienceRating ?? 0,
  userRating: (item) => item.userRating ?? 0,
  duration: (item) => item.duration ?? 0,
  lastViewedAt: (item) => item.lastViewedAt ?? 0,
  originallyAvailableAt: (item) => item.originallyAvailableAt ?? '',
  index: (item) => item.index ?? 0,
};

/** Sorts by the first field of a sort expression (`movie.addedAt:desc`); unknown fields leave the order alone. */
export function sorted(items: readonly Item[], expression: string | undefined): readonly Item[] {
  const [field = '', direction] = (expression ?? '').split(',')[0]?.split(':') ?? [];
  const sortValue = SORT_VALUES[field.replace(/^\w+\./, '')];
  if (sortValue === undefined) return items;
  const ascending = [...items].sort((a, b) => {
    const [x, y] = [sortValue(a), sortValue(b)];
    if (x === y) return 0;
    return x < y ? -1 : 1;
  });
  return direction === 'desc' ? ascending.reverse() : ascending;
}
