import { expect, test } from 'vitest';
import type { Selection } from './choose-fields.ts';
import { checksFiles, readExportRequest, type SentExport } from './export-request.ts';
import { sentExport } from './testing.ts';

const NO_RESOURCES = { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 };
const read = (changes: Partial<SentExport>) => readExportRequest(sentExport(changes));

test.each<[Partial<SentExport>, string]>([
  [{ metadataLevel: 7 }, 'Export called but no section_id, user_id, or rating_key provided.'],
  [{ ratingKey: 0, sectionId: 0 }, 'Export called but no section_id, user_id, or rating_key provided.'],
  [{ ratingKey: 1, metadataLevel: 4, mediaInfoLevel: 4 }, "Export called with invalid metadata_level '4'."],
  [{ ratingKey: 1, mediaInfoLevel: -1 }, "Export called with invalid media_info_level '-1'."],
  [
    { ratingKey: 1, resourceLevels: { ...NO_RESOURCES, squareArt: 3 } },
    "Export called with invalid squareArt_level '3'.",
  ],
  [{ ratingKey: 1, fileFormat: 'm3u8', exportType: 'x' }, "Export called with invalid file_format 'm3u8'."],
  [{ sectionId: 1, exportType: 'movie' }, "Export called with invalid export_type 'movie'."],
  [
    { plexUserId: 1 },
    "Export called with invalid export_type '{}'. Only export_type 'playlist' is allowed for user export.",
  ],
  [{ ratingKey: 1, individualFiles: true }, 'Individual file export is only allowed for library or user export.'],
])('%o is refused', (changes, sentence) => {
  expect(read(changes)).toBe(sentence);
});

test.each<[Partial<SentExport>, unknown]>([
  [
    { ratingKey: 5, sectionId: 1, plexUserId: 2, exportType: 'playlist' },
    { of: 'item', ratingKey: 5 },
  ],
  [
    { sectionId: 1, plexUserId: 2, exportType: 'playlist' },
    { of: 'user', plexUserId: 2 },
  ],
  [
    { sectionId: 1, exportType: 'collection' },
    { of: 'library', sectionId: 1, type: 'collection' },
  ],
])('%o exports %o', (changes, source) => {
  expect(read(changes)).toMatchObject({ source });
});

test('players get the files and nothing else', () => {
  const request = read({
    sectionId: 1,
    fileFormat: 'm3u',
    metadataLevel: 9,
    mediaInfoLevel: 0,
    resourceLevels: { ...NO_RESOURCES, thumb: 9 },
    customFields: ['title'],
  });
  expect(request).toMatchObject({
    selection: { metadataLevel: 1, mediaInfoLevel: 1, resourceLevels: NO_RESOURCES, custom: [] },
  });
});

test.each<[number, readonly string[], boolean]>([
  [3, [], false],
  [9, [], true],
  [0, ['media.parts.exists'], true],
  [0, ['seasons.episodes.media.parts.accessible'], true],
  [0, ['media.parts'], true],
  [0, ['media.parts.file'], false],
])('media level %i and %o: files are looked for: %s', (mediaInfoLevel, custom, isChecked) => {
  const selection: Selection = { metadataLevel: 1, mediaInfoLevel, resourceLevels: NO_RESOURCES, custom };
  expect(checksFiles(selection)).toBe(isChecked);
});
