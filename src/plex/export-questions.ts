/** What an export asks a media server (Plex protocol notes 6). */
import { type ExportItem, type ExportWorld, exportItem } from './export-object.ts';
import type { ParseResult } from './parse-metadata.ts';
import { mapped, parseContainer } from './parse-rows.ts';
import { pageOf, type Question } from './question.ts';
import { childrenNamed } from './xml.ts';

/** Where the items of a list are. */
export type ExportPlace =
  | { readonly in: 'library'; readonly sectionId: number; readonly type: string }
  | { readonly in: 'collections'; readonly sectionId: number }
  | { readonly in: 'playlists'; readonly sectionId: number; readonly playlistType: string }
  /** Of whoever the token belongs to. */
  | { readonly in: 'own playlists' }
  | { readonly in: 'item'; readonly type: string; readonly ratingKey: number; readonly sectionId: number | null };

export interface ExportPage {
  /** Of all pages; null when the server knows no pages and this is everything. */
  readonly total: number | null;
  readonly items: readonly ExportItem[];
}

/** The kinds of pictures and music that are chosen for an item. */
export const RESOURCES = ['thumb', 'art', 'logo', 'squareArt', 'theme'] as const;

export type ResourceKind = (typeof RESOURCES)[number];

/** Which of the pictures to choose from is chosen, and where it came from. */
export interface ChosenResource {
  readonly isUploaded: boolean;
  readonly provider: string | null;
}

/** Plex's numbers of what a library holds at the top. */
const TYPE_NUMBERS: Readonly<Record<string, number>> = { movie: 1, show: 2, artist: 8, photo: 14 };
const COLLECTION = 18;
const ALBUM = 9;

const ITEM_ELEMENTS = ['Video', 'Directory', 'Track', 'Photo', 'Playlist'] as const;

/** Everything that the reference asks for when it reads an item in full. */
const IN_FULL = {
  includeBandwidths: '1',
  includeChapters: '1',
  includeFields: 'thumbBlurHash,artBlurHash',
  includeGeolocation: '1',
  includeLoudnessRamps: '1',
  includeMarkers: '1',
};

function parsePage(body: string, world: ExportWorld): ParseResult<ExportPage> {
  return mapped(parseContainer(body), (container) => {
    const total = Number(container.attributes.totalSize ?? Number.NaN);
    const elements = childrenNamed(container, ...ITEM_ELEMENTS);
    return {
      total: Number.isInteger(total) ? total : null,
      // Lists hold what is no item too, such as "All episodes".
      items: elements
        .filter(({ attributes }) => /^\d+$/.test(attributes.ratingKey ?? ''))
        .map((element) => exportItem(element, container, world)),
    };
  });
}

const paged = (path: string, query: Readonly<Record<string, string | number>>) => ({ path, query });

function pathOf(place: ExportPlace): ReturnType<typeof paged> {
  switch (place.in) {
    case 'library':
      return paged(`library/sections/${place.sectionId}/all`, {
        includeGuids: 1,
        type: TYPE_NUMBERS[place.type] ?? 1,
      });
    case 'collections':
      return paged(`library/sections/${place.sectionId}/all`, { includeGuids: 1, type: COLLECTION });
    case 'playlists':
      return paged('playlists', { playlistType: place.playlistType, sectionID: place.sectionId });
    case 'own playlists':
      return paged('playlists', {});
    case 'item':
      return pathInItem(place);
  }
}

function pathInItem({ type, ratingKey, sectionId }: Extract<ExportPlace, { readonly in: 'item' }>) {
  if (type === 'collection') return paged(`library/collections/${ratingKey}/children`, {});
  if (type === 'playlist') return paged(`playlists/${ratingKey}/items`, {});
  // The plain list of an artist leaves out singles and live albums.
  if (type === 'artist' && sectionId !== null)
    return paged(`library/sections/${sectionId}/all`, { 'artist.id': ratingKey, type: ALBUM });
  return paged(`library/metadata/${ratingKey}/children`, type === 'show' ? { excludeAllLeaves: 1 } : {});
}

/** One page of a list. */
export function exportPage(
  place: ExportPlace,
  page: { readonly start: number; readonly size: number },
  world: ExportWorld,
): Question<ExportPage> {
  const { path, query } = pathOf(place);
  return { path: pageOf(path, page, query), parse: (body) => parsePage(body, world) };
}

/** Items with everything the server knows of them; `checksFiles` makes it look whether their files are there. */
export function itemsInFull(
  keys: readonly number[],
  { checksFiles }: { readonly checksFiles: boolean },
  world: ExportWorld,
): Question<ExportPage> {
  const query = new URLSearchParams({ ...IN_FULL, ...(checksFiles ? { checkFiles: '1' } : {}) });
  return { path: `library/metadata/${keys.join(',')}?${query}`, parse: (body) => parsePage(body, world) };
}

const LISTS: Readonly<Record<ResourceKind, string>> = {
  thumb: 'posters',
  art: 'arts',
  logo: 'clearLogos',
  squareArt: 'squareArts',
  theme: 'themes',
};

/** What is chosen of the pictures of an item; null when nothing is. */
export const chosenResource = (ratingKey: number, kind: ResourceKind): Question<ChosenResource | null> => ({
  path: `library/metadata/${ratingKey}/${LISTS[kind]}`,
  parse: (body) =>
    mapped(parseContainer(body), ({ children }) => {
      const chosen = children.find(({ attributes }) => attributes.selected === '1')?.attributes;
      if (chosen === undefined) return null;
      return { isUploaded: (chosen.ratingKey ?? '').startsWith('upload://'), provider: chosen.provider ?? null };
    }),
});
