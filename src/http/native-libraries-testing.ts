/** Libraries and exports of a native API that always answers the same, for tests of the web side. */
import { Readable } from 'node:stream';
import type { LibraryDetail, LibraryRow, LibrarySettings } from '#contract/libraries.ts';
import type { NativeExports } from './native-exports.ts';
import type { NativeLibraries } from './native-libraries.ts';

const AT = '2026-11-24T16:05:16.000Z';

const settings: LibrarySettings = {
  id: 2,
  name: 'Movies',
  thumb: null,
  art: null,
  keepsHistory: true,
  notifies: true,
  notifiesAdded: true,
  isDeleted: false,
};

/** Knows one library. */
export const aNativeLibraries = (
  library: LibraryRow,
  windows: LibraryDetail['windows'],
  people: LibraryDetail['people'],
): NativeLibraries => ({
  libraries: async () => ({ total: 1, found: 1, rows: [library] }),
  library: async () => ({ library, isDeleted: false, windows, people }),
  libraryCollections: async () => ({ collections: [] }),
  libraryPlaylists: async () => ({ playlists: [] }),
  libraryRecentlyAdded: async () => ({ rows: [] }),
  libraryGrowth: async (_visible, _id, { of }) => ({ of, days: [], undated: 0, readAt: AT }),
  librarySettings: async () => settings,
  changeLibrary: async () => settings,
  removeLibrary: async () => ({ ...settings, isDeleted: true }),
  bringBackLibrary: async () => settings,
  purgeLibrary: async () => ({ library: settings, plays: 3 }),
});

export const aNativeExports: NativeExports = {
  exports: async () => ({ total: 0, found: 0, rows: [] }),
  exportFields: () => ({ metadata: [], media: [] }),
  startExport: async () => ({ id: 4 }),
  exportFile: async () => ({ name: 'Kino.csv', isArchive: false, open: () => Readable.from(['a,b']) }),
  removeExport: async () => undefined,
};
