import type {
  LibraryFilesPage,
  LibraryFilesQuery,
  LiveItem,
  LiveRecentQuery,
  LiveRows,
  LiveSearchQuery,
  LiveSearchResults,
  LiveServerDetails,
  LiveShelves,
  ServerPing,
} from '#contract/live.ts';
import type { Visible } from '#users/visible.ts';

/**
 * What servers say now. Throws Problem `not_found` for a server or an item nobody has, `unavailable` for a server that
 * nobody speaks to, `upstream` when it does not answer well.
 */
export interface NativeLive {
  serverDetails(visible: Visible, serverId: number): Promise<LiveServerDetails>;
  serverPing(visible: Visible, serverId: number): Promise<ServerPing>;
  serverItem(visible: Visible, serverId: number, ratingKey: string): Promise<LiveItem>;
  serverItemChildren(visible: Visible, serverId: number, ratingKey: string): Promise<LiveRows>;
  serverItemRelated(visible: Visible, serverId: number, ratingKey: string): Promise<LiveShelves>;
  serverSearch(visible: Visible, serverId: number, query: LiveSearchQuery): Promise<LiveSearchResults>;
  serverRecentlyAdded(visible: Visible, serverId: number, query: LiveRecentQuery): Promise<LiveRows>;
  libraryFiles(
    visible: Visible,
    serverId: number,
    sectionId: number,
    query: LibraryFilesQuery,
  ): Promise<LibraryFilesPage>;
}
