/** Recorded exports and the answers of the server they were made from, for the tests of this room. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { createExportReader, type ExportReader } from '#plex/export-reader.ts';
import { createMediaServer } from '#plex/media-server.ts';
import type { SentExport } from './export-request.ts';

const folder = new URL('../../test/fixtures/exports/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));

/** What a client sent, and what came of it: the lines of a file, or the items of a JSON document. */
export interface RecordedExport {
  readonly name: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The sentence that refused it. */
  readonly refused?: string;
  readonly title: string;
  readonly section_id: number | null;
  readonly media_type: string;
  readonly file_size: number;
  readonly body: readonly unknown[];
}

export const recordedExports = (): readonly RecordedExport[] =>
  JSON.parse(read('calls.json').toString()) as readonly RecordedExport[];

/** Answers with what was recorded; everything else is unknown to it. */
export function recordedReader(as: 'owner' | 'user' = 'owner'): ExportReader {
  const documents = JSON.parse(gunzipSync(read('documents.json.gz')).toString()) as Readonly<Record<string, string>>;
  const media = createMediaServer({
    url: 'http://192.0.2.1:32400',
    token: 'token',
    name: 'Harbour Server',
    clientIdentifier: 'spyglass',
    clock: systemClock(),
    log: silentLog,
    fetch: async (input) => {
      const { pathname, search } = new URL(String(input));
      const body = documents[`${as === 'user' ? 'user ' : ''}${pathname.slice(1)}${search}`];
      return body === undefined ? new Response('', { status: 404 }) : new Response(body);
    },
  });
  return createExportReader(media, { timeZone: 'UTC' });
}

const DEFAULTS: SentExport = {
  sectionId: null,
  plexUserId: null,
  ratingKey: null,
  fileFormat: 'csv',
  metadataLevel: 1,
  mediaInfoLevel: 1,
  resourceLevels: { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 },
  customFields: [],
  exportType: 'all',
  individualFiles: false,
};

/** What is sent when nothing else is. */
export const sentExport = (changes: Partial<SentExport>): SentExport => ({ ...DEFAULTS, ...changes });

/** The parameters of a recorded call. */
export function sentAs({ params }: RecordedExport): SentExport {
  const number = (name: string, preset: number): number => Number(params[name] ?? preset);
  const text = (name: string, preset: string): string => String(params[name] ?? preset);
  return sentExport({
    sectionId: number('section_id', 0),
    plexUserId: number('user_id', 0),
    ratingKey: number('rating_key', 0),
    fileFormat: text('file_format', 'csv'),
    metadataLevel: number('metadata_level', 1),
    mediaInfoLevel: number('media_info_level', 1),
    customFields: text('custom_fields', '')
      .split(',')
      .filter((name) => name !== ''),
    exportType: text('export_type', 'all'),
  });
}
