import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** Serves the built app. */
export interface StaticFiles {
  serve(path: string, response: ServerResponse): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** As strict as it gets: nothing inline, nobody else. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** Reads files below `root`; other paths get the page, as every path of the app does. */
export function staticFiles(root: string, basePath: string): StaticFiles {
  return {
    serve: async (path, response) => {
      const wanted = extname(path) === '' ? '/index.html' : normalize(path);
      const body = await readFile(join(root, wanted)).catch(() => null);
      if (!body) {
        response.writeHead(404).end();
        return;
      }
      const isPage = wanted === '/index.html';
      response.writeHead(200, {
        'content-type': TYPES[extname(wanted)] ?? 'application/octet-stream',
        'cache-control': wanted.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': CSP,
      });
      response.end(isPage ? body.toString('utf8').replace('<base href="/"', `<base href="${basePath}/"`) : body);
    },
  };
}
