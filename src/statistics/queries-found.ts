/** SQL of titles that were played, by their words. */
import { type SQL, sql } from 'drizzle-orm';
import type { MediaType } from '#contract/enums.ts';
import type { ItemId, RatingKey, ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { seesAll, type Visible } from '#users/visible.ts';
import { playedItems } from './queries-visible.ts';

export interface FoundRow extends Record<string, unknown> {
  readonly itemId: ItemId;
  readonly serverId: ServerId;
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  readonly ratingKey: RatingKey | null;
  readonly parentRatingKey: RatingKey | null;
  readonly grandparentRatingKey: RatingKey | null;
  readonly title: string;
  readonly parentTitle: string | null;
  readonly grandparentTitle: string | null;
  readonly originalTitle: string | null;
  readonly year: number | null;
  readonly mediaIndex: number | null;
  readonly parentMediaIndex: number | null;
  readonly libraryName: string | null;
  readonly thumb: string | null;
  readonly parentThumb: string | null;
  readonly grandparentThumb: string | null;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** So many descriptions are told apart; a text that finds more says too little. */
const MOST = 400;

const TEXTS = sql.raw(`concat_ws(chr(10), s.grandparent_title, s.parent_title, s.title, s.original_title, s.year)`);

/** How well the first word of a text fits: titles that begin with the text come first, then those of which it is a word. */
const fitOf = (text: string): SQL => sql`least(
  case when s.title ilike ${`${escaped(text)}%`} then 0 when s.title ilike ${`% ${escaped(text)}%`} then 2 else 4 end,
  case when s.grandparent_title ilike ${`${escaped(text)}%`} then 1
    when s.grandparent_title ilike ${`% ${escaped(text)}%`} then 3 else 4 end)`;

/** Nothing is asked of items where nothing is kept from whoever asks: that is as much work as looking for the words. */
const isPlayed = (visible: Visible): SQL =>
  seesAll(visible) ? sql`true` : sql`exists (select from items i where i.id = s.item_id and ${playedItems(visible)})`;

/** Descriptions in which all words occur, those that fit best first, the newest of equals first. */
export async function describedByWords(
  db: Db,
  visible: Visible,
  text: string,
  words: readonly string[],
): Promise<FoundRow[]> {
  const patterns = sql.param(words.map((word) => `%${escaped(word)}%`));
  const { rows } = await db.execute<FoundRow>(sql`with found as materialized (
      select s.id, s.item_id, ${fitOf(text)} as fit from item_snapshots s
      where not s.is_placeholder and ${TEXTS} ilike all (${patterns}::text[])
        and ${isPlayed(visible)}
      order by fit, s.id desc limit ${MOST})
    select s.item_id as "itemId", i.server_id as "serverId", s.media_type as "mediaType", s.is_live as "isLive",
      s.rating_key as "ratingKey", s.parent_rating_key as "parentRatingKey",
      s.grandparent_rating_key as "grandparentRatingKey", s.title, s.parent_title as "parentTitle",
      s.grandparent_title as "grandparentTitle", s.original_title as "originalTitle", s.year,
      s.media_index as "mediaIndex", s.parent_media_index as "parentMediaIndex", s.library_name as "libraryName",
      s.thumb, s.parent_thumb as "parentThumb", s.grandparent_thumb as "grandparentThumb"
    from found f join item_snapshots s on s.id = f.id join items i on i.id = s.item_id
    order by f.fit, s.id desc`);
  return rows;
}
