/** The files of a library, or of what is in one of its items (API notes, media info). */
import { libraryOf } from '#catalogue/libraries.ts';
import { mainServer } from '#catalogue/main-server.ts';
import type { KeptContent } from '#catalogue/media-info.ts';
import type { RatingKey } from '#contract/ids.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { ContentRow } from '#plex/parse-section-page.ts';
import { type ItemPlays, itemPlays } from '#statistics/item-plays.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json, JsonObject } from '../json.ts';
import { type MemoryTable, memoryPage } from '../memory-table.ts';
import { asText, asTexts } from '../present-values.ts';
import { succeeded } from '../reply.ts';
import { readTable, type TableRequest, tableParams } from '../table.ts';
import { epochSeconds } from './items-presented.ts';
import { BROKEN_TABLE } from './list-query.ts';
import { liveServerOf } from './live-plex.ts';

const NO_MEDIA_INFO = { ...BROKEN_TABLE, filtered_file_size: 0, total_file_size: 0, last_refreshed: null };

/** A row with what was played of it. */
interface Shown {
  readonly row: ContentRow;
  readonly plays: ItemPlays | undefined;
}

const numberOf = (text: string | null): number => {
  const number = Number(text ?? 0);
  return Number.isFinite(number) ? Math.trunc(number) : 0;
};

const ULTRA_HD = 2_160;
const linesOf = (resolution: string | null): number => (resolution === '4k' ? ULTRA_HD : numberOf(resolution));

const sortTitle = ({ row }: Shown): string => row.titleSort ?? row.title ?? '';
const sizeOf = ({ row }: Shown): number => numberOf(row.media.fileSize);
const lastPlayed = ({ plays }: Shown): number | null => epochSeconds(plays?.lastStartedAt ?? null);

/** `countOf`: plays or viewings. Parts of an item are sorted by their number instead of their title. */
const tableFor = (isOfItem: boolean, countOf: (plays: ItemPlays) => number): MemoryTable<Shown> => {
  const title = isOfItem ? ({ row }: Shown) => numberOf(row.index) : sortTitle;
  return {
    sortable: {
      sort_title: title,
      title,
      added_at: ({ row }) => numberOf(row.addedAt),
      container: ({ row }) => row.media.container ?? '',
      bitrate: ({ row }) => numberOf(row.media.bitrate),
      video_codec: ({ row }) => row.media.videoCodec ?? '',
      video_resolution: ({ row }) => linesOf(row.media.videoResolution),
      video_framerate: ({ row }) => row.media.videoFrameRate ?? '',
      audio_codec: ({ row }) => row.media.audioCodec ?? '',
      audio_channels: ({ row }) => row.media.audioChannels ?? '',
      file_size: sizeOf,
      last_played: (shown) => lastPlayed(shown) ?? 0,
      play_count: ({ plays }) => (plays === undefined ? 0 : countOf(plays)),
    },
    first: 'sort_title',
    searchable: (shown) => {
      const { media, title: shownTitle } = shown.row;
      const files = [media.container, media.bitrate, media.videoCodec, media.videoResolution, media.videoFrameRate];
      return [sortTitle(shown), ...files, media.audioCodec, media.audioChannels, shownTitle];
    },
  };
};

interface Library {
  readonly sectionId: number;
  readonly type: string;
}

const rowOf = (shown: Shown, { sectionId, type }: Library, countOf: (plays: ItemPlays) => number): JsonObject => {
  const { row, plays } = shown;
  return {
    section_id: sectionId,
    section_type: type,
    ...asTexts({
      added_at: row.addedAt,
      media_type: row.type,
      rating_key: row.ratingKey,
      parent_rating_key: row.parentRatingKey,
      grandparent_rating_key: row.grandparentRatingKey,
      title: row.title,
      sort_title: sortTitle(shown),
      year: row.year,
      media_index: row.index,
      parent_media_index: row.parentIndex,
      thumb: row.thumb,
      container: row.media.container,
      bitrate: row.media.bitrate,
      video_codec: row.media.videoCodec,
      video_resolution: row.media.videoResolution,
      video_framerate: row.media.videoFrameRate,
      audio_codec: row.media.audioCodec,
      audio_channels: row.media.audioChannels,
      file_size: row.media.fileSize,
    }),
    last_played: lastPlayed(shown),
    play_count: plays === undefined ? null : countOf(plays),
  };
};

