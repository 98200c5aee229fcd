import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeError } from '#problem';
import { basePathOf } from './caller.ts';

export interface WebApp {
  /** Folder of the built app; may be missing. */
  readonly webDir: string;
  readonly basePath: string;
}

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';
const BASE_TAG = /<base\s+href="[^"]*"\s*\/?>/;

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<base href="/" />
<title>Spyglass</title>
<h1>The web app is not built</h1>
<p>Spyglass is running and records what is played, but this installation has no web app yet. Run <code>npm run build</code>
and load this page again. The API is described at <a href="api/v3/openapi.json">api/v3/openapi.json</a>.</p>
</html>
`;

/** Writes the path the app is served under into the page, so that its relative addresses and its router are right. */
export const withBase = (html: string, basePath: string): string =>
  html.replace(BASE_TAG, () => `<base href="${basePath}/" />`);

/** Serves the files of the app: those with a hash in their name for ever, the others as long as they are unchanged. */
export async function serveFiles(app: FastifyInstance, { webDir }: WebApp): Promise<void> {
  const hashed = join(webDir, 'assets') + sep;
  await app.register(fastifyStatic, {
    root: webDir,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    preCompressed: true,
    // The app may be built later; until then every page says so.
    suppressWarning: true,
    setHeaders: (reply, path) => reply.header('cache-control', path.startsWith(hashed) ? IMMUTABLE : REVALIDATE),
    // The page itself is not a file to be sent as it is: its base is written into it.
    allowedPath: (path) => path !== '/' && path !== '/index.html',
  });
}

/** Whether a request is for a page of the app, which has its own router. */
export function isPage({ method, url, headers }: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?')[0] ?? '';
  // Whoever asks for the front door without saying in which form is shown the house.
  if (path === '/') return true;
  return path !== '/api' && !path.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

/** Sends the app's page, or one that says how to get it. */
export async function sendPage(app: WebApp, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const basePath = basePathOf(request, app.basePath);
  reply.header('cache-control', REVALIDATE).type('text/html; charset=utf-8');
  try {
    const html = await readFile(join(app.webDir, 'index.html'), 'utf8');
    return reply.code(200).send(withBase(html, basePath));
  } catch (error) {
    reply.log.warn({ reason: describeError(error) }, 'the web app cannot be read');
    return reply.code(503).send(withBase(NOT_BUILT, basePath));
  }
}
