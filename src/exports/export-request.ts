/** What a client may ask an export to be (export notes 2). Pure. */
import { RESOURCES, type ResourceKind } from '#plex/export-questions.ts';
import type { Selection } from './choose-fields.ts';

export type ExportFormat = 'csv' | 'json' | 'xml' | 'm3u';
export type ExportType = 'all' | 'collection' | 'playlist';

/** What is exported: an item, the playlists of a person or a library. Ids are Plex's own. */
export type ExportSource =
  | { readonly of: 'item'; readonly ratingKey: number }
  | { readonly of: 'user'; readonly plexUserId: number }
  | { readonly of: 'library'; readonly sectionId: number; readonly type: ExportType };

/** As a client sends it; nothing is checked yet. 0 is no id. */
export interface SentExport {
  readonly sectionId: number | null;
  readonly plexUserId: number | null;
  readonly ratingKey: number | null;
  readonly fileFormat: string;
  readonly metadataLevel: number;
  readonly mediaInfoLevel: number;
  readonly resourceLevels: Readonly<Record<ResourceKind, number>>;
  readonly customFields: readonly string[];
  readonly exportType: string;
  readonly individualFiles: boolean;
}

export interface ExportRequest {
  readonly source: ExportSource;
  readonly format: ExportFormat;
  readonly selection: Selection;
  readonly hasIndividualFiles: boolean;
}

const FORMATS: readonly ExportFormat[] = ['csv', 'json', 'xml', 'm3u'];
const TYPES: readonly ExportType[] = ['all', 'collection', 'playlist'];
const LEVELS: readonly number[] = [0, 1, 2, 3, 9];
const RESOURCE_LEVELS: readonly number[] = [0, 1, 2, 9];

const NO_RESOURCES = { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 } as const;

const invalid = (name: string, value: string | number): string => `Export called with invalid ${name} '${value}'.`;

/** Players want the files and nothing else. */
const FOR_PLAYERS: Selection = { metadataLevel: 1, mediaInfoLevel: 1, resourceLevels: NO_RESOURCES, custom: [] };

/** The request, or the sentence that refuses it; the first mistake counts, in the order of the reference. */
export function readExportRequest(sent: SentExport): ExportRequest | string {
  const { ratingKey, plexUserId, sectionId, individualFiles } = sent;
  if (!ratingKey && !plexUserId && !sectionId)
    return 'Export called but no section_id, user_id, or rating_key provided.';
  const level = wrongLevel(sent);
  if (level !== null) return level;
  const format = FORMATS.find((one) => one === sent.fileFormat);
  if (format === undefined) return invalid('file_format', sent.fileFormat);
  const type = TYPES.find((one) => one === sent.exportType);
  if (type === undefined) return invalid('export_type', sent.exportType);
  if (plexUserId && type !== 'playlist')
    // The braces are a mistake of the reference that clients know.
    return "Export called with invalid export_type '{}'. Only export_type 'playlist' is allowed for user export.";
  if (individualFiles && ratingKey) return 'Individual file export is only allowed for library or user export.';
  return {
    source: sourceOf(sent, type),
    format,
    selection: format === 'm3u' ? FOR_PLAYERS : selectionOf(sent),
    hasIndividualFiles: individualFiles,
  };
}

function wrongLevel({ metadataLevel, mediaInfoLevel, resourceLevels }: SentExport): string | null {
  if (!LEVELS.includes(metadataLevel)) return invalid('metadata_level', metadataLevel);
  if (!LEVELS.includes(mediaInfoLevel)) return invalid('media_info_level', mediaInfoLevel);
  const wrong = RESOURCES.find((kind) => !RESOURCE_LEVELS.includes(resourceLevels[kind]));
  return wrong === undefined ? null : invalid(`${wrong}_level`, resourceLevels[wrong]);
}

function sourceOf({ ratingKey, plexUserId, sectionId }: SentExport, type: ExportType): ExportSource {
  if (ratingKey) return { of: 'item', ratingKey };
  if (plexUserId) return { of: 'user', plexUserId };
  return { of: 'library', sectionId: sectionId ?? 0, type };
}

const selectionOf = ({ metadataLevel, mediaInfoLevel, resourceLevels, customFields }: SentExport): Selection => ({
  metadataLevel,
  mediaInfoLevel,
  resourceLevels,
  custom: customFields,
});

/** Whether the server has to look for the files of items. */
export const checksFiles = ({ mediaInfoLevel, custom }: Selection): boolean =>
  mediaInfoLevel === 9 || custom.some((path) => path === '' || /\.(accessible|exists)$|(^|\.)parts$/.test(path));
