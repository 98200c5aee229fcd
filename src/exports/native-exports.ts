import type { ExportBody, ExportsQuery } from '#contract/exports.ts';
import type { ExportPage } from '#contract/logs.ts';
import type { Db } from '#db/pool.ts';
import type { SentExport } from './export-request.ts';
import { type ExportBounds, listExports } from './list-exports.ts';

/** A page of the exports that were made, for the native API. */
export async function nativeExports(
  db: Db,
  bounds: ExportBounds,
  { search, order, offset, limit, library, user, ratingKey }: ExportsQuery,
): Promise<ExportPage> {
  const filter = {
    sectionIds: [],
    plexUserIds: [],
    ratingKeys: ratingKey === undefined ? [] : [Number(ratingKey)],
    libraryId: library,
    userId: user,
  };
  const page = await listExports(db, bounds, filter, {
    search,
    searchIn: ['title', 'mediaTypeTitle', 'ratingKey', 'fileFormat'],
    order: [{ column: 'startedAt', dir: order }],
    slice: () => ({ offset, limit }),
  });
  return {
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      startedAt: row.startedAt.toISOString(),
      serverId: row.serverId,
      sectionId: row.sectionId,
      plexUserId: row.plexUserId,
      ratingKey: row.ratingKey,
      mediaType: row.mediaType,
      title: row.title,
      fileFormat: row.fileFormat,
      metadataLevel: row.metadataLevel,
      mediaInfoLevel: row.mediaInfoLevel,
      customFields: [...row.customFields],
      hasIndividualFiles: row.individualFiles,
      fileSizeBytes: row.fileSizeBytes,
      state: row.state,
      failure: row.failure,
      exportedItems: row.exportedItems,
      totalItems: row.totalItems,
    })),
  };
}

/** Of what an export is, by the numbers Plex gives. */
export type ExportOf = Pick<SentExport, 'sectionId' | 'plexUserId' | 'ratingKey'>;

/** What the native API is sent, as the exporter takes it. Pure. */
export const sentExport = (of: ExportOf, body: ExportBody): SentExport => ({
  ...of,
  fileFormat: body.format,
  metadataLevel: body.metadataLevel,
  mediaInfoLevel: body.mediaInfoLevel,
  resourceLevels: {
    thumb: body.thumb,
    art: body.art,
    logo: body.logo,
    squareArt: body.squareArt,
    theme: body.theme,
  },
  customFields: body.customFields,
  exportType: body.userId === undefined ? body.type : 'playlist',
  individualFiles: body.hasIndividualFiles,
});
