/** The items of a library with their files and what was played of them, for the native API. */
import type { EpochMs } from '#clock';
import type { FileSort } from '#contract/enums.ts';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import type { LibraryFile, LibraryFilesPage, LibraryFilesQuery } from '#contract/live.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { ContentRow } from '#plex/parse-section-page.ts';
import { Problem } from '#problem';
import { type LibraryRow, libraryOf } from './libraries.ts';
import type { LiveServer } from './live-server.ts';
import { rowView, signing, wholeNumber } from './live-views.ts';
import type { MediaInfoCache } from './media-info.ts';
import { askable, type LiveDeps, said } from './native-live.ts';

/** How often something was played, as plays and as viewings, and when last. */
export interface PlayedAmount {
  readonly plays: number;
  readonly groups: number;
  readonly lastStartedAt: Date;
}

/** Looks up what was played of things; `level`: what their keys are to what was played. */
export type PlaysOf = (
  serverId: ServerId,
  level: ItemLevel,
  keys: readonly RatingKey[],
) => Promise<ReadonlyMap<RatingKey, PlayedAmount>>;

/** What the items of a library are to what was played. */
const LEVEL_OF_TYPE: Readonly<Record<string, ItemLevel>> = { show: 'grandparent', artist: 'grandparent' };

type Key = string | number | null;

/** What rows are ordered by; null comes last whatever the direction. */
const SORT_BY: Readonly<Record<FileSort, (file: LibraryFile, row: ContentRow) => Key>> = {
  title: (_file, row) => (row.titleSort ?? row.title ?? '').toLowerCase(),
  year: ({ year }) => year,
  addedAt: (_file, row) => wholeNumber(row.addedAt),
  container: ({ container }) => container,
  bitrate: ({ bitrateKbps }) => bitrateKbps,
  videoCodec: ({ videoCodec }) => videoCodec,
  videoResolution: ({ videoResolution }) => heightOf(videoResolution),
  videoFrameRate: ({ videoFrameRate }) => videoFrameRate,
  audioCodec: ({ audioCodec }) => audioCodec,
  audioChannels: ({ audioChannels }) => audioChannels,
  fileSize: ({ bytes }) => bytes,
  plays: ({ plays }) => plays,
  lastPlayed: ({ lastPlayedAt }) => lastPlayedAt,
};

const HEIGHTS: Readonly<Record<string, number>> = { sd: 480, '4k': 2160, '8k': 4320 };

/** `1080` and `4k` by what they mean. */
const heightOf = (resolution: string | null): number | null =>
  resolution === null ? null : (HEIGHTS[resolution] ?? (Number.parseInt(resolution, 10) || null));

interface Shown {
  readonly row: ContentRow;
  readonly file: LibraryFile;
}

function compare(a: Key, b: Key, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -sign : a > b ? sign : 0;
}

function inOrder(all: readonly Shown[], { sort, order }: LibraryFilesQuery): readonly Shown[] {
  const by = SORT_BY[sort];
  const sign = order === 'asc' ? 1 : -1;
  return all
    .map((shown) => ({ shown, key: by(shown.file, shown.row) }))
    .toSorted((a, b) => compare(a.key, b.key, sign))
    .map(({ shown }) => shown);
}

const DAYS_OF_MONTH = 30;
const DAY_MS = 86_400_000;

/** Whether something came longer ago than so many months and was not played since, or never. Pure. */
export function isQuiet(
  { addedAt, lastPlayedAt }: Pick<LibraryFile, 'addedAt' | 'lastPlayedAt'>,
  { quietMonths, never }: Pick<LibraryFilesQuery, 'quietMonths' | 'never'>,
  now: EpochMs,
): boolean {
  if (quietMonths === undefined) return true;
  const before = now - quietMonths * DAYS_OF_MONTH * DAY_MS;
  const isOld = addedAt === null || Date.parse(addedAt) <= before;
  return isOld && (lastPlayedAt === null || (!never && Date.parse(lastPlayedAt) <= before));
}

type FileDeps = LiveDeps & { readonly mediaInfo: MediaInfoCache; readonly playsOf: PlaysOf };

/** What lies in the things of a library that have no file themselves. */
const PARTS: Readonly<Record<string, string>> = { show: 'episode', artist: 'track', season: 'episode', album: 'track' };

