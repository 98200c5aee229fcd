import { FILE_SORTS, LIBRARY_SORTS, LIBRARY_STATES, LIBRARY_TYPES } from '#contract/enums.ts';
import { compact, oneOf, positive, type RawSearch, words } from '../../lib/address.ts';

export const ORDERS = ['asc', 'desc'] as const;

/** The list of libraries, as the address says it. */
export const librariesSearch = (raw: RawSearch) =>
  compact({
    search: words(raw.search),
    server: positive(raw.server),
    type: oneOf(LIBRARY_TYPES, raw.type),
    state: oneOf(LIBRARY_STATES, raw.state),
    sort: oneOf(LIBRARY_SORTS, raw.sort),
    order: oneOf(ORDERS, raw.order),
    view: raw.view === 'tiles' ? ('tiles' as const) : undefined,
  });
export type LibrariesSearch = ReturnType<typeof librariesSearch>;

/** The parts of a library's page keep what is chosen on them in the address. */
export const librarySearch = (raw: RawSearch) =>
  compact({
    search: words(raw.search),
    sort: oneOf(FILE_SORTS, raw.sort),
    order: oneOf(ORDERS, raw.order),
    months: positive(raw.months),
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
