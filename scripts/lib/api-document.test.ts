import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { API_DOCUMENT, isApiDocumentStale, writeApiDocument } from './api-document.ts';

const ROOT = resolve(import.meta.dirname, '../..');

test('docs/api-v2.md says what the commands say (else: npm run docs:api)', () => {
  expect(isApiDocumentStale(ROOT)).toBe(false);
});

test('a missing or edited document is stale until it is written', () => {
  const copy = mkdtempSync(join(tmpdir(), 'spyglass-docs-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  mkdirSync(join(copy, 'docs'));
  expect(isApiDocumentStale(copy)).toBe(true);
  writeApiDocument(copy);
  expect(isApiDocumentStale(copy)).toBe(false);
  writeFileSync(join(copy, API_DOCUMENT), 'edited');
  expect(isApiDocumentStale(copy)).toBe(true);
});
