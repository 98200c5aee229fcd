/** Libraries as the reference's rows. */
import type { LibraryRow } from '#catalogue/libraries.ts';
import type { LegacyColumn } from '../../legacy-rows/column.ts';
import { column, firstText, type LegacyRow, legacyRow } from './items-presented.ts';

/** `library_sections` <-> `libraries` with their server. */
const LIBRARY_COLUMNS: readonly LegacyColumn<string>[] = [
  column('row_id', 'id', 'integer'),
  column('server_id', 'machineIdentifier', 'required'),
  column('section_id', 'sectionId', 'integer'),
  column('section_name', 'name', 'required'),
  column('section_type', 'type', 'required'),
  column('agent', 'agent'),
  column('thumb', 'thumb'),
  column('custom_thumb_url', 'customThumb'),
  column('art', 'art'),
  column('custom_art_url', 'customArt'),
  column('count', 'itemCount', 'integer'),
  column('parent_count', 'parentCount', 'integer'),
  column('child_count', 'childCount', 'integer'),
  column('is_active', 'isActive', 'flag'),
  column('do_notify', 'notifies', 'flag'),
  column('do_notify_created', 'notifiesAdded', 'flag'),
  column('keep_history', 'keepHistory', 'flag'),
  column('deleted_section', 'isDeleted', 'flag'),
];

/** Shown for libraries without a picture; the reference has it under this address. */
export const NO_COVER = 'interfaces/default/images/cover.png';

/** The reference's row of a library, with the shown pictures. */
export function libraryRow(library: LibraryRow): LegacyRow {
  const row = legacyRow(LIBRARY_COLUMNS, library);
  return {
    ...row,
    server_id: row.server_id ?? '',
    library_thumb: firstText(row.custom_thumb_url ?? null, row.thumb ?? null) ?? NO_COVER,
    library_art: firstText(row.custom_art_url ?? null) ?? row.art ?? null,
  };
}
