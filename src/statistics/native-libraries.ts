/** Libraries with what was played from them, for the native API. */
import { allLibraries, type LibraryRow as StoredLibrary } from '#catalogue/libraries.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { LibrariesPage, LibrariesQuery, LibraryDetail, LibraryRow } from '#contract/libraries.ts';
import { Problem } from '#problem';
import { boundsOf } from '#users/visible.ts';
import { type ListRules, pageOf } from './native-list.ts';
import { latestPlay, type PeopleDeps, picture, type Seeing, sumsOf, watchersOf, windowsOf } from './native-people.ts';
import { librariesSeenBy } from './queries-visible.ts';
import { libraryTotals, type Totals } from './watch-time-tables.ts';

/** The libraries of which something may be told, removed ones too. */
export async function seenLibraries({ db, visible }: Seeing): Promise<StoredLibrary[]> {
  const [libraries, seen] = await Promise.all([allLibraries(db), librariesSeenBy(db, visible)]);
  return libraries.filter(({ id }) => seen.has(id));
}

/** @throws Problem `not_found`, also for a library of which nothing may be told. */
export async function seenLibrary(deps: Seeing, id: number): Promise<StoredLibrary> {
  const library = (await seenLibraries(deps)).find((one) => one.id === id);
  if (library === undefined) throw new Problem('not_found', `There is no library with the number ${id}`);
  return library;
}

function libraryRow(library: StoredLibrary, totals: Totals | undefined, imageUrl: ImageUrlOf): LibraryRow {
  return {
    id: library.id,
    serverId: library.serverId,
    sectionId: library.sectionId,
    name: library.name,
    type: library.type,
    thumb: picture([library.customThumb, library.thumb], library.serverId, imageUrl),
    art: picture([library.customArt, library.art], library.serverId, imageUrl),
    isActive: library.isActive,
    keepsHistory: library.keepHistory,
    isDeleted: library.isDeleted,
    items: library.itemCount,
    parents: library.parentCount,
    children: library.childCount,
    ...sumsOf(totals),
    lastPlayedAt: totals?.lastStartedAt?.toISOString() ?? null,
    lastPlay: totals === undefined ? null : latestPlay(totals.latest),
  };
}

const LIBRARIES: ListRules<LibraryRow, LibrariesQuery['sort']> = {
  texts: ({ name }) => [name],
  keys: {
    name: ({ name }) => name,
    type: ({ type }) => type,
    items: ({ items }) => items,
    parents: ({ parents }) => parents,
    children: ({ children }) => children,
    plays: ({ plays }) => plays,
    groups: ({ groups }) => groups,
    watched: ({ watchedMs }) => watchedMs,
    lastPlayed: ({ lastPlayedAt }) => lastPlayedAt,
    lastPlayedTitle: ({ lastPlay }) => lastPlay?.fullTitle ?? null,
    id: ({ id }) => id,
  },
  id: ({ id }) => id,
};

/** Pure. */
export function isWantedLibrary(
  { isDeleted, isActive, type, serverId }: Pick<LibraryRow, 'isDeleted' | 'isActive' | 'type' | 'serverId'>,
  query: Pick<LibrariesQuery, 'state' | 'type' | 'server'>,
): boolean {
  const inState = {
    all: true,
    removed: isDeleted,
    active: isActive && !isDeleted,
    inactive: !isActive && !isDeleted,
    present: !isDeleted,
  }[query.state ?? 'present'];
  return (
    inState &&
    (query.type === undefined || query.type === type) &&
    (query.server === undefined || query.server === serverId)
  );
}

/** A page of the libraries; those that were removed are told of only where everybody's are. */
export async function librariesPage(deps: PeopleDeps, query: LibrariesQuery): Promise<LibrariesPage> {
  const { db, visible, imageUrl } = deps;
  const [libraries, totals] = await Promise.all([seenLibraries(deps), libraryTotals(db, visible)]);
  const isOwn = boundsOf(visible).userId !== null;
  const rows = libraries
    .filter(({ isDeleted }) => !isOwn || !isDeleted)
    .map((library) => libraryRow(library, totals.get(library.id), imageUrl))
    .filter((row) => isWantedLibrary(row, query));
  const page = pageOf(rows, query, LIBRARIES);
  return { ...page, rows: [...page.rows] };
}

/** @throws Problem `not_found`, also for a library of which nothing may be told. */
export async function libraryDetail(deps: PeopleDeps, id: number): Promise<LibraryDetail> {
  const { db, visible, imageUrl } = deps;
  const [library, totals] = await Promise.all([seenLibrary(deps, id), libraryTotals(db, visible)]);
  const scope = { kind: 'library', libraryId: library.id } as const;
  const [windows, people] = await Promise.all([windowsOf(deps, scope), watchersOf(deps, scope)]);
  return {
    library: libraryRow(library, totals.get(library.id), imageUrl),
    isDeleted: library.isDeleted,
    windows,
    people,
  };
}
