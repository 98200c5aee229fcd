import { expect, test } from 'vitest';
import { describeTables } from '#db/describe-schema.ts';
import { ITEM_COLUMNS } from '../legacy-rows/item-columns.ts';
import { PLAY_COLUMNS, PLAYER_COLUMNS } from '../legacy-rows/play-columns.ts';
import { SAME_AS, STREAM_COLUMNS } from '../legacy-rows/stream-columns.ts';
import old from './fixtures/sqlite-columns.json' with { type: 'json' };
import type { Home } from './home.ts';
import { HOMES } from './homes.ts';
import { homesMarkdown } from './homes-markdown.ts';

/** Table -> its columns, including those of older releases. */
const OLD = new Map<string, Set<string>>();
for (const [table, columns] of [...Object.entries(old.tables), ...Object.entries(old.leftovers)]) {
  OLD.set(table, new Set([...(OLD.get(table) ?? []), ...columns]));
}

const everyHome = Object.entries(HOMES).flatMap(([table, columns]) =>
  Object.entries(columns).map(([column, home]) => ({ name: `${table}.${column}`, home })),
);

test('the names are those of 22 tables with 532 columns', () => {
  expect(Object.keys(old.tables)).toHaveLength(22);
  expect(Object.values(old.tables).flat()).toHaveLength(532);
});

test('every old table has an answer, and no other', () => {
  expect(Object.keys(HOMES).sort()).toEqual([...OLD.keys()].sort());
});

test.each([...OLD])('every column of %s has exactly one home', (table, columns) => {
  const homes = HOMES[table] ?? {};
  if ('*' in homes) expect(Object.values(homes)).toEqual([{ dropped: expect.any(String) }]);
  else expect(Object.keys(homes).sort()).toEqual([...columns].sort());
});

test('every home is a column of ours', () => {
  const ours = new Set(describeTables().flatMap(({ name, columns }) => columns.map((one) => `${name}.${one.name}`)));
  const wrong = everyHome.filter(({ home }) => 'home' in home && !ours.has(home.home));
  expect(wrong).toEqual([]);
});

test('notes that name a table of ours name a column of it', () => {
  const tables = new Map(describeTables().map(({ name, columns }) => [name, columns.map((one) => one.name)]));
  const textOf = (home: Home): string =>
    'home' in home ? (home.note ?? '') : 'derived' in home ? home.derived : home.dropped;
  const named = everyHome.flatMap(({ home }) => [...textOf(home).matchAll(/\b([a-z_]+)\.([a-z_]+)\b/g)]);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(([, table = '', column = '']) => tables.get(table)?.includes(column) !== true)).toEqual([]);
});

test('only these columns are not taken over', () => {
  expect(everyHome.filter(({ home }) => 'dropped' in home).map(({ name }) => name)).toEqual([
    'sessions_continued.id',
    'sessions.id',
    'sessions.write_attempts',
    'sessions.rating_key_websocket',
    'user_login.jwt_token',
    'image_hash_lookup.id',
    'imgur_lookup.id',
    'cloudinary_lookup.id',
    'tvmaze_lookup.id',
    'themoviedb_lookup.id',
    'musicbrainz_lookup.id',
    'poster_urls.*',
    'version_info.key',
  ]);
});

/** What the rows are really translated with, in both directions. */
const TRANSLATED = [
  ['session_history_metadata', 'item_snapshots', ITEM_COLUMNS],
  ['session_history_media_info', 'stream_snapshots', STREAM_COLUMNS],
  ['session_history', 'players', PLAYER_COLUMNS],
  ['session_history', 'plays', PLAY_COLUMNS],
] as const;

test.each(TRANSLATED)('%s: the translation puts columns into %s where this says', (from, to, columns) => {
  const ours = describeTables().find(({ name }) => name === to)?.columns ?? [];
  for (const { column, ours: property } of columns) {
    const name = ours.find((one) => one.property === property)?.name;
    expect(HOMES[from]?.[column], column).toMatchObject({ home: `${to}.${name}` });
  }
});

test.each(Object.entries(SAME_AS))('%s lives where %s does', (column, other) => {
  const homes = HOMES.session_history_media_info;
  const target = homes?.[other];
  expect(homes?.[column]).toMatchObject({ home: target !== undefined && 'home' in target && target.home });
});

test('the document has a row for every answer', () => {
  const text = homesMarkdown(HOMES);
  expect(text).toContain('| `ip_address` | `plays.ip_address` | what is no address stays in plays.imported_values |');
  expect(text).toContain('| `id` | not taken over | nothing refers to it');
  expect(text.split('\n').filter((line) => /^\| (`|all )/.test(line))).toHaveLength(everyHome.length);
});
