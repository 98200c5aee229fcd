import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../', import.meta.url));

/** Where plays are written -> where the blocks they are in are forgotten, in the same transaction. */
const WRITERS: Readonly<Record<string, string>> = {
  'history/queries-edit.ts': 'history/edit-plays.ts',
  'history/queries-record.ts': 'history/record-play.ts',
  'history/queries-redescribe.ts': 'history/redescribe-plays.ts',
  'history/queries-regroup.ts': 'history/regroup.ts',
  'history/queries-remove.ts': 'history/remove-plays.ts',
  'history/queries-trash.ts': 'history/trash.ts',
  'tautulli/import/queries-plays.ts': 'tautulli/import/switch-over.ts',
  'users/queries.ts': 'users/queries.ts',
};

const WRITES = /\.(insert|update|delete)\(plays\)|(insert into|delete from|update) ("?plays\b|\$\{plays\})(?!\})/;

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !/test\.ts$|testing\.ts$/.test(path),
);
const textOf = (path: string): string => readFileSync(join(SRC, path), 'utf8');

test('everybody who writes plays is known', () => {
  expect(sources.filter((path) => WRITES.test(textOf(path))).sort()).toEqual(Object.keys(WRITERS));
});

test.each(Object.entries(WRITERS))('%s: the blocks are forgotten in %s', (_writer, forgets) => {
  expect(textOf(forgets)).toMatch(/\bforgetPlayBlocks\(\s*tx,/);
});
