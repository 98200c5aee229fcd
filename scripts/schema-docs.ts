/** `npm run docs:schema [-- --check]`: writes the documents about the database, or says which of them are stale. */
import { resolve } from 'node:path';
import { staleDocuments, writeSchemaDocuments } from './lib/schema-documents.ts';

const ROOT = resolve(import.meta.dirname, '..');

function check(): void {
  const stale = staleDocuments(ROOT).map(({ path }) => path);
  if (stale.length === 0) return;
  console.error(`Not as the models say: ${stale.join(', ')}. Run \`npm run docs:schema\`.`);
  process.exitCode = 1;
}

function write(): void {
  const written = writeSchemaDocuments(ROOT);
  console.log(written.length === 0 ? 'Nothing has changed.' : `Written: ${written.join(', ')}`);
}

const [option, ...more] = process.argv.slice(2);
if (more.length > 0 || (option !== undefined && option !== '--check')) {
  console.error('Usage: npm run docs:schema [-- --check]');
  process.exitCode = 2;
} else if (option === '--check') check();
else write();
