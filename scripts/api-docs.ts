/** `npm run docs:api [-- --check]`: writes the document about the compatible API, or says that it is stale. */
import { resolve } from 'node:path';
import { API_DOCUMENT, isApiDocumentStale, writeApiDocument } from './lib/api-document.ts';

const ROOT = resolve(import.meta.dirname, '..');

function check(): void {
  if (!isApiDocumentStale(ROOT)) return;
  console.error(`Not as the commands say: ${API_DOCUMENT}. Run \`npm run docs:api\`.`);
  process.exitCode = 1;
}

function write(): void {
  const isStale = isApiDocumentStale(ROOT);
  if (isStale) writeApiDocument(ROOT);
  console.log(isStale ? `Written: ${API_DOCUMENT}` : 'Nothing has changed.');
}

const [option, ...more] = process.argv.slice(2);
if (more.length > 0 || (option !== undefined && option !== '--check')) {
  console.error('Usage: npm run docs:api [-- --check]');
  process.exitCode = 2;
} else if (option === '--check') check();
else write();
