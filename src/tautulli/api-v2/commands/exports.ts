/** Exports of metadata (API notes, export commands; export notes 2 and 7). */

import { exportFields } from '#exports/export-fields.ts';
import { EVERY_EXPORT, type ExportColumn, type ExportRow, listExports } from '#exports/list-exports.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { JsonObject } from '../json.ts';
import { lastSent } from '../params.ts';
import { failed, LOOK_IN_THE_LOG } from '../reply.ts';
import { readTable, tableParams } from '../table.ts';
import { BROKEN_TABLE, listQuery, tableAnswer } from './list-query.ts';
import { epochSeconds, flag01, keyValue, withKept } from './old-values.ts';

const COLUMNS: Readonly<Record<string, { readonly column: ExportColumn; readonly isSearched: boolean }>> = {
  timestamp: { column: 'startedAt', isSearched: false },
  media_type_title: { column: 'mediaTypeTitle', isSearched: true },
  rating_key: { column: 'ratingKey', isSearched: true },
  title: { column: 'title', isSearched: true },
  file_format: { column: 'fileFormat', isSearched: true },
  metadata_level: { column: 'metadataLevel', isSearched: true },
  media_info_level: { column: 'mediaInfoLevel', isSearched: true },
  custom_fields: { column: 'customFields', isSearched: true },
  file_size: { column: 'fileSizeBytes', isSearched: false },
  complete: { column: 'state', isSearched: false },
};

const COMPLETE = { done: 1, running: 0, failed: -1 } as const;

const titleOf = (mediaType: string): string =>
  mediaType === 'photoalbum' ? 'Photo Album' : mediaType.charAt(0).toUpperCase() + mediaType.slice(1);

function presentExport(row: ExportRow, isThere: boolean): JsonObject {
  const mediaType = row.mediaType ?? '';
  const title = row.title ?? '';
  return withKept(
    {
      export_id: row.id,
      timestamp: epochSeconds(row.startedAt),
      section_id: row.sectionId,
      user_id: row.plexUserId,
      rating_key: keyValue(row.ratingKey),
      media_type: mediaType,
      media_type_title: titleOf(mediaType),
      title,
      filename: row.individualFiles ? null : `${title}.${row.fileFormat}`,
      file_format: row.fileFormat,
      metadata_level: row.metadataLevel,
      media_info_level: row.mediaInfoLevel,
      thumb_level: row.thumbLevel,
      art_level: row.artLevel,
      logo_level: row.logoLevel,
      squareArt_level: row.squareArtLevel,
      theme_level: row.themeLevel,
      custom_fields: row.customFields.join(','),
      individual_files: flag01(row.individualFiles),
      file_size: row.fileSizeBytes,
      complete: COMPLETE[row.state],
      exported_items: row.exportedItems,
      total_items: row.totalItems,
      exists: isThere,
    },
    row.importedValues,
  );
}

/** Which of the exports have their files. Those of an import have them when their folder was brought along. */
async function present(rows: readonly ExportRow[], { services }: CommandContext): Promise<ReadonlySet<number>> {
  const there = await Promise.all(
    rows.map(async (row) => row.state === 'done' && ((await services.exports?.isThere(row)) ?? false)),
  );
  return new Set(rows.flatMap(({ id }, index) => (there[index] ? [id] : [])));
}

export const exportCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_exports_table',
    summary: 'The exports that were made',
    params: {
      section_id: { kind: 'ids', default: [] },
      user_id: { kind: 'ids', default: [] },
      rating_key: { kind: 'ids', default: [] },
      ...tableParams('timestamp'),
    },
    async handle({ section_id, user_id, rating_key, ...params }, context) {
      const request = readTable(params);
      if (request === null) return BROKEN_TABLE;
      const filter = { sectionIds: section_id, plexUserIds: user_id, ratingKeys: rating_key };
      const page = await listExports(context.db, EVERY_EXPORT, filter, listQuery(request, COLUMNS));
      const there = await present(page.rows, context);
      return tableAnswer(page, request, (row) => presentExport(row, there.has(row.id)));
    },
  }),
  defineCommand({
    name: 'get_export_fields',
    summary: 'The fields an export can have',
    params: { media_type: { kind: 'text', default: '' }, sub_media_type: { kind: 'list', default: [] } },
    handle({ media_type, sub_media_type }, { sent }) {
      // A mistake of the reference that clients know: both must be sent, if only as empty texts.
      const isMissing = ['media_type', 'sub_media_type'].some((name) => lastSent(sent, name) === undefined);
      if (isMissing) return failed(LOOK_IN_THE_LOG, { status: 500 });
      const { metadata, media } = exportFields(media_type, sub_media_type);
      return { metadata_fields: metadata.map(fieldJson), media_info_fields: media.map(fieldJson) };
    },
  }),
];

const fieldJson = ({ field, level }: { readonly field: string; readonly level: number }): JsonObject => ({
  field,
  level,
});
