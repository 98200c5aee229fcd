import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { schemaDocuments, staleDocuments, writeSchemaDocuments } from './schema-documents.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('docs/schema.md and docs/tautulli-columns.md say what the models say (else: npm run docs:schema)', () => {
  expect(staleDocuments(ROOT).map(({ path }) => path)).toEqual([]);
});

test('the same models give the same text', () => {
  expect(schemaDocuments(ROOT)).toEqual(schemaDocuments(ROOT));
});

test('a missing or edited document is stale, and only that is written', () => {
  const copy = mkdtempSync(join(tmpdir(), 'spyglass-docs-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(join(ROOT, 'src/db/schema'), join(copy, 'src/db/schema'), { recursive: true });
  cpSync(join(ROOT, 'docs'), join(copy, 'docs'), { recursive: true });
  expect(writeSchemaDocuments(copy)).toEqual([]);
  rmSync(join(copy, 'docs/schema.md'));
  writeFileSync(join(copy, 'docs/tautulli-columns.md'), 'edited');
  expect(writeSchemaDocuments(copy)).toEqual(['docs/schema.md', 'docs/tautulli-columns.md']);
  expect(staleDocuments(copy)).toEqual([]);
});
