import type {
  LibraryFilesPage,
  LibraryFilesQuery,
  LiveItem,
  LiveRecentQuery,
  LiveRows,
  LiveSearchQuery,
  LiveSearchResults,
  LiveServerDetails,
} from '#contract/live.ts';

/**
 * What servers say now. Throws Problem `not_found` for a server or an item nobody has, `unavailable` for a server that
 * nobody speaks to, `upstream` when it does not answer well.
 */
export interface NativeLive {
  serverDetails(serverId: number): Promise<LiveServerDetails>;
  serverItem(serverId: number, ratingKey: string): Promise<LiveItem>;
  serverItemChildren(serverId: number, ratingKey: string): Promise<LiveRows>;
  serverSearch(serverId: number, query: LiveSearchQuery): Promise<LiveSearchResults>;
  serverRecentlyAdded(serverId: number, query: LiveRecentQuery): Promise<LiveRows>;
  libraryFiles(serverId: number, sectionId: number, query: LibraryFilesQuery): Promise<LibraryFilesPage>;
}
