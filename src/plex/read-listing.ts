/** Listings that come in pages, read to their end (Plex protocol notes 1.5). */
import type { Answer } from './facts.ts';
import type { MediaServer } from './media-server.ts';
import {
  allPlaylists,
  type CollectionFacts,
  collectionsOf,
  type Listing,
  type PlaylistFacts,
  playlistsOf,
} from './parse-collections.ts';
import {
  albumsPage,
  type ContentRow,
  itemPage,
  type SectionPage,
  type SectionPlace,
  sectionPage,
} from './parse-section-page.ts';
import type { Question } from './question.ts';

const PAGE_SIZE = 100;
/** A server that counts wrong must not be asked for ever: a million rows. */
const MAX_PAGES = 10_000;

type Asked = Pick<MediaServer, 'ask'>;

export interface Content {
  /** How many the server says there are. */
  readonly total: number;
  readonly rows: readonly ContentRow[];
}

type PageOf = (page: { readonly start: number; readonly size: number }) => Question<SectionPage>;

async function readPages(media: Asked, pageOf: PageOf, signal?: AbortSignal): Promise<Answer<Content>> {
  const rows: ContentRow[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await media.ask(pageOf({ start: page * PAGE_SIZE, size: PAGE_SIZE }), signal);
    if (!answer.ok) return answer;
    const total = Number(answer.value.total ?? Number.NaN);
    // Without a total nobody knows whether this is the page that was asked for: it counts as nothing.
    if (!Number.isInteger(total)) return { ok: true, value: { total: rows.length, rows } };
    rows.push(...answer.value.rows);
    if ((page + 1) * PAGE_SIZE >= total) return { ok: true, value: { total, rows } };
  }
  return { ok: false, reason: 'too_large', problem: 'the library has more pages than can be' };
}

/** Everything of one kind in a library, with files. */
export const readSection = (media: Asked, place: SectionPlace, signal?: AbortSignal): Promise<Answer<Content>> =>
  readPages(media, (page) => sectionPage(place, page), signal);

/** All albums of an artist. */
export const readAlbums = (
  media: Asked,
  artistKey: string,
  sectionId: number,
  signal?: AbortSignal,
): Promise<Answer<Content>> => readPages(media, (page) => albumsPage(artistKey, sectionId, page), signal);

/** What is in one item, in the same form. */
export async function readContentOf(media: Asked, key: string, signal?: AbortSignal): Promise<Answer<Content>> {
  const answer = await media.ask(itemPage(key), signal);
  if (!answer.ok) return answer;
  const { size, rows } = answer.value;
  return { ok: true, value: { total: Number(size ?? rows.length) || 0, rows } };
}

async function readAll<T>(
  media: Asked,
  question: (start: number) => Question<Listing<T>>,
  signal?: AbortSignal,
): Promise<Answer<readonly T[]>> {
  const rows: T[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await media.ask(question(page * PAGE_SIZE), signal);
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
    if (answer.value.rows.length === 0 || (page + 1) * PAGE_SIZE >= answer.value.total) break;
  }
  return { ok: true, value: rows };
}

export const readCollections = (
  media: Asked,
  sectionId: number,
  signal?: AbortSignal,
): Promise<Answer<readonly CollectionFacts[]>> => readAll(media, (start) => collectionsOf(sectionId, start), signal);

/** `playlistType`: `video`, `audio` or `photo`. */
export const readPlaylists = (
  media: Asked,
  { sectionId, playlistType }: { readonly sectionId: number; readonly playlistType: string },
  signal?: AbortSignal,
): Promise<Answer<readonly PlaylistFacts[]>> =>
  readAll(media, (start) => playlistsOf(sectionId, playlistType, start), signal);

/** All playlists of whoever the token of the connection belongs to. */
export const readOwnPlaylists = (media: Asked, signal?: AbortSignal): Promise<Answer<readonly PlaylistFacts[]>> =>
  readAll(media, allPlaylists, signal);
