import { z } from 'zod';
import { type ImageUrlOf, itemView, playerView, streamView, userView } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { HistoryPage, HistoryQuery, HistoryRow, HistoryTotals, PlayDetail } from '#contract/history.ts';
import type { PlayId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import {
  type Cursor,
  type DescribedPlay,
  groupById,
  groupsPage,
  type HistoryFilter,
  playById,
  playsOfGroup,
  playsPage,
  totals,
} from './queries.ts';
import { isWatched } from './watched.ts';

export interface HistoryReader {
  page(query: HistoryQuery): Promise<HistoryPage>;
  totals(filter: HistoryFilter): Promise<HistoryTotals>;
  /** @throws Problem `not_found` */
  detail(playId: number): Promise<PlayDetail>;
}

interface ReaderDeps {
  readonly db: Db;
  readonly imageUrl: ImageUrlOf;
  readonly settings: () => Promise<Settings>;
}

/** Ids are 32 bits in the database. */
const MAX_ID = 2_147_483_647;

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

function toRow(described: DescribedPlay, span: Span, settings: Settings, imageUrl: ImageUrlOf): HistoryRow {
  const { play, server, item, stream } = described;
  const credits = { firstMs: item.creditsFirstMs, finalMs: item.creditsFinalMs };
  return {
    playId: play.id,
    groupId: play.watchGroupId,
    playCount: span.playCount,
    server: { id: server.id, name: server.name },
    user: userView(described.user, server.id, imageUrl),
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
    watchedMs: span.watchedMs,
    pausedMs: span.pausedMs,
    percentComplete: span.percentComplete,
    isWatched:
      play.isLive ||
      isWatched({ ...play, mediaType: item.mediaType, viewOffsetMs: play.viewOffsetMs ?? 0, credits }, settings),
    endedReason: play.endedReason,
  };
}

export function createHistoryReader({ db, imageUrl, settings }: ReaderDeps): HistoryReader {
  return {
    async page(query) {
      const after = readCursor(query.cursor);
      const current = await settings();
      if (query.view === 'plays') {
        const found = await playsPage(db, query, after, query.limit);
        const rows = found.slice(0, query.limit).map((row) => toRow(row, ofPlay(row), current, imageUrl));
        const last = found.length > query.limit ? found[query.limit - 1] : undefined;
        return { rows, nextCursor: last === undefined ? null : writeCursor(last.play) };
      }
      const found = await groupsPage(db, query, after, query.limit);
      const rows = found.slice(0, query.limit).map((row) => toRow(row, row.group, current, imageUrl));
      const last = found.length > query.limit ? found[query.limit - 1] : undefined;
      return {
        rows,
        nextCursor: last === undefined ? null : writeCursor({ startedAt: last.group.lastStartedAt, id: last.group.id }),
      };
    },
    totals: (filter) => totals(db, filter),
    async detail(playId) {
      const described = await playById(db, playId as PlayId);
      if (described === null) throw new Problem('not_found', `There is no play with the number ${playId}`);
      const [group, segments, current] = await Promise.all([
        groupById(db, described.play.watchGroupId),
        playsOfGroup(db, described.play.watchGroupId),
        settings(),
      ]);
      return {
        row: toRow(described, group ?? ofPlay(described), current, imageUrl),
        stream: streamView(described.stream),
        viewOffsetMs: described.play.viewOffsetMs ?? 0,
        segments: segments.map(({ play, playerTitle }) => ({
          playId: play.id,
          startedAt: play.startedAt.toISOString(),
          stoppedAt: play.stoppedAt.toISOString(),
          watchedMs: play.watchedMs,
          pausedMs: play.pausedMs,
          percentComplete: play.percentComplete,
          endedReason: play.endedReason,
          playerTitle,
        })),
      };
    },
  };
}
