import type {
  LibrariesPage,
  LibrariesQuery,
  LibraryDetail,
  LibraryPurged,
  LibraryRestoreBody,
  LibrarySettings,
  LibrarySettingsBody,
} from '#contract/libraries.ts';
import type {
  CollectionList,
  GrowthQuery,
  LibraryGrowth,
  LibraryPlaylists,
  RecentQuery,
} from '#contract/library-shelves.ts';
import type { LiveRows } from '#contract/live.ts';
import type { Visible } from '#users/visible.ts';

/**
 * Libraries, what is in them, and what is decided about them. Throws Problem `not_found` for a library that is not there,
 * or of which nothing may be told. What servers are asked for is asked with the eyes of whoever sees only what is theirs.
 */
export interface NativeLibraries {
  libraries(visible: Visible, query: LibrariesQuery): Promise<LibrariesPage>;
  library(visible: Visible, id: number): Promise<LibraryDetail>;
  libraryCollections(visible: Visible, id: number): Promise<CollectionList>;
  libraryPlaylists(visible: Visible, id: number): Promise<LibraryPlaylists>;
  libraryRecentlyAdded(visible: Visible, id: number, query: RecentQuery): Promise<LiveRows>;
  libraryGrowth(visible: Visible, id: number, query: GrowthQuery): Promise<LibraryGrowth>;
  librarySettings(visible: Visible, id: number): Promise<LibrarySettings>;
  changeLibrary(id: number, body: LibrarySettingsBody): Promise<LibrarySettings>;
  removeLibrary(id: number): Promise<LibrarySettings>;
  bringBackLibrary(id: number, body: LibraryRestoreBody): Promise<LibrarySettings>;
  purgeLibrary(id: number): Promise<LibraryPurged>;
}