/** What the keys of a list are to what was played. */
const LEVELS: Readonly<Record<string, ItemLevel>> = {
  show: 'grandparent',
  artist: 'grandparent',
  season: 'parent',
  album: 'parent',
};

/** Parts have the kind below the one of the item they are in. */
const PART_OF: Readonly<Record<string, string>> = {
  show: 'season',
  artist: 'album',
  season: 'episode',
  album: 'track',
};

interface Wanted {
  readonly sectionId: number | null;
  readonly sectionType: string;
  readonly ratingKey: number | null;
  readonly isRefresh: boolean;
}

interface Read {
  readonly content: KeptContent;
  readonly library: Library;
  readonly plays: ReadonlyMap<RatingKey, ItemPlays>;
}

async function readContent(wanted: Wanted, context: CommandContext): Promise<Read | null> {
  const { db, services } = context;
  const server = await liveServerOf(context);
  if (server === null || services.mediaInfo === undefined) return null;
  const { sectionId, ratingKey } = wanted;
  const stored = sectionId === null ? null : await libraryOf(db, server.id, sectionId);
  const kind = wanted.sectionType === '' ? (stored?.type ?? '') : wanted.sectionType;
  const place = { serverId: server.id, sectionId, kind, ratingKey: ratingKey === null ? null : String(ratingKey) };
  const answer = await services.mediaInfo.read(server.media, place, {
    now: context.now(),
    isRefresh: wanted.isRefresh,
  });
  if (!answer.ok || answer.value.total === 0) return null;
  const rowKind = ratingKey === null ? kind : (PART_OF[kind] ?? answer.value.rows[0]?.type ?? '');
  const keys = answer.value.rows.flatMap((row) => (row.ratingKey === null ? [] : [row.ratingKey as RatingKey]));
  const plays = await itemPlays(db, server.id, LEVELS[rowKind] ?? 'self', keys);
  return { content: answer.value, library: { sectionId: sectionId ?? 0, type: stored?.type ?? '' }, plays };
}

const sumOf = (rows: readonly Shown[]): number => rows.reduce((sum, row) => sum + sizeOf(row), 0);

function answerOf({ content, library, plays }: Read, wanted: Wanted, request: TableRequest, isGrouped: boolean): Json {
  const countOf = (one: ItemPlays): number => (isGrouped ? one.groups : one.plays);
  const rows = content.rows.map((row): Shown => ({ row, plays: plays.get(asText(row.ratingKey) as RatingKey) }));
  const { found, page } = memoryPage(rows, request, tableFor(wanted.ratingKey !== null, countOf));
  return {
    recordsFiltered: found.length,
    recordsTotal: content.total,
    data: page.map((row) => rowOf(row, library, countOf)),
    draw: request.draw,
    filtered_file_size: sumOf(page),
    total_file_size: sumOf(found),
    last_refreshed: content.isNew ? null : Math.floor(content.builtAt / 1_000),
  };
}

export const mediaInfoCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_library_media_info',
    summary: 'The items of a library with their files',
    params: {
      section_id: { kind: 'id' },
      section_type: { kind: 'text', default: '' },
      rating_key: { kind: 'id' },
      refresh: { kind: 'boolean', default: false },
      ...tableParams('sort_title'),
    },
    async handle(params, context) {
      const request = readTable(params);
      const { section_id, section_type, rating_key, refresh } = params;
      const isBad =
        section_id === null || rating_key === null || (section_id === undefined && rating_key === undefined);
      if (request === null || isBad) return NO_MEDIA_INFO;
      const wanted = {
        sectionId: section_id ?? null,
        sectionType: section_type,
        ratingKey: rating_key ?? null,
        isRefresh: refresh,
      };
      const read = await readContent(wanted, context);
      return read === null ? NO_MEDIA_INFO : answerOf(read, wanted, request, context.settings.groupHistory);
    },
  }),
  defineCommand({
    name: 'delete_media_info_cache',
    summary: 'Forgets the files of a library, to be read again',
    access: 'write',
    params: { section_id: { kind: 'text', required: true } },
    async handle({ section_id }, { db, services }) {
      if (!/^\d+$/.test(section_id)) return succeeded('Unable to delete media info table cache, section_id not valid.');
      const serverId = await mainServer(db);
      if (serverId !== null) services.mediaInfo?.forget(serverId, Number(section_id));
      return succeeded(`Deleted media info table cache for library with id ${section_id}.`);
    },
  }),
];
