import type { AnnounceBody, Announced, ItemRecord, KeyStatistics, RematchBody, Rematched } from '#contract/items.ts';
import type { SearchQuery, SearchResults } from '#contract/search.ts';
import type { Visible } from '#users/visible.ts';

/** Items as they were recorded, and what administrators do with them. Throws Problem `not_found` for what is not there, or of which nothing may be told. */
export interface NativeItems {
  itemRecord(visible: Visible, itemId: number): Promise<ItemRecord>;
  keyRecord(visible: Visible, serverId: number, ratingKey: string): Promise<ItemRecord>;
  keyStatistics(visible: Visible, serverId: number, ratingKey: string): Promise<KeyStatistics>;
  /** @throws Problem `upstream`, `unavailable`; `refused` when nothing of it was found again. */
  rematchItem(visible: Visible, serverId: number, ratingKey: string, body: RematchBody): Promise<Rematched>;
  /** @throws Problem `upstream`, `unavailable` */
  announceItem(visible: Visible, serverId: number, ratingKey: string, body: AnnounceBody): Promise<Announced>;
  search(visible: Visible, query: SearchQuery): Promise<SearchResults>;
}
