import type { LibrariesQuery, LibraryRow } from '#contract/libraries.ts';
import type { FileSort } from '#contract/live.ts';

// Written again, because the contract brings its schemas along and this is part of what is loaded first.
export const LIBRARY_TYPES = [
  'movie',
  'show',
  'artist',
  'photo',
  'live',
] as const satisfies readonly LibraryRow['type'][];
export const LIBRARY_STATES = ['active', 'inactive', 'removed', 'all'] as const satisfies ReadonlyArray<
  LibrariesQuery['state']
>;
const LIBRARY_SORTS = [
  'name',
  'type',
  'items',
  'parents',
  'children',
  'plays',
  'groups',
  'watched',
  'lastPlayed',
  'lastPlayedTitle',
] as const satisfies ReadonlyArray<LibrariesQuery['sort']>;
const FILE_SORTS = [
  'title',
  'year',
  'addedAt',
  'container',
  'bitrate',
  'videoCodec',
  'videoResolution',
  'videoFrameRate',
  'audioCodec',
  'audioChannels',
  'fileSize',
  'plays',
  'lastPlayed',
] as const satisfies readonly FileSort[];

type Raw = Readonly<Record<string, unknown>>;

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

const words = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '') || undefined;

function number(value: unknown): number | undefined {
  const read = Number(value);
  return Number.isSafeInteger(read) && read > 0 ? read : undefined;
}

/** Leaves out what is undefined, so that the address stays short. */
function compact<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export const LIBRARY_VIEWS = ['table', 'tiles'] as const;
export const ORDERS = ['asc', 'desc'] as const;

/** The list of libraries, as the address says it. */
export const librariesSearch = (raw: Raw) =>
  compact({
    search: words(raw.search),
    server: number(raw.server),
    type: oneOf(LIBRARY_TYPES, raw.type),
    state: oneOf(LIBRARY_STATES, raw.state),
    sort: oneOf(LIBRARY_SORTS, raw.sort),
    order: oneOf(ORDERS, raw.order),
    view: raw.view === 'tiles' ? ('tiles' as const) : undefined,
  });
export type LibrariesSearch = ReturnType<typeof librariesSearch>;

export const GROWTH_METRICS = ['count', 'size'] as const;

/** The parts of a library's page keep what is chosen on them in the address. */
export const librarySearch = (raw: Raw) =>
  compact({
    search: words(raw.search),
    sort: oneOf(FILE_SORTS, raw.sort),
    order: oneOf(ORDERS, raw.order),
    months: number(raw.months),
    never: raw.never === true ? true : undefined,
    of: raw.of === 'parts' ? ('parts' as const) : undefined,
    metric: raw.metric === 'size' ? ('size' as const) : undefined,
  });
export type LibrarySearch = ReturnType<typeof librarySearch>;

/** The parts of a library's page; `overview` is the page itself. */
export const LIBRARY_TABS = [
  'overview',
  'history',
  'media',
  'collections',
  'playlists',
  'growth',
  'stale',
  'export',
] as const;
export type LibraryTab = (typeof LIBRARY_TABS)[number];

export const libraryTabNamed = (name: string | undefined): LibraryTab => oneOf(LIBRARY_TABS, name) ?? 'overview';
