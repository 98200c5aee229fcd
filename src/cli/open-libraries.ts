/** What the native API tells of libraries and changes about them, over an open database. */
import type { LibraryRow } from '#catalogue/libraries.ts';
import { libraryGrowth } from '#catalogue/library-growth.ts';
import {
  bringBackLibrary,
  changeLibrarySettings,
  librarySettings,
  removeLibrary,
} from '#catalogue/library-settings.ts';
import { libraryCollections, libraryPlaylists, libraryRecentlyAdded, type Shelf } from '#catalogue/library-shelves.ts';
import type { MediaInfoCache } from '#catalogue/media-info.ts';
import { askable } from '#catalogue/native-live.ts';
import type { Db } from '#db/pool.ts';
import { purgeLibrary } from '#history/purge-library.ts';
import type { NativeLibraries } from '#http/native-libraries.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { Problem } from '#problem';
import { librariesPage, libraryDetail, seenLibrary } from '#statistics/native-libraries.ts';
import type { PeopleDeps } from '#statistics/native-people.ts';
import { usableServers } from '#users/usable-servers.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import type { OpenPeopleDeps } from './open-people.ts';

export interface OpenLibrariesDeps extends OpenPeopleDeps {
  context(): ReturnType<OpenPeopleDeps['context']> & { readonly timeZone: string };
  readonly mediaInfo: MediaInfoCache;
}

/** Needs a database only when it is asked. */
export function openLibraries(deps: OpenLibrariesDeps): NativeLibraries {
  const { db, settings, context, imageUrl } = deps;
  const people = async (visible: Visible): Promise<PeopleDeps> => ({
    visible,
    db: db(),
    imageUrl,
    now: context().now,
    isGrouped: (await settings()).groupHistory,
  });
  const shelf = (visible: Visible, id: number) => shelfOf(deps, visible, id);
  return {
    libraries: async (visible, query) => librariesPage(await people(visible), query),
    library: async (visible, id) => libraryDetail(await people(visible), id),
    libraryCollections: async (visible, id) => libraryCollections(await shelf(visible, id)),
    libraryPlaylists: async (visible, id) => libraryPlaylists(await shelf(visible, id)),
    libraryRecentlyAdded: async (visible, id, query) => libraryRecentlyAdded(await shelf(visible, id), query),
    async libraryGrowth(visible, id, query) {
      const library = await seenLibrary({ db: db(), visible }, id);
      const { media } = await askable({ db: db(), links: deps.links }, library.serverId);
      return libraryGrowth({ media, mediaInfo: deps.mediaInfo, ...context() }, library, query);
    },
    async librarySettings(visible, id) {
      await seenLibrary({ db: db(), visible }, id);
      return librarySettings(db(), id);
    },
    changeLibrary: async (id, body) => changeLibrarySettings(db(), id, body),
    removeLibrary: async (id) => removeLibrary(db(), id),
    bringBackLibrary: async (id, body) => bringBackLibrary(db(), id, body),
    async purgeLibrary(id) {
      const library = await librarySettings(db(), id);
      return { library, plays: await purgeLibrary(db(), id) };
    },
  };
}

async function shelfOf(deps: OpenLibrariesDeps, visible: Visible, id: number): Promise<Shelf> {
  const db = deps.db();
  const library = await seenLibrary({ db, visible }, id);
  // Live TV is in no list of a server, so nobody is asked.
  if (library.type === 'live') return { library, media: NO_SERVER, imageUrl: deps.imageUrl };
  const { media } = await askable({ db, links: deps.links }, library.serverId);
  return { library, media: await asSeenBy(deps, db, visible, { library, media }), imageUrl: deps.imageUrl };
}

const NO_SERVER: Shelf['media'] = {
  ask: async () => ({ ok: false, reason: 'not_found', problem: 'this library is on no server' }),
};

/** The server as whoever asks sees it: what restricts them on Plex restricts them here. */
async function asSeenBy(
  { openSecret }: OpenLibrariesDeps,
  db: Db,
  visible: Visible,
  { library, media }: { readonly library: LibraryRow; readonly media: MediaServer },
): Promise<Shelf['media']> {
  const { userId } = boundsOf(visible);
  if (userId === null) return media;
  const theirs = (await usableServers(db, userId)).find(({ id }) => id === library.serverId);
  if (theirs === undefined)
    throw new Problem('unavailable', 'The server cannot be asked on your behalf', {
      hint: 'It shares nothing with your Plex account at present',
    });
  return media.as(openSecret(theirs.tokenSealed));
}
