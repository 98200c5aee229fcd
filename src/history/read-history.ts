import { z } from 'zod';
import { type ImageUrlOf, itemView, playerView, streamView, userView } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import { MAX_ID } from '#contract/common.ts';
import type { HistoryPage, HistoryQuery, HistoryRow, HistoryTotals, PlayDetail } from '#contract/history.ts';
import type { PlayId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import { shownTo, type Visible } from '#users/visible.ts';
import { type FilterContext, type HistoryFilter, readFilter } from './native-filter.ts';
import { filteredTotals } from './native-matching.ts';
import { type DescribedPlay, groupById, groupsByIds, playById, playsByIds, playsOfGroup } from './queries.ts';
import { type FoundFilter, lookUp } from './queries-native.ts';
import { type Cursor, groupKeys, playKeys } from './queries-native-pages.ts';
import { isWatched } from './watched.ts';

export interface HistoryReader {
  /** @throws Problem `invalid` for a cursor of somebody else, and for a filter that contradicts itself */
  page(visible: Visible, query: HistoryQuery): Promise<HistoryPage>;
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

const writeCursor = (cursor: Cursor): string => `${cursor.startedAt.getTime()}.${cursor.id}`;

/** What the totals of a row cover: the whole group, or one play. */
type Span = Pick<HistoryRow, 'playCount' | 'watchedMs' | 'pausedMs' | 'percentComplete'> & {
  readonly startedAt: Date;
  readonly stoppedAt: Date;
};

const ofPlay = ({ play }: DescribedPlay): Span => ({ ...play, playCount: 1 });

/** How rows are shown, and to whom. */
interface Showing {
  readonly visible: Visible;
  readonly settings: Settings;
  readonly imageUrl: ImageUrlOf;
}

function toRow(described: DescribedPlay, span: Span, { visible, settings, imageUrl }: Showing): HistoryRow {
  const { play, server, item, stream } = described;
  const credits = { firstMs: item.creditsFirstMs, finalMs: item.creditsFinalMs };
  return {
    playId: play.id,
    groupId: play.watchGroupId,
    playCount: span.playCount,
    server: { id: server.id, name: server.name },
    user: userView(shownTo(visible, described.user), server.id, imageUrl),
    item: itemView(item, server.id, imageUrl),
    player: playerView(described.player),
    decision: stream.decision,
    resolution: stream.deliveredVideoFullResolution,
    network: {
      ipAddress: play.ipAddress,
      location: play.location,
      isRelayed: play.isRelayed ?? false,
      isSecure: play.isSecure,
      bandwidthKbps: play.bandwidthKbps,
    },
    startedAt: span.startedAt.toISOString(),
    stoppedAt: span.stoppedAt.toISOString(),
    // Imports know plays that ended before they began.
    watchedMs: Math.max(0, span.watchedMs),
    pausedMs: Math.max(0, span.pausedMs),
    percentComplete: span.percentComplete,
    isWatched:
      play.isLive ||
      isWatched({ ...play, mediaType: item.mediaType, viewOffsetMs: play.viewOffsetMs ?? 0, credits }, settings),
    endedReason: play.endedReason,
  };
}

/** A row of a page before it is shown, and where it stands in the order. */
interface PlacedRow {
  readonly described: DescribedPlay;
  readonly span: Span;
  readonly cursor: Cursor;
}

async function pageOfPlays(db: Db, found: FoundFilter, after: Cursor | null, limit: number) {
  const keys = await playKeys(db, found, after, limit);
  const plays = await playsByIds(
    db,
    keys.slice(0, limit).map(({ id }) => id),
  );
  const byId = new Map<number, DescribedPlay>(plays.map((row) => [row.play.id, row]));
  const rows = keys.slice(0, limit).flatMap(({ id }): PlacedRow[] => {
    const described = byId.get(id);
    return described === undefined ? [] : [{ described, span: ofPlay(described), cursor: described.play }];
  });
  return { rows, hasMore: keys.length > limit };
}

async function pageOfGroups(db: Db, found: FoundFilter, after: Cursor | null, limit: number) {
  const keys = await groupKeys(db, found, after, limit);
  const wanted = keys.slice(0, limit);
  const [plays, groups] = await Promise.all([
    playsByIds(
      db,
      wanted.map((key) => key.play_id),
    ),
    groupsByIds(
      db,
      wanted.map(({ id }) => id),
    ),
  ]);
  const byId = new Map<number, DescribedPlay>(plays.map((row) => [row.play.id, row]));
  const groupOf = new Map<number, (typeof groups)[number]>(groups.map((group) => [group.id, group]));
  const rows = wanted.flatMap((key): PlacedRow[] => {
    const described = byId.get(key.play_id);
    const span = groupOf.get(key.id);
    // Deleted between two queries.
    if (described === undefined || span === undefined) return [];
    return [{ described, span, cursor: { startedAt: span.lastStartedAt, id: span.id } }];
  });
  return { rows, hasMore: keys.length > limit };
}

export function createHistoryReader({ db, imageUrl, settings, context }: ReaderDeps): HistoryReader {
  return {
    async page(visible, query) {
      const after = readCursor(query.cursor);
      const filter = readFilter(visible, query, context());
      const current = await settings();
      const found = await lookUp(db, filter, current);
      const read = query.view === 'plays' ? pageOfPlays : pageOfGroups;
      const { rows, hasMore } = await read(db, found, after, query.limit);
      const last = rows.at(-1);
      return {
        rows: rows.map(({ described, span }) => toRow(described, span, { visible, settings: current, imageUrl })),
        nextCursor: hasMore && last !== undefined ? writeCursor(last.cursor) : null,
      };
    },
    async totals(visible, query) {
      const filter = readFilter(visible, query, context());
      return filteredTotals(db, filter, await settings());
    },
    async detail(visible, playId) {
      const described = await playById(db, visible, playId as PlayId);
      if (described === null) throw new Problem('not_found', `There is no play with the number ${playId}`);
      const [group, segments, current] = await Promise.all([
        groupById(db, described.play.watchGroupId),
        playsOfGroup(db, visible, described.play.watchGroupId),
        settings(),
      ]);
      return {
        row: toRow(described, group ?? ofPlay(described), { visible, settings: current, imageUrl }),
        stream: streamView(described.stream),
        viewOffsetMs: described.play.viewOffsetMs ?? 0,
        segments: segments.map(({ play, playerTitle }) => ({
          playId: play.id,
          startedAt: play.startedAt.toISOString(),
          stoppedAt: play.stoppedAt.toISOString(),
          watchedMs: Math.max(0, play.watchedMs),
          pausedMs: Math.max(0, play.pausedMs),
          percentComplete: play.percentComplete,
          endedReason: play.endedReason,
          playerTitle,
        })),
      };
    },
  };
}
