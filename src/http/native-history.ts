import type { Actor } from '#auth/actor.ts';
import type { FilterChoices, HistoryExportQuery, HistoryShows, HistoryShowsQuery } from '#contract/history.ts';
import type {
  ChangedPlays,
  DeletedPlays,
  FoundItems,
  PlayCount,
  PlayNote,
  PlaySelection,
  ReassignBody,
  RelinkBody,
  RestorePlaysBody,
  TrashPage,
  TrashQuery,
} from '#contract/history-edits.ts';
import type { SavedView, SavedViewBody, SavedViews, ViewPage } from '#contract/views.ts';
import type { Visible } from '#users/visible.ts';

/**
 * What is told of recorded plays beside the pages, and what is changed about them. A filter that contradicts itself throws
 * Problem `invalid`, a number nobody has `not_found`.
 */
export interface NativeHistory {
  filterChoices(visible: Visible): Promise<FilterChoices>;
  historyShows(visible: Visible, query: HistoryShowsQuery): Promise<HistoryShows>;
  /** Pieces of a file. */
  exportHistory(visible: Visible, query: HistoryExportQuery): AsyncIterable<string>;
  /** `by` is the name of whoever does it. */
  deletePlays(visible: Visible, by: string, which: PlaySelection): Promise<DeletedPlays>;
  restorePlays(visible: Visible, which: RestorePlaysBody): Promise<PlayCount>;
  trash(visible: Visible, query: TrashQuery): Promise<TrashPage>;
  emptyTrash(visible: Visible): Promise<PlayCount>;
  reassignPlays(visible: Visible, body: ReassignBody): Promise<ChangedPlays>;
  relinkPlays(visible: Visible, body: RelinkBody): Promise<ChangedPlays>;
  notePlay(visible: Visible, playId: number, note: string | null): Promise<PlayNote>;
  findItems(visible: Visible, search: string): Promise<FoundItems>;
  views(actor: Actor, page: ViewPage | undefined): Promise<SavedViews>;
  addView(actor: Actor, view: SavedViewBody): Promise<SavedView>;
  changeView(actor: Actor, id: number, view: SavedViewBody): Promise<SavedView>;
  removeView(actor: Actor, id: number): Promise<void>;
}