/** The bytes of shows and seasons, artists and albums, by their keys: those of their parts added up. */
async function sizesOf(
  { mediaInfo, now }: FileDeps,
  { media, id }: LiveServer,
  { sectionId, type }: LibraryRow,
  isRefresh: boolean,
): Promise<ReadonlyMap<string, number>> {
  const kind = PARTS[type];
  if (kind === undefined) return new Map();
  const place = { serverId: id, sectionId, kind, ratingKey: null };
  const kept = said(await mediaInfo.read(media, place, { now, isRefresh }));
  const sizes = new Map<string, number>();
  for (const row of kept.rows) {
    const bytes = wholeNumber(row.media.fileSize) ?? 0;
    for (const key of [row.parentRatingKey, row.grandparentRatingKey])
      if (key !== null) sizes.set(key, (sizes.get(key) ?? 0) + bytes);
  }
  return sizes;
}

/** What the parts of an item are to what was played. */
const LEVEL_BELOW: Readonly<Record<string, ItemLevel>> = { show: 'parent', artist: 'parent' };

/** @throws Problem `not_found`, `unavailable`, `upstream` */
export async function libraryFiles(
  deps: FileDeps,
  id: number,
  sectionId: number,
  query: LibraryFilesQuery,
): Promise<LibraryFilesPage> {
  const server = await askable(deps, id);
  const library = await libraryOf(deps.db, server.id, sectionId);
  if (library === null) throw new Problem('not_found', `The server has no library with the number ${sectionId}`);
  const { place, level } = wantedOf(library, query);
  const kept = said(await deps.mediaInfo.read(server.media, place, { now: deps.now, isRefresh: query.refresh }));
  const sizes = query.sizes ? await sizesOf(deps, server, library, query.refresh) : new Map<string, number>();
  const keys = kept.rows.flatMap(({ ratingKey }) => (ratingKey === null ? [] : [ratingKey as RatingKey]));
  const plays = await deps.playsOf(server.id, level, keys);
  const signed = signing(server.id, deps.imageUrl);
  const all = kept.rows.map((row): Shown => {
    const played = plays.get((row.ratingKey ?? '') as RatingKey);
    const own = fileView(row, signed);
    return {
      row,
      file: {
        ...own,
        bytes: own.bytes ?? sizes.get(row.ratingKey ?? '') ?? null,
        plays: (deps.settings.groupHistory ? played?.groups : played?.plays) ?? 0,
        lastPlayedAt: played?.lastStartedAt.toISOString() ?? null,
      },
    };
  });
  return pageOfFiles(all, kept.builtAt, query, deps.now);
}

/** The things of a library, or the parts of one of them. */
function wantedOf({ serverId, sectionId, type }: LibraryRow, { parent, parentType }: LibraryFilesQuery) {
  const kind = parent === undefined ? type : (parentType ?? type);
  const place = { serverId, sectionId, kind, ratingKey: parent ?? null };
  return { place, level: (parent === undefined ? LEVEL_OF_TYPE : LEVEL_BELOW)[kind] ?? ('self' as const) };
}

const fileView = (row: ContentRow, signed: ReturnType<typeof signing>) => ({
  ...rowView(row, signed),
  container: row.media.container,
  bitrateKbps: wholeNumber(row.media.bitrate),
  videoCodec: row.media.videoCodec,
  videoResolution: row.media.videoResolution,
  videoFrameRate: row.media.videoFrameRate,
  audioCodec: row.media.audioCodec,
  audioChannels: wholeNumber(row.media.audioChannels),
  bytes: wholeNumber(row.media.fileSize),
});

const bytesOf = (all: readonly Shown[]): number => all.reduce((sum, { file }) => sum + (file.bytes ?? 0), 0);

function pageOfFiles(
  all: readonly Shown[],
  builtAt: EpochMs,
  query: LibraryFilesQuery,
  now: EpochMs,
): LibraryFilesPage {
  const wanted = query.search.toLowerCase();
  const found = all.filter(
    ({ row, file }) => (row.title ?? '').toLowerCase().includes(wanted) && isQuiet(file, query, now),
  );
  const { offset, limit } = query;
  return {
    total: all.length,
    found: found.length,
    bytes: bytesOf(found),
    totalBytes: bytesOf(all),
    readAt: new Date(builtAt).toISOString(),
    rows: inOrder(found, query)
      .slice(offset, offset + limit)
      .map(({ file }) => file),
  };
}
