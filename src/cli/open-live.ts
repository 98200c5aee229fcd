/** What the native API asks of servers, over an open house. */

import { libraryFiles } from '#catalogue/library-files.ts';
import type { MediaInfoCache } from '#catalogue/media-info.ts';
import {
  type LiveDeps,
  serverDetails,
  serverItem,
  serverItemChildren,
  serverRecentlyAdded,
  serverSearch,
} from '#catalogue/native-live.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import type { NativeLive } from '#http/native-live.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { itemPlays } from '#statistics/item-plays.ts';
import { linksOf } from './open-services.ts';

export interface OpenLiveDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): { readonly now: EpochMs; readonly timeZone: string };
  monitoring(): Monitoring;
  readonly mediaInfo: MediaInfoCache;
  readonly imageUrl: ImageUrlOf;
}

/** Needs an open house only when it is asked. */
export function openLive({ db, settings, context, monitoring, mediaInfo, imageUrl }: OpenLiveDeps): NativeLive {
  const links = linksOf(monitoring);
  const deps = async (): Promise<LiveDeps> => ({
    db: db(),
    links,
    imageUrl,
    settings: await settings(),
    ...context(),
  });
  return {
    serverDetails: async (_visible, id) => serverDetails(await deps(), id),
    serverItem: async (_visible, id, key) => serverItem(await deps(), id, key),
    serverItemChildren: async (_visible, id, key) => serverItemChildren(await deps(), id, key),
    serverSearch: async (_visible, id, query) => serverSearch(await deps(), id, query),
    serverRecentlyAdded: async (_visible, id, query) => serverRecentlyAdded(await deps(), id, query),
    async libraryFiles(_visible, id, sectionId, query) {
      const found = await deps();
      const playsOf = itemPlays.bind(null, found.db);
      return libraryFiles({ ...found, mediaInfo, playsOf }, id, sectionId, query);
    },
  };
}
