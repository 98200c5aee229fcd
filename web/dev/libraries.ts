/** Pretend libraries: a shelf of films that is long enough to be scrolled, shows with seasons, and live TV. */

import type { z } from 'zod';
import type { LibraryDetail, LibraryRow, LibrarySettings } from '#contract/libraries.ts';
import { LibrariesQuery } from '#contract/libraries.ts';
import type { CollectionView, LibraryPlaylist } from '#contract/library-shelves.ts';
import { type LibraryFile, LibraryFilesQuery, type LiveRow } from '#contract/live.ts';
import type { ExportRow } from '#contract/logs.ts';

const AT = '2026-11-20T19:00:00.000Z';
const GB = 1_000_000_000;
/** More than anybody scrolls. */
const FILMS = 5_000;

const library = (id: number, name: string, changes: Partial<LibraryRow>): LibraryRow => ({
  ...{ id, serverId: 1, sectionId: id, name, type: 'movie', thumb: null, art: null },
  ...{ isActive: true, keepsHistory: true, isDeleted: false, items: 0, parents: null, children: null },
  ...{ plays: 0, groups: 0, watchedMs: 0, lastPlayedAt: null, lastPlay: null },
  ...changes,
});

const LIBRARIES: readonly LibraryRow[] = [
  library(1, 'Films', { items: FILMS, plays: 1_204, groups: 1_100, watchedMs: 9e9, lastPlayedAt: AT }),
  library(2, 'Shows', { type: 'show', items: 2, parents: 4, children: 40, plays: 830, groups: 800, watchedMs: 4e9 }),
  library(3, 'Old films', { items: 12, isActive: false }),
  library(4, 'Live TV', { type: 'live', items: null }),
];

const row = (ratingKey: string, mediaType: string, title: string, changes: Partial<LiveRow> = {}): LiveRow => ({
  ...{ ratingKey, mediaType, title, parentTitle: null, grandparentTitle: null, year: 2014, mediaIndex: null },
  ...{ parentMediaIndex: null, durationMs: null, summary: null, addedAt: AT, thumb: null, childCount: null },
  ...{ originallyAvailableAt: null, sectionId: null },
  ...changes,
});

const file = (live: LiveRow, gigabytes: number | null): LibraryFile => ({
  ...live,
  ...{ container: 'mkv', bitrateKbps: 9_800, videoCodec: 'hevc', videoResolution: '1080', videoFrameRate: '24p' },
  ...{ audioCodec: 'eac3', audioChannels: 6, bytes: gigabytes === null ? null : gigabytes * GB },
  ...{ plays: 0, lastPlayedAt: null },
});

const films = Array.from({ length: FILMS }, (_, n) =>
  file(row(String(1_000 + n), 'movie', `Film ${String(n + 1).padStart(4, '0')}`), 4),
);
const shows = [file(row('20', 'show', 'Greywater'), 80), file(row('21', 'show', 'Night Kitchen'), 20)];
const seasons = [1, 2].map((n) => file(row(`2${n}0`, 'season', `Season ${n}`, { mediaIndex: n }), 40));

function files(sectionId: number, query: URLSearchParams) {
  const { parent, search, order, offset, limit } = LibraryFilesQuery.parse(Object.fromEntries(query));
  const all = parent === undefined ? (sectionId === 2 ? shows : films) : seasons;
  const found = all.filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()));
  const sum = (rows: readonly LibraryFile[]) => rows.reduce((bytes, one) => bytes + (one.bytes ?? 0), 0);
  const rows = (order === 'asc' ? found : found.toReversed()).slice(offset, offset + limit);
  return { total: all.length, found: found.length, bytes: sum(found), totalBytes: sum(all), readAt: AT, rows };
}

const collection: CollectionView = {
  ...{ ratingKey: '90', title: 'Snowed in', titleSort: 'Snowed in', summary: null, isSmart: true, mode: 'default' },
  ...{ order: 'custom', items: 6, minYear: 1999, maxYear: 2016, thumb: null, updatedAt: AT },
};
const playlist: LibraryPlaylist = {
  ...{ ratingKey: '91', title: 'Sunday', summary: null, isSmart: false, items: 4, durationMs: 3e7 },
  ...{ picture: null, updatedAt: AT },
};
const growth = { of: 'items', days: [{ day: '2026-01-04', added: 12, bytes: GB }], undated: 1, readAt: AT };

