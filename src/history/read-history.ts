import { z } from 'zod';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import { MAX_ID } from '#contract/common.ts';
import type { HistoryPage, HistoryQuery, HistoryRow, HistoryTotals, PlayDetail } from '#contract/history.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import { boundsOf, type Visible } from '#users/visible.ts';
import { ofPlay, type Span, toRow } from './history-row.ts';
import { beginOfDay, type FilterContext, type HistoryFilter, readFilter } from './native-filter.ts';
import { filteredTotals } from './native-matching.ts';
import { playDetail } from './play-detail.ts';
import { type DescribedPlay, groupsByIds, playsByIds } from './queries.ts';
import { type FoundFilter, lookUp } from './queries-native.ts';
import { type Cursor, groupKeys, playKeys } from './queries-native-pages.ts';

export interface HistoryReader {
  /** @throws Problem `invalid` for a cursor of somebody else, and for a filter that contradicts itself */
  page(visible: Visible, query: HistoryQuery): Promise<HistoryPage>;
  /** Rows by the numbers of plays or viewings, in that order; without those that may not be seen. */
  rows(visible: Visible, view: HistoryQuery['view'], ids: readonly number[]): Promise<HistoryRow[]>;
  /** @throws Problem `invalid` for a filter that contradicts itself */
  totals(visible: Visible, filter: HistoryFilter): Promise<HistoryTotals>;
  /** @throws Problem `not_found`, also for a play of which nothing may be told. */
  detail(visible: Visible, playId: number): Promise<PlayDetail>;
}

interface ReaderDeps {
  readonly db: Db;
  readonly imageUrl: ImageUrlOf;
  readonly settings: () => Promise<Settings>;
  readonly context: () => FilterContext;
}

const CursorText = z
  .string()
  .regex(/^\d{1,15}\.\d{1,10}$/)
  .refine((text) => Number(text.split('.')[1]) <= MAX_ID)
  .transform((text): Cursor => {
    const [startedAt = 0, id = 0] = text.split('.').map(Number);
    return { startedAt: new Date(startedAt), id };
  });

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const parsed = CursorText.safeParse(text);
  if (!parsed.success)
    throw new Problem('invalid', 'The cursor is not one this server gave out', {
      hint: 'Start again without a cursor',
    });
  return parsed.data;
}

/** A list that begins with a day stands behind everything that is newer. */
const firstOf = (day: string | undefined, { timeZone }: FilterContext): Cursor | null =>
  day === undefined ? null : { startedAt: new Date(beginOfDay(day, 1, timeZone)), id: 0 };

const writeCursor = (cursor: Cursor): string => `${cursor.startedAt.getTime()}.${cursor.id}`;

/** A row of a page before it is shown, and where it stands in the order. */
interface PlacedRow {
  readonly described: DescribedPlay;
  readonly span: Span;
  readonly cursor: Cursor;
}

async function ofPlays(db: Db, ids: readonly number[]): Promise<PlacedRow[]> {
  const plays = await playsByIds(db, ids);
  const byId = new Map<number, DescribedPlay>(plays.map((row) => [row.play.id, row]));
  return ids.flatMap((id): PlacedRow[] => {
    const described = byId.get(id);
    return described === undefined ? [] : [{ described, span: ofPlay(described), cursor: described.play }];
  });
}

async function ofGroups(db: Db, ids: readonly number[]): Promise<PlacedRow[]> {
  const groups = await groupsByIds(db, ids);
  const groupOf = new Map<number, (typeof groups)[number]>(groups.map((group) => [group.id, group]));
  const plays = await playsByIds(
    db,
    groups.map(({ latestPlayId }) => latestPlayId),
  );
  const byGroup = new Map<number, DescribedPlay>(plays.map((row) => [row.play.watchGroupId, row]));
  return ids.flatMap((id): PlacedRow[] => {
    const described = byGroup.get(id);
    const span = groupOf.get(id);
    // Deleted between two queries.
    if (described === undefined || span === undefined) return [];
    return [{ described, span, cursor: { startedAt: span.lastStartedAt, id } }];
  });
}

async function pageOf(db: Db, view: HistoryQuery['view'], found: FoundFilter, after: Cursor | null, limit: number) {
  const keys = await (view === 'plays' ? playKeys : groupKeys)(db, found, after, limit);
  const ids = keys.slice(0, limit).map(({ id }) => id);
  return { rows: await (view === 'plays' ? ofPlays : ofGroups)(db, ids), hasMore: keys.length > limit };
}

/** Rows of plays or of viewings by their numbers; those that may not be seen are left out. */
async function chosenRows(db: Db, visible: Visible, view: HistoryQuery['view'], ids: readonly number[]) {
  const { userId, serverId } = boundsOf(visible);
  const rows = await (view === 'plays' ? ofPlays : ofGroups)(db, ids);
  return rows.filter(
    ({ described: { play } }) =>
      (userId === null || play.userId === userId) && (serverId === null || play.serverId === serverId),
  );
}

export function createHistoryReader({ db, imageUrl, settings, context }: ReaderDeps): HistoryReader {
  return {
    async page(visible, query) {
      const after = readCursor(query.cursor) ?? firstOf(query.start, context());
      const filter = readFilter(visible, query, context());
      const current = await settings();
      const found = await lookUp(db, filter, current);
      const { rows, hasMore } = await pageOf(db, query.view, found, after, query.limit);
      const last = rows.at(-1);
      return {
        rows: rows.map(({ described, span }) => toRow(described, span, { visible, settings: current, imageUrl })),
        nextCursor: hasMore && last !== undefined ? writeCursor(last.cursor) : null,
      };
    },
    async rows(visible, view, ids) {
      const current = await settings();
      const rows = await chosenRows(db, visible, view, ids);
      return rows.map(({ described, span }) => toRow(described, span, { visible, settings: current, imageUrl }));
    },
    async totals(visible, query) {
      const filter = readFilter(visible, query, context());
      return filteredTotals(db, filter, await settings());
    },
    detail: (visible, playId) => playDetail({ db, imageUrl, settings, visible }, playId),
  };
}
