/** Every export that was recorded comes out the same, to the byte. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '#log';
import type { ExportPlace } from '#plex/export-questions.ts';
import { checksFiles, type ExportRequest, type ExportSource, readExportRequest } from './export-request.ts';
import { itemTitle } from './file-names.ts';
import { answered, type ExportTarget } from './find-target.ts';
import { runExport } from './run-export.ts';
import { type RecordedExport, recordedExports, recordedReader, sentAs } from './testing.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const EXPORTS = recordedExports();

function placeOf(source: ExportSource): ExportPlace {
  if (source.of !== 'library') return { in: 'own playlists' };
  const { sectionId, type } = source;
  if (type === 'collection') return { in: 'collections', sectionId };
  if (type === 'playlist') return { in: 'playlists', sectionId, playlistType: 'audio' };
  return { in: 'library', sectionId, type: 'movie' };
}

async function contentOf({ source, selection }: ExportRequest): Promise<ExportTarget['content']> {
  if (source.of !== 'item') return { place: placeOf(source) };
  const options = { checksFiles: checksFiles(selection) };
  return { item: answered(await recordedReader().item(source.ratingKey, options)) };
}

async function write(recorded: RecordedExport, request: ExportRequest): Promise<string> {
  const { source } = request;
  const content = await contentOf(request);
  if ('item' in content) expect(itemTitle(content.item)).toBe(recorded.title);
  const target: ExportTarget = {
    title: recorded.title,
    mediaType: recorded.media_type,
    libraryId: null,
    userId: null,
    sectionId: recorded.section_id,
    plexUserId: source.of === 'user' ? source.plexUserId : null,
    ratingKey: source.of === 'item' ? source.ratingKey : null,
    content,
    reader: () => recordedReader(source.of === 'user' ? 'user' : 'owner'),
  };
  const { signal } = new AbortController();
  await runExport({ request, target, folder, log: silentLog, signal, progress: () => undefined });
  return join(folder, `${recorded.title}.${request.format}`);
}

test.each(EXPORTS.filter(({ refused }) => refused === undefined))('$name', async (recorded) => {
  const request = readExportRequest(sentAs(recorded));
  if (typeof request === 'string') throw new Error(request);
  const file = await write(recorded, request);
  const text = await readFile(file, 'utf8');
  expect(request.format === 'json' ? JSON.parse(text) : text.replaceAll('\r\n', '\n').split('\n')).toEqual(
    recorded.body,
  );
  expect((await stat(file)).size).toBe(recorded.file_size);
});

test.each(EXPORTS.filter(({ refused }) => refused !== undefined))('$name is refused', (recorded) => {
  expect(readExportRequest(sentAs(recorded))).toBe(recorded.refused);
});
