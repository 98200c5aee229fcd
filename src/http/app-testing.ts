/** Requests to the app without a socket, for tests. */
import type { InjectOptions } from 'fastify';
import { createApp } from './app.ts';
import type { HttpDeps } from './deps.ts';
import { httpDeps } from './testing.ts';

/** Runs one request against an app with these parts. */
export async function ask(request: InjectOptions, changes: Partial<HttpDeps> = {}) {
  const app = await createApp(httpDeps(changes));
  try {
    return await app.inject(request);
  } finally {
    await app.close();
  }
}

/** A write as our own page sends it. */
export const post = (url: string, payload: unknown, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  payload: JSON.stringify(payload),
});
