import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { httpDeps } from './testing.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = await createApp(httpDeps());
});
afterAll(() => app.close());

describe('the description of the API', () => {
  const describedRoutes = async (): Promise<Record<string, Record<string, Operation>>> =>
    (await app.inject({ url: '/api/v3/openapi.json' })).json().paths;
  interface Operation {
    readonly operationId: string;
    readonly summary: string;
    readonly tags: readonly string[];
    readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
    readonly parameters?: readonly { readonly name: string }[];
  }

  test('names every route, with a unique id, a summary and what it answers', async () => {
    const paths = await describedRoutes();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
    );
    expect(operations.map(({ name }) => name)).toMatchSnapshot();
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { name, operation } of operations) {
      expect(operation.summary, name).toBeTruthy();
      expect(operation.tags, name).toHaveLength(1);
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status !== '204') expect(Object.keys(content ?? {}), `${name} ${status}`).not.toEqual([]);
      }
      expect(operation.responses, name).toHaveProperty('500');
    }
  });

  test('is OpenAPI 3.1 and knows the parameters and streams', async () => {
    const document = (await app.inject({ url: '/api/v3/openapi.json' })).json();
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' }, servers: [{ url: '/' }] });
    const paths = await describedRoutes();
    expect(paths['/api/v3/history']?.get?.parameters?.map(({ name }) => name)).toEqual([
      'from',
      'to',
      'days',
      'user',
      'library',
      'mediaType',
      'decision',
      'location',
      'platform',
      'player',
      'product',
      'resolution',
      'item',
      'season',
      'show',
      'minMinutes',
      'maxMinutes',
      'server',
      'search',
      'watched',
      'live',
      'view',
      'limit',
      'cursor',
      'start',
      'userId',
      'serverId',
    ]);
    expect(paths['/api/v3/history']?.get?.parameters?.find(({ name }) => name === 'user')).toMatchObject({
      description: 'Our number of a person. Several with commas between; ! in front means all others.',
      schema: { type: 'string' },
    });
    expect(Object.keys(paths['/api/v3/events']?.get?.responses['200']?.content ?? {})).toEqual(['text/event-stream']);
    expect(Object.keys(paths['/api/v3/images/{serverId}/{name}']?.get?.responses['200']?.content ?? {})).toContain(
      'image/webp',
    );
  });

  test('names the shapes, each that is used and no other', async () => {
    const text = (await app.inject({ url: '/api/v3/openapi.json' })).body;
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]!);
    expect(Object.keys(JSON.parse(text).components.schemas).sort()).toEqual([...new Set(referred)].sort());
    expect(referred).toContain('SessionView');
    expect(text).not.toContain('Default Response');
  });
});
