import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import {
  type Applied,
  compareVersions,
  MIGRATIONS_FOLDER,
  type Migration,
  readMigrations,
  type VersionCheck,
} from './migrations.ts';
import * as schema from './schema/index.ts';

const step = (id: number): Migration => ({ id, name: `000${id}_step`, hash: `hash ${id}`, statements: ['select 1'] });
const known = [step(0), step(1), step(2)];

test.each<[string, Applied[] | undefined, number, VersionCheck]>([
  ['nothing at all', undefined, 0, { kind: 'empty', pending: 3 }],
  ['a list without entries (the first migration failed)', [], 0, { kind: 'empty', pending: 3 }],
  ['all migrations', known, 14, { kind: 'current' }],
  ['the first only', [step(0)], 9, { kind: 'older', pending: 2 }],
  ['more than we know', [...known, step(3)], 14, { kind: 'newer', unknown: 1 }],
  ['another content', [step(0), { ...step(1), hash: 'other' }], 9, { kind: 'changed', name: '0001_step' }],
  ['another name', [{ ...step(0), name: '0000_other' }], 9, { kind: 'changed', name: '0000_other' }],
  ['somebody else’s tables', undefined, 2, { kind: 'foreign', tables: 2 }],
  ['somebody else’s tables and a list without entries', [], 2, { kind: 'foreign', tables: 2 }],
])('a database with %s', (_name, applied, tables, expected) =>
  expect(compareVersions(known, applied, tables)).toEqual(expected),
);

test('the generated migrations are complete, in order and not empty', () => {
  const migrations = readMigrations();
  expect(migrations.length).toBeGreaterThan(0);
  for (const [index, migration] of migrations.entries()) {
    expect(migration.id).toBe(index);
    expect(migration.name.startsWith(String(index).padStart(4, '0'))).toBe(true);
    expect(migration.statements.length).toBeGreaterThan(0);
  }
});

test('the models say nothing that the migrations do not', async () => {
  const last = String(readMigrations().length - 1).padStart(4, '0');
  const migrated = JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, 'meta', `${last}_snapshot.json`), 'utf8'));
  expect(await generateMigration(migrated, generateDrizzleJson(schema))).toEqual([]);
});

test('an incomplete folder is a clear refusal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spyglass-migrations-'));
  expect(() => readMigrations(folder)).toThrow('are incomplete');
  rmSync(folder, { recursive: true });
});
