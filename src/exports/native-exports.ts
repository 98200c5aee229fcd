import type { ExportPage, LogQuery } from '#contract/logs.ts';
import type { Db } from '#db/pool.ts';
import { type ExportBounds, listExports } from './list-exports.ts';

const EVERYTHING = { sectionIds: [], plexUserIds: [], ratingKeys: [] };

/** A page of the exports that were made, for the native API. */
export async function nativeExports(
  db: Db,
  bounds: ExportBounds,
  { search, order, offset, limit }: LogQuery,
): Promise<ExportPage> {
  const page = await listExports(db, bounds, EVERYTHING, {
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
      exportedItems: row.exportedItems,
      totalItems: row.totalItems,
    })),
  };
}
