/** Values, names and the formats they are written in, where no recorded export shows them. */
import { describe, expect, test } from 'vitest';
import { castValue, Decimal, decimalOf } from '#plex/export-scalars.ts';
import { cleanName, libraryTitle, timeInName, userTitle } from './file-names.ts';
import { humanDuration, humanSize } from './human.ts';
import type { ExportNode, ExportValue } from './node.ts';
import { csvLine, csvRows, inColumnOrder } from './write-csv.ts';
import { jsonItem } from './write-json.ts';
import { m3uItem, m3uStart } from './write-m3u.ts';
import { xmlItem, xmlStart } from './write-xml.ts';

const node = (values: Readonly<Record<string, ExportValue>>, type = 'movie'): ExportNode => ({
  type,
  values: new Map(Object.entries(values)),
});

const HEAD = { title: 'Movie - A [1]', type: 'movie', ratingKey: 1, userId: null, sectionId: 2 };

describe('amounts', () => {
  test.each([
    [0, '0'],
    [-5, '0'],
    [499, '0'],
    [30_000, '30 secs'],
    [61_000, '1 min 1 sec'],
    [224_000, '3 mins 44 secs'],
    [299_999, '5 mins'],
    [300_000, '5 mins'],
    [314_000, '5 mins'],
    [343_000, '6 mins'],
    [6_600_000, '1 hr 50 mins'],
    [90_061_000, '1 day 1 hr 1 min'],
  ])('%i ms is %j', (ms, words) => {
    expect(humanDuration(ms)).toBe(words);
  });

  test.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_024, '1.00 kB'],
    [3_420_000, '3.26 MB'],
    [2_340_000_000, '2.18 GB'],
    [51_244_875_000, '47.73 GB'],
  ])('%i bytes are %j', (bytes, words) => {
    expect(humanSize(bytes)).toBe(words);
  });
});

describe('values', () => {
  test.each([
    ['8', 'decimal', new Decimal('8.0')],
    ['4.20', 'decimal', new Decimal('4.2')],
    ['often', 'decimal', 'often'],
    ['12', 'integer', 12],
    ['2019-2020', 'integer', '2019-2020'],
    ['99999999999999999999', 'integer', '99999999999999999999'],
    ['1', 'flag', true],
    ['0', 'flag', false],
    ['maybe', 'flag', 'maybe'],
    ['1690005400', 'moment', '2023-07-22T07:56:40'],
    ['soon', 'moment', null],
    ['2019-11-04', 'day', '2019-11-04'],
    ['2019-02-30', 'day', null],
    ['', 'text', ''],
  ] as const)('%j as %s', (text, cast, value) => {
    expect(castValue(text, cast, 'Europe/Berlin')).toEqual(value);
  });
});

describe('names', () => {
  test.each([
    ['Kovarik & Eklund', 'Kovarik _ Eklund'],
    ['Sunniva Sørby', 'Sunniva Srby'],
    ['Amélie: 2/3 “x”', 'Amelie_ 2_3 x'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['日本', ''],
  ])('%j becomes %j', (title, name) => {
    expect(cleanName(title)).toBe(name);
  });

  test('say what was exported, however long', () => {
    expect(libraryTitle('Films', 'all', 1)).toBe('Library - Films - All [1]');
    expect(userTitle('fern.quill', 7)).toBe('User - fern.quill - Playlist [7]');
    expect(libraryTitle('x'.repeat(900), 'all', 1)).toHaveLength(184);
    expect(timeInName(new Date('2024-05-07T23:00:00.500Z'), 'Europe/Berlin')).toBe('20240508010000');
  });
});

describe('tables', () => {
  const parts = (...files: string[]) => files.map((file) => node({ file }));
  const item = node({
    title: 'A',
    media: [node({ width: 1, parts: parts('a', 'b') }), node({ width: 2, parts: parts('c') })],
    genres: [node({ tag: 'x' })],
    none: [],
  });

  test('put lists side by side, and what is below under it', () => {
    expect(csvRows(item)).toEqual([
      { title: 'A', 'media.width': '1', 'media.parts.file': 'a', 'genres.tag': 'x' },
      { 'media.parts.file': 'b' },
      { 'media.width': '2', 'media.parts.file': 'c' },
    ]);
    expect(csvRows(node({}))).toEqual([{}]);
  });

  test('order columns by depth and name, the title first', () => {
    const columns = ['media.parts.file', 'addedAt', 'media.hdr', 'titleSort', 'DOVI', 'title', 'ratingKey'];
    expect(inColumnOrder(columns)).toEqual([
      'ratingKey',
      'title',
      'titleSort',
      'DOVI',
      'addedAt',
      'media.hdr',
      'media.parts.file',
    ]);
  });

  test('quote what needs it', () => {
    expect(csvLine(['a b', 'a,b', 'say "x"', 'two\nlines', ''])).toBe('a b,"a,b","say ""x""","two\nlines",\r\n');
  });
});

test('XML takes any text, and calls elements by one of their list', () => {
  const movie = node({
    title: 'A & "B" <c>\n\u0001',
    countries: [node({ tag: '' })],
    labels: node({ tag: null }),
    locations: ['/a & b/"c".mkv'],
    items: [node({ isFine: true }, 'episode')],
  });
  expect(xmlItem(movie, HEAD).split('\n')).toEqual([
    '    <movie title="A &amp; &quot;B&quot; &lt;c&gt;&#10;">',
    '        <label tag=""/>',
    '        <countrie tag=""/>',
    '        <episode isFine="True"/>',
    '        <location>/a &amp; b/"c".mkv</location>',
    '    </movie>',
    '',
  ]);
  expect(xmlStart({ ...HEAD, userId: 3 })).toBe(
    '<export ratingKey="1" sectionID="2" title="Movie - A [1]" type="movie" userID="3">\n',
  );
});

test('JSON has lists last and decimals as they are', () => {
  const item = node({ b: [], a: [node({})], z: decimalOf(8), title: 'ø "x"' });
  expect(jsonItem(item).split('\n')).toEqual([
    '    {',
    '        "title": "ø \\"x\\"",',
    '        "z": 8.0,',
    '        "a": [',
    '            {}',
    '        ],',
    '        "b": []',
    '    }',
  ]);
});

test('playlists name what can be played, on one line each', () => {
  const track = node(
    { type: 'track', ratingKey: 7, title: 'T\nt', originalTitle: 'X', grandparentTitle: 'Y', locations: ['/t'] },
    'track',
  );
  const silent = node({ type: 'photo', ratingKey: 8, title: 'P', locations: ['/p'] }, 'photo');
  const album = node({ title: 'Album', tracks: [track], photos: [silent], fields: [node({ name: null })] }, 'album');
  expect(m3uItem(album).split('\n')).toEqual([
    '',
    '# {"type": "track", "ratingKey": 7}',
    '#EXTINF:5,X - T t',
    '/t',
    '',
    '# {"type": "photo", "ratingKey": 8}',
    '#EXTINF:5,P',
    '/p',
    '',
  ]);
  expect(m3uStart({ ...HEAD, sectionId: null })).toBe(
    '#EXTM3U\n# Playlist: Movie - A [1]\n# {"title": "Movie - A [1]", "type": "movie", "ratingKey": 1}\n',
  );
});
