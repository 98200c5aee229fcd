/** The items of a library with their files and what was played of them, for the native API. */
import type { RatingKey, ServerId } from '#contract/ids.ts';
import type { FileSort, LibraryFile, LibraryFilesPage, LibraryFilesQuery } from '#contract/live.ts';
import type { ItemLevel } from '#contract/statistics.ts';
import type { ContentRow } from '#plex/parse-section-page.ts';
import { Problem } from '#problem';
import { libraryOf } from './libraries.ts';
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

const SORT_BY: Readonly<Record<FileSort, (file: LibraryFile, row: ContentRow) => string | number>> = {
  title: (_file, row) => (row.titleSort ?? row.title ?? '').toLowerCase(),
  addedAt: (_file, row) => wholeNumber(row.addedAt) ?? 0,
  bitrate: ({ bitrateKbps }) => bitrateKbps ?? 0,
  fileSize: ({ bytes }) => bytes ?? 0,
  plays: ({ plays }) => plays,
  lastPlayed: ({ lastPlayedAt }) => lastPlayedAt ?? '',
};

interface Shown {
  readonly row: ContentRow;
  readonly file: LibraryFile;
}

function inOrder(all: readonly Shown[], { sort, order }: LibraryFilesQuery): readonly Shown[] {
  const by = SORT_BY[sort];
  const sign = order === 'asc' ? 1 : -1;
  return all
    .map((shown) => ({ shown, key: by(shown.file, shown.row) }))
    .toSorted((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
    .map(({ shown }) => shown);
}

/** @throws Problem `not_found`, `unavailable`, `upstream` */
export async function libraryFiles(
  deps: LiveDeps & { readonly mediaInfo: MediaInfoCache; readonly playsOf: PlaysOf },
  id: number,
  sectionId: number,
  query: LibraryFilesQuery,
): Promise<LibraryFilesPage> {
  const server = await askable(deps, id);
  const library = await libraryOf(deps.db, server.id, sectionId);
  if (library === null) throw new Problem('not_found', `The server has no library with the number ${sectionId}`);
  const place = { serverId: server.id, sectionId, kind: library.type, ratingKey: null };
  const kept = said(await deps.mediaInfo.read(server.media, place, { now: deps.now, isRefresh: query.refresh }));
  const keys = kept.rows.flatMap(({ ratingKey }) => (ratingKey === null ? [] : [ratingKey as RatingKey]));
  const plays = await deps.playsOf(server.id, LEVEL_OF_TYPE[library.type] ?? 'self', keys);
  const signed = signing(server.id, deps.imageUrl);
  const all = kept.rows.map((row): Shown => {
    const played = plays.get((row.ratingKey ?? '') as RatingKey);
    const { media } = row;
    return {
      row,
      file: {
        ...rowView(row, signed),
        container: media.container,
        bitrateKbps: wholeNumber(media.bitrate),
        videoCodec: media.videoCodec,
        videoResolution: media.videoResolution,
        audioCodec: media.audioCodec,
        audioChannels: wholeNumber(media.audioChannels),
        bytes: wholeNumber(media.fileSize),
        plays: (deps.settings.groupHistory ? played?.groups : played?.plays) ?? 0,
        lastPlayedAt: played?.lastStartedAt.toISOString() ?? null,
      },
    };
  });
  const wanted = query.search.toLowerCase();
  const found = all.filter(({ row }) => (row.title ?? '').toLowerCase().includes(wanted));
  const { offset, limit } = query;
  return {
    total: kept.rows.length,
    found: found.length,
    bytes: found.reduce((sum, { file }) => sum + (file.bytes ?? 0), 0),
    readAt: new Date(kept.builtAt).toISOString(),
    rows: inOrder(found, query)
      .slice(offset, offset + limit)
      .map(({ file }) => file),
  };
}
