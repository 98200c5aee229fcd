/** What the native API asks of servers, over an open house. */

import { libraryFiles } from '#catalogue/library-files.ts';
import type { MediaInfoCache } from '#catalogue/media-info.ts';
import {
  type LiveDeps,
  serverDetails,
  serverItem,
  serverItemChildren,
  serverPing,
  serverRecentlyAdded,
  serverSearch,
} from '#catalogue/native-live.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import type { NativeLive } from '#http/native-live.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { Problem } from '#problem';
import { itemPlays } from '#statistics/item-plays.ts';
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

/** Servers say what is there for everybody, so only whoever sees everybody's is told, and of one server where that is all they see. */
function demandServer(visible: Visible, serverId: number): void {
  const { userId, serverId: only } = boundsOf(visible);
  if (userId !== null || (only !== null && only !== serverId))
    throw new Problem('not_found', `There is no server with the number ${serverId}`);
}

/** Needs an open house only when it is asked. */
export function openLive({ clock, db, settings, context, monitoring, mediaInfo, imageUrl }: OpenLiveDeps): NativeLive {
  const links = linksOf(monitoring);
  const deps = async (visible: Visible, serverId: number): Promise<LiveDeps> => {
    demandServer(visible, serverId);
    return { db: db(), links, imageUrl, settings: await settings(), ...context() };
  };
  return {
    serverDetails: async (visible, id) => serverDetails(await deps(visible, id), id),
    serverPing: async (visible, id) => serverPing(await deps(visible, id), id, clock),
    serverItem: async (visible, id, key) => serverItem(await deps(visible, id), id, key),
    serverItemChildren: async (visible, id, key) => serverItemChildren(await deps(visible, id), id, key),
    serverSearch: async (visible, id, query) => serverSearch(await deps(visible, id), id, query),
    serverRecentlyAdded: async (visible, id, query) => serverRecentlyAdded(await deps(visible, id), id, query),
    async libraryFiles(visible, id, sectionId, query) {
      const found = await deps(visible, id);
      const playsOf = itemPlays.bind(null, found.db);
      return libraryFiles({ ...found, mediaInfo, playsOf }, id, sectionId, query);
    },
  };
}
