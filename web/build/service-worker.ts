import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';
import { withImports } from './with-imports.ts';

const SOURCE = fileURLToPath(new URL('../service-worker/sw.js', import.meta.url));
/** Chunks that the first page needs beside the entry; English is what is there when nothing else is. */
const FIRST = new Set(['now-page', 'home-parts', 'history-page', 'people-page', 'en', 'en-more', 'de', 'de-more']);
/** Files of the folder `public` that belong to the page. */
const FIXED = ['./', './first-paint.js', './manifest.webmanifest', './favicons/0.svg'];

/** The chunks of the first pages with everything they import at once. */
const shellChunks = (bundle: Rolldown.OutputBundle): Set<string> =>
  withImports(
    bundle,
    Object.values(bundle).flatMap((chunk) =>
      chunk.type === 'chunk' && (chunk.isEntry || FIRST.has(chunk.name)) ? [chunk.fileName] : [],
    ),
  );

const isLook = (file: string): boolean => file.endsWith('.css') || /inter-latin-wght-normal.*\.woff2$/.test(file);

/** Writes `sw.js`, which keeps the app at hand without a network; its version changes with the files it keeps. */
export function serviceWorker(): Plugin {
  return {
    name: 'spyglass-service-worker',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const looks = Object.keys(bundle).filter(isLook);
      const shell = [...FIXED, ...[...shellChunks(bundle), ...looks].sort().map((file) => `./${file}`)];
      const source = await readFile(SOURCE, 'utf8');
      const version = createHash('sha256').update(shell.join('\n')).update(source).digest('hex').slice(0, 12);
      const head = `const VERSION = '${version}';\nconst SHELL = ${JSON.stringify(shell)};\n`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: head + source });
    },
  };
}
