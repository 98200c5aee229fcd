/** What the native API tells of items, over an open database, and what administrators do with them. */
import type { LiveServer, ServerLinks } from '#catalogue/live-server.ts';
import { askable, said } from '#catalogue/native-live.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { RatingKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { rematch } from '#history/rematch.ts';
import type { NativeItems } from '#http/native-items.ts';
import { announceItem } from '#notifications/announce-item.ts';
import { Problem } from '#problem';
import { itemRecord, keyRecord, keyStatistics } from '#statistics/native-records.ts';
import { searchRecorded } from '#statistics/native-search.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

export interface OpenItemsDeps {
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): FilterContext;
  readonly imageUrl: ImageUrlOf;
  readonly links: ServerLinks;
}

/** Of another server than the one they may see nobody is told anything. */
function demandServer(visible: Visible, serverId: number): void {
  const { serverId: only } = boundsOf(visible);
  if (only !== null && only !== serverId)
    throw new Problem('not_found', `There is no server with the number ${serverId}`);
}

/** Needs a database only when it is asked. */
export function openItems({ db, settings, context, imageUrl, links }: OpenItemsDeps): NativeItems {
  const records = (visible: Visible) => ({ visible, db: db(), imageUrl });
  const asked = async (visible: Visible, serverId: number) => {
    demandServer(visible, serverId);
    const { now: at, timeZone } = context();
    const server: LiveServer = await askable({ db: db(), links }, serverId);
    return { db: db(), server, at, timeZone };
  };
  return {
    itemRecord: async (visible, id) => itemRecord(records(visible), id),
    keyRecord: async (visible, serverId, key) => keyRecord(records(visible), serverId, key),
    async keyStatistics(visible, serverId, key) {
      demandServer(visible, serverId);
      const { now } = context();
      return keyStatistics({ ...records(visible), now, isGrouped: (await settings()).groupHistory }, serverId, key);
    },
    async rematchItem(visible, serverId, from, { ratingKey: to }) {
      if (from === to) throw new Problem('conflict', 'The history belongs to this item already');
      const known = await keyRecord(records(visible), serverId, from);
      const moved = await rematch(await asked(visible, serverId), { from, to, mediaType: known.mediaType });
      if (moved.length === 0)
        throw new Problem('refused', 'Nothing that was played is found again in the other item', {
          hint: 'Choose the item that has the same seasons and episodes, or the same albums and tracks',
        });
      return { plays: moved.length, from, to };
    },
    async announceItem(visible, serverId, key, { notifierId = null }) {
      const found = said(await announceItem(await asked(visible, serverId), key as RatingKey, notifierId));
      if (found === null) throw new Problem('not_found', `The server has no item with the key ${key}`);
      return { title: found.item.fullTitle };
    },
    search: async (visible, query) => searchRecorded(records(visible), query),
  };
}
