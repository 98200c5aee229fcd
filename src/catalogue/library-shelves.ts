/** What is on the shelves of a library, as its server says now, for the native API. */
import {
  COLLECTION_MODES,
  COLLECTION_ORDERS,
  type CollectionList,
  type CollectionView,
  type LibraryPlaylist,
  type LibraryPlaylists,
  type RecentQuery,
} from '#contract/library-shelves.ts';
import type { LiveRows } from '#contract/live.ts';
import type { MediaServer } from '#plex/media-server.ts';
import type { CollectionFacts, PlaylistFacts } from '#plex/parse-collections.ts';
import { readCollections, readPlaylists } from '#plex/read-listing.ts';
import type { LibraryRow } from './libraries.ts';
import { readRecentlyAdded } from './live-recently-added.ts';
import { instantOf, rowView, signing } from './live-views.ts';
import { said } from './native-live.ts';
import type { ImageUrlOf } from './views.ts';

/** A library and the server that is asked about it, with the eyes of whoever wants to know. */
export interface Shelf {
  readonly library: Pick<LibraryRow, 'serverId' | 'sectionId' | 'type'>;
  readonly media: Pick<MediaServer, 'ask'>;
  readonly imageUrl: ImageUrlOf;
}

const COLLATOR = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Kinds of libraries that can have collections (Plex protocol notes 6). */
const WITH_COLLECTIONS: ReadonlySet<string> = new Set(['movie', 'show', 'artist']);
const PLAYLIST_TYPES: Readonly<Record<string, string>> = { artist: 'audio', photo: 'photo' };

const blankIsNull = (text: string | null | undefined): string | null =>
  text === undefined || text === '' ? null : text;

/** Plex counts modes from -1; without a number it is the library's own. */
const modeOf = ({ collectionMode }: CollectionFacts): CollectionView['mode'] =>
  COLLECTION_MODES[(collectionMode ?? -1) + 1] ?? null;

const orderOf = ({ collectionSort }: CollectionFacts): CollectionView['order'] =>
  COLLECTION_ORDERS[collectionSort ?? 0] ?? null;

/** Plex names a size with its pictures of several; we ask for our own. */
const plainPath = (path: string | null): string | null => path?.split('?')[0] ?? null;

const keyOf = (ratingKey: number | null): string | null => (ratingKey === null ? null : String(ratingKey));

const collectionView = (facts: CollectionFacts, signed: ReturnType<typeof signing>): CollectionView => ({
  ratingKey: keyOf(facts.ratingKey),
  title: facts.title ?? '',
  titleSort: facts.titleSort ?? facts.title ?? '',
  summary: blankIsNull(facts.summary),
  isSmart: facts.smart,
  mode: modeOf(facts),
  order: orderOf(facts),
  items: facts.childCount,
  minYear: facts.minYear,
  maxYear: facts.maxYear,
  thumb: signed(plainPath(facts.thumb)),
  updatedAt: instantOf(facts.updatedAt),
});

/** @throws Problem `upstream` */
export async function libraryCollections({ library, media, imageUrl }: Shelf): Promise<CollectionList> {
  if (!WITH_COLLECTIONS.has(library.type)) return { collections: [] };
  const facts = said(await readCollections(media, library.sectionId));
  const signed = signing(library.serverId, imageUrl);
  const collections = facts.map((one) => collectionView(one, signed));
  return { collections: collections.toSorted((a, b) => COLLATOR.compare(a.titleSort, b.titleSort)) };
}

const playlistView = (facts: PlaylistFacts, signed: ReturnType<typeof signing>): LibraryPlaylist => ({
  ratingKey: keyOf(facts.ratingKey),
  title: facts.title ?? '',
  summary: blankIsNull(facts.summary),
  isSmart: facts.smart,
  items: facts.leafCount,
  durationMs: facts.duration,
  picture: signed(plainPath(facts.composite)),
  updatedAt: instantOf(facts.updatedAt),
});

/** @throws Problem `upstream` */
export async function libraryPlaylists({ library, media, imageUrl }: Shelf): Promise<LibraryPlaylists> {
  if (library.type === 'live') return { playlists: [] };
  const playlistType = PLAYLIST_TYPES[library.type] ?? 'video';
  const facts = said(await readPlaylists(media, { sectionId: library.sectionId, playlistType }));
  const signed = signing(library.serverId, imageUrl);
  const playlists = facts.map((one) => playlistView(one, signed));
  return { playlists: playlists.toSorted((a, b) => COLLATOR.compare(a.title, b.title)) };
}

/** The newest first. @throws Problem `upstream` */
export async function libraryRecentlyAdded(
  { library, media, imageUrl }: Shelf,
  { offset, limit }: RecentQuery,
): Promise<LiveRows> {
  if (library.type === 'live') return { rows: [] };
  const wanted = { kind: null, sectionId: library.sectionId, start: offset, count: limit };
  const rows = said(await readRecentlyAdded(media, wanted));
  const signed = signing(library.serverId, imageUrl);
  return { rows: rows.map((row) => rowView(row, signed)) };
}
