import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { HttpDeps } from './deps.ts';

/** Where the description of the API is found. */
export const OPEN_API_PATH = '/api/v3/openapi.json';

const TAGS = [
  { name: 'activity', description: 'What is playing now.' },
  { name: 'servers', description: 'The Plex servers that are watched.' },
  { name: 'history', description: 'What was played.' },
  { name: 'images', description: 'Pictures of Plex, through this server.' },
  { name: 'system', description: 'For containers and load balancers.' },
];

/** Describes every route that is registered after this, as OpenAPI 3.1. */
export async function describeApi(app: FastifyInstance, { version, basePath }: HttpDeps): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Spyglass', version, description: 'The native API. Moments are ISO 8601 in UTC.' },
      servers: [{ url: basePath === '' ? '/' : basePath }],
      tags: TAGS,
    },
    transform: createJsonSchemaTransform({}),
    transformObject: jsonSchemaTransformObject,
  });
  app.get(OPEN_API_PATH, { schema: { hide: true } }, async () => app.swagger());
}
