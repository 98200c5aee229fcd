/** What the native API asks of servers, over an open house. */

import { libraryFiles } from '#catalogue/library-files.ts';
import type { MediaInfoCache } from '#catalogue/media-info.ts';
import {
  type LiveDeps,
  serverDetails,
  serverItem,
  serverItemChildren,
  serverItemRelated,
  serverPing,
  serverRecentlyAdded,
  serverSearch,
} from '#catalogue/native-live.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { NativeLive } from '#http/native-live.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { Problem } from '#problem';
import { itemPlays } from '#statistics/item-plays.ts';
import { seenSections } from '#statistics/seen-sections.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { linksOf } from './open-services.ts';

export interface OpenLiveDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): { readonly now: EpochMs; readonly timeZone: string };
  monitoring(): Monitoring;
  readonly mediaInfo: MediaInfoCache;
  readonly clock: Clock;
  readonly imageUrl: ImageUrlOf;
}

/** Of another server than the one they may see nobody is told anything. */
function demandServer(visible: Visible, serverId: number): void {
  const { serverId: only } = boundsOf(visible);
  if (only !== null && only !== serverId)
    throw new Problem('not_found', `There is no server with the number ${serverId}`);
}

/** Needs an open house only when it is asked. */
export function openLive({ clock, db, settings, context, monitoring, mediaInfo, imageUrl }: OpenLiveDeps): NativeLive {
  const links = linksOf(monitoring);
  const deps = async (visible: Visible, serverId: number): Promise<LiveDeps> => {
    demandServer(visible, serverId);
    const sections = await seenSections(db(), visible, serverId as ServerId);
    // Whoever may use nothing of a server need not know that it is there.
    if (sections?.size === 0) throw new Problem('not_found', `There is no server with the number ${serverId}`);
    return { db: db(), links, imageUrl, settings: await settings(), sections, ...context() };
  };
  return {
    serverDetails: async (visible, id) => serverDetails(await deps(visible, id), id),
    serverPing: async (visible, id) => serverPing(await deps(visible, id), id, clock),
    serverItem: async (visible, id, key) => serverItem(await deps(visible, id), id, key),
    serverItemChildren: async (visible, id, key) => serverItemChildren(await deps(visible, id), id, key),
    serverItemRelated: async (visible, id, key) => serverItemRelated(await deps(visible, id), id, key),
    serverSearch: async (visible, id, query) => serverSearch(await deps(visible, id), id, query),
    serverRecentlyAdded: async (visible, id, query) => serverRecentlyAdded(await deps(visible, id), id, query),
    async libraryFiles(visible, id, sectionId, query) {
      const found = await deps(visible, id);
      const playsOf = itemPlays.bind(null, found.db);
      return libraryFiles({ ...found, mediaInfo, playsOf }, id, sectionId, query);
    },
  };
}
