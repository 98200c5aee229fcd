import { expect, test } from 'vitest';
import { exportFields } from './export-fields.ts';

test.each([
  ['movie', '', 89, 146],
  ['movie', 'movie', 89, 146],
  ['show', '', 225, 147],
  ['season', '', 149, 146],
  ['episode', '', 94, 146],
  ['artist', '', 181, 78],
  ['album', '', 127, 77],
  ['track', '', 63, 77],
  ['photoalbum', '', 192, 166],
  ['photo', '', 32, 20],
  ['clip', '', 94, 146],
  ['collection', '', 0, 0],
  ['collection', 'movie', 134, 146],
  ['collection', 'show', 270, 147],
  ['collection', 'artist', 226, 78],
  ['collection', 'album', 172, 77],
  ['collection', 'photoalbum', 111, 0],
  ['collection', 'movie,show', 297, 292],
  ['collection', 'video', 0, 0],
  ['playlist', '', 0, 0],
  ['playlist', 'video', 139, 146],
  ['playlist', 'audio', 93, 77],
  ['playlist', 'photo', 62, 20],
  ['playlist', 'video,audio', 139, 146],
  ['playlist', 'movie', 0, 0],
  ['toString', '', 0, 0],
])('%s of %s has %i fields of metadata and %i of media', (type, sub, metadata, media) => {
  const fields = exportFields(type, sub.split(','));
  expect([fields.metadata.length, fields.media.length]).toEqual([metadata, media]);
});

test('fields are sorted by their code points and say from which level on they are included', () => {
  const { metadata, media } = exportFields('season', []);
  const names = [...metadata, ...media].map(({ field }) => field);
  expect(metadata.map(({ field }) => field)).toEqual(metadata.map(({ field }) => field).toSorted());
  expect(names).toContain('episodes.media.parts.file');
  expect(metadata.find(({ field }) => field === 'thumbFile')).toEqual({ field: 'thumbFile', level: 9 });
});