/** What changed since the pretend server started. */
export interface Shelves {
  readonly settings: Map<number, LibrarySettings>;
  readonly exports: Array<z.output<typeof ExportRow>>;
}

export const newShelves = (): Shelves => ({ settings: new Map(), exports: [] });

const settingsOf = ({ settings }: Shelves, { id, name }: LibraryRow): LibrarySettings =>
  settings.get(id) ?? {
    ...{ id, name, thumb: null, art: null, keepsHistory: true, notifies: true, notifiesAdded: true, isDeleted: false },
  };

const detailOf = (one: LibraryRow): LibraryDetail => ({
  library: one,
  isDeleted: one.isDeleted,
  windows: [1, 7, 30, null].map((days) => ({ days, plays: 3, groups: 2, watchedMs: 7_200_000 })),
  people: one.plays === 0 ? [] : [{ id: 1, name: 'Anna', avatar: null, plays: 3, watchedMs: 7_200_000 }],
});

function listed(shelves: Shelves, query: URLSearchParams) {
  const { search, type, order } = LibrariesQuery.parse(Object.fromEntries(query));
  const rows = LIBRARIES.map((one) => {
    const { keepsHistory, isDeleted } = settingsOf(shelves, one);
    return { ...one, keepsHistory, isDeleted };
  })
    .filter(({ isDeleted }) => !isDeleted)
    .filter(
      (one) => (type === undefined || one.type === type) && one.name.toLowerCase().includes(search.toLowerCase()),
    );
  return { total: rows.length, found: rows.length, rows: order === 'asc' ? rows : rows.toReversed() };
}

const exported = (id: number): z.output<typeof ExportRow> => ({
  ...{ id, startedAt: AT, serverId: 1, sectionId: 1, plexUserId: null, ratingKey: null, mediaType: 'movie' },
  ...{ title: 'Library - Films', fileFormat: 'csv', metadataLevel: 1, mediaInfoLevel: 1, customFields: [] },
  ...{ hasIndividualFiles: false, fileSizeBytes: 48_000, state: 'done', failure: null },
  ...{ exportedItems: FILMS, totalItems: FILMS },
});

function change(shelves: Shelves, one: LibraryRow, method: string, body: object): LibrarySettings {
  const next = { ...settingsOf(shelves, one), ...body, ...(method === 'DELETE' && { isDeleted: true }) };
  shelves.settings.set(one.id, next);
  return next;
}

/** What a pretend server answers about libraries; undefined for what it knows nothing of. */
export function libraryAnswer(
  shelves: Shelves,
  { method, path, query, body }: { method: string; path: string; query: URLSearchParams; body: object },
): unknown {
  if (path === '/libraries') return listed(shelves, query);
  const [, section] = /^\/servers\/1\/libraries\/(\d+)\/files$/.exec(path) ?? [];
  if (section !== undefined) return files(Number(section), query);
  if (path === '/exports/fields') return { metadata: [{ field: 'titleSort', level: 1 }], media: [] };
  if (path === '/exports' && method === 'POST') {
    shelves.exports.push(exported(shelves.exports.length + 1));
    return { id: shelves.exports.length };
  }
  if (path === '/exports') return { total: 0, found: 0, rows: shelves.exports };
  const [, id, part = ''] = /^\/libraries\/(\d+)(?:\/([\w-]+))?$/.exec(path) ?? [];
  const one = LIBRARIES.find((known) => known.id === Number(id));
  if (one === undefined) return undefined;
  if (method !== 'GET') return change(shelves, one, method, body);
  const parts: Readonly<Record<string, () => unknown>> = {
    '': () => detailOf({ ...one, ...pick(settingsOf(shelves, one)) }),
    collections: () => ({ collections: [collection] }),
    playlists: () => ({ playlists: [playlist] }),
    growth: () => growth,
    settings: () => settingsOf(shelves, one),
    'recently-added': () => ({ rows: [row('1001', 'movie', 'Film 0002')] }),
  };
  return parts[part]?.();
}

const pick = ({ keepsHistory, isDeleted }: LibrarySettings) => ({ keepsHistory, isDeleted });
