/** What the native API tells of recorded plays and changes about them, over an open database. */
import { addView, changeView, removeView, savedViews } from '#auth/saved-views.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { PlaySelection } from '#contract/history-edits.ts';
import type { Db } from '#db/pool.ts';
import { chosenPlays } from '#history/chosen-plays.ts';
import { findItems, reassignPlays, relinkPlays, writeNote } from '#history/edit-plays.ts';
import { exportHistory } from '#history/export-history.ts';
import { filterChoices } from '#history/filter-choices.ts';
import type { FilterContext } from '#history/native-filter.ts';
import type { HistoryReader } from '#history/read-history.ts';
import { deletePlaysForNow, emptyTrash, restorePlays, trashPage } from '#history/trash.ts';
import type { NativeHistory } from '#http/native-history.ts';
import { historyShows } from '#statistics/native-shows.ts';
import type { Visible } from '#users/visible.ts';

export interface OpenHistoryDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  reader(): HistoryReader;
  settings(): Promise<Settings>;
  context(): FilterContext;
  readonly imageUrl: ImageUrlOf;
}

/** Needs a database only when it is asked. */
export function openHistory({ db, reader, settings, context, imageUrl }: OpenHistoryDeps): NativeHistory {
  const chosen = async (visible: Visible, which: PlaySelection) =>
    chosenPlays({ db: db(), visible, context: context(), settings: await settings() }, which);
  return {
    filterChoices: async (visible) => filterChoices(db(), visible),
    historyShows: async (visible, query) =>
      historyShows(
        {
          ...{ visible, db: db(), context: context(), settings: await settings(), imageUrl },
          playRows: (ids) => reader().rows(visible, 'plays', ids),
        },
        query,
      ),
    exportHistory: (visible, query) => exportHistory(reader(), visible, query),
    deletePlays: async (visible, by, which) =>
      deletePlaysForNow(db(), await chosen(visible, which), { now: context().now, by }),
    restorePlays: async (visible, which) => ({ plays: await restorePlays(db(), visible, which) }),
    trash: async (visible, query) => trashPage(db(), visible, query),
    emptyTrash: async (visible) => ({ plays: await emptyTrash(db(), visible) }),
    reassignPlays: async (visible, { userId, ...which }) => reassignPlays(db(), await chosen(visible, which), userId),
    async relinkPlays(visible, { itemId, descriptionId, ...which }) {
      const to = itemId === undefined ? { descriptionId: descriptionId ?? 0 } : { itemId };
      return relinkPlays(db(), await chosen(visible, which), to);
    },
    notePlay: async (visible, id, note) => writeNote(db(), visible, id, note, context().now),
    findItems: async (visible, search) => findItems(db(), visible, search),
    views: async (actor, page) => savedViews(db(), actor, page),
    addView: async (actor, view) => addView(db(), actor, view),
    changeView: async (actor, id, view) => changeView(db(), actor, id, view),
    removeView: async (actor, id) => removeView(db(), actor, id),
  };
}
