/** What is recorded of an item and what its server says now, as one. Pure. */
import type { MediaType } from '#contract/enums.ts';
import type { ItemRecord } from '#contract/items.ts';
import type { LiveItem } from '#contract/live.ts';

/** Facts of an item, whoever knows them. */
export interface Shown {
  readonly itemId: number | null;
  readonly serverId: number;
  readonly serverName: string | null;
  readonly ratingKey: string | null;
  readonly parentRatingKey: string | null;
  readonly grandparentRatingKey: string | null;
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  readonly title: string;
  readonly parentTitle: string | null;
  readonly grandparentTitle: string | null;
  readonly originalTitle: string | null;
  readonly editionTitle: string | null;
  readonly fullTitle: string;
  readonly year: number | null;
  readonly mediaIndex: number | null;
  readonly parentMediaIndex: number | null;
  readonly durationMs: number | null;
  readonly library: ItemRecord['library'];
  readonly libraryName: string | null;
  readonly contentRating: string | null;
  readonly studio: string | null;
  readonly summary: string | null;
  readonly tagline: string | null;
  readonly rating: number | null;
  readonly audienceRating: number | null;
  readonly userRating: number | null;
  readonly ratingImage: string | null;
  readonly audienceRatingImage: string | null;
  readonly originallyAvailableAt: string | null;
  readonly addedAt: string | null;
  readonly poster: string | null;
  readonly backdrop: string | null;
  readonly genres: readonly string[];
  readonly directors: readonly string[];
  readonly writers: readonly string[];
  readonly actors: readonly string[];
  readonly collections: readonly string[];
  readonly channelTitle: string | null;
  readonly channelThumb: string | null;
  readonly isSmart: boolean;
  readonly childCount: number | null;
  readonly versions: LiveItem['versions'];
}

const folded = (text: string): string => text.trim().toLocaleLowerCase();

/** Plex gives the key of a removed item to a new one: what has neither the same guid nor the same title is another item. */
export const isSameThing = (record: ItemRecord, live: LiveItem): boolean =>
  record.guid === null ||
  live.guid === null ||
  record.guid === live.guid ||
  folded(record.title) === folded(live.title);

const OF_LIVE_ONLY = {
  userRating: null,
  ratingImage: null,
  audienceRatingImage: null,
  collections: [],
  isSmart: false,
  childCount: null,
} as const;

/** Leaves out what is not known, so that it hides nothing. */
function known<T extends object>(facts: T): Partial<T> {
  const isKnown = (value: unknown): boolean => value !== null && (!Array.isArray(value) || value.length > 0);
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => isKnown(value))) as Partial<T>;
}

/** The record, completed and corrected by what the server says now; either may be missing, not both. */
export function shownOf(serverId: number, record: ItemRecord | null, live: LiveItem | null): Shown | null {
  if (record === null) {
    if (live === null) return null;
    return { ...live, itemId: null, serverId, serverName: null, library: null };
  }
  const { server, level: _level, playedItemId: _played, parts: _parts, isPlaceholder: _empty, ...stored } = record;
  const base: Shown = { ...OF_LIVE_ONLY, ...stored, versions: [], serverId, serverName: server.name };
  if (live === null) return base;
  return { ...base, ...known(live), library: base.library, itemId: base.itemId };
}

/** The filter of the history for everything of the item, as its address says it; null for what was never played. */
export function playsOf(record: ItemRecord | null): Readonly<Record<string, number>> | null {
  if (record === null) return null;
  const names = { self: 'item', parent: 'season', grandparent: 'show' } as const;
  return { [names[record.level]]: record.playedItemId };
}

const SQUARE: ReadonlySet<string> = new Set(['artist', 'album', 'track', 'photo', 'photo_album', 'playlist']);
/** Whether pictures of this kind are square. */
export const isSquareKind = (mediaType: string | null): boolean => SQUARE.has(mediaType ?? '');

/** Whether pictures of this kind are wider than high. */
export const isWideKind = (mediaType: string | null): boolean => mediaType === 'episode' || mediaType === 'clip';

/** What a rating is called that Plex shows with this picture; null for one that says nothing. */
export function raterOf(image: string | null): 'imdb' | 'tmdb' | 'tvdb' | 'tomatoes' | null {
  if (image === null) return null;
  if (image.startsWith('imdb')) return 'imdb';
  if (image.startsWith('themoviedb')) return 'tmdb';
  if (image.startsWith('thetvdb')) return 'tvdb';
  return image.startsWith('rottentomatoes') ? 'tomatoes' : null;
}
