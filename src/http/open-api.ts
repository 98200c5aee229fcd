import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { HistoryQuery } from '#contract/history.ts';
import { LibrariesQuery } from '#contract/libraries.ts';
import { LogQuery } from '#contract/logs.ts';
import { PeopleQuery } from '#contract/people.ts';
import { HomeQuery, PlaysSeriesQuery } from '#contract/statistics.ts';
import type { HttpDeps } from './deps.ts';
import { NAMES } from './open-api-names.ts';
import { tidyDocument } from './tidy-document.ts';

/** Where the description of the API is found. */
export const OPEN_API_PATH = '/api/v3/openapi.json';

const ABOUT = `The native API. Moments are ISO 8601 in UTC, lengths of time milliseconds.

Histories and statistics are narrowed in one way: what is given must all hold. Several values of one kind are written with
commas between them and mean any of them; ! in front of the list means all others; \\ in front of a comma makes it a part
of the value.

Programs send a key in the header X-Api-Key, or as a bearer; it reads, writes or administrates, as it was made. Browsers have the
cookie of a signed-in account, and bring the word of getAuthState along in the header X-Spyglass-CSRF when they change something.`;

const TAGS = [
  { name: 'auth', description: 'Coming in and going out.' },
  { name: 'account', description: 'The account that asks.' },
  { name: 'accounts', description: 'Who may come in, what programs may do, and what was changed.' },
  { name: 'activity', description: 'What is playing now.' },
  { name: 'servers', description: 'The Plex servers that are watched.' },
  { name: 'history', description: 'What was played.' },
  { name: 'statistics', description: 'Numbers made of what was played.' },
  { name: 'items', description: 'Titles as they were recorded, and search.' },
  { name: 'users', description: 'People.' },
  { name: 'libraries', description: 'Libraries of the servers.' },
  { name: 'notifications', description: 'Agents that are told what happens.' },
  { name: 'logs', description: 'What was sent and exported.' },
  { name: 'imports', description: 'Moving in from Tautulli.' },
  { name: 'images', description: 'Pictures of Plex, through this server.' },
  { name: 'system', description: 'For containers and load balancers.' },
];

const SECURITY_SCHEMES = {
  key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  bearer: { type: 'http', scheme: 'bearer' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'spyglass' },
} as const;

/** Queries whose parts say what they mean. */
const QUERIES = [HistoryQuery, PlaysSeriesQuery, HomeQuery, PeopleQuery, LibrariesQuery, LogQuery];

/** A part of a query and what it is made of, without whether it may be absent. */
function layersOf(field: z.core.$ZodType): z.core.$ZodType[] {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault
    ? [field, ...layersOf(field.unwrap())]
    : [field];
}

function namedSchemas() {
  const registry = z.registry<{ id?: string; [key: string]: unknown }>();
  for (const [id, schema] of Object.entries(NAMES)) registry.add(schema, { id, description: schema.description });
  for (const query of QUERIES)
    for (const layer of Object.values(query.shape).flatMap(layersOf)) {
      const { description, example } = z.globalRegistry.get(layer) ?? {};
      if (description !== undefined)
        registry.add(layer, { description, ...(example === undefined ? {} : { example }) });
    }
  return registry;
}

/** Describes every route that is registered after this, as OpenAPI 3.1. */
export async function describeApi(app: FastifyInstance, { version, basePath }: HttpDeps): Promise<void> {
  const schemaRegistry = namedSchemas();
  const addComponents = createJsonSchemaTransformObject({ schemaRegistry });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Spyglass', version, description: ABOUT },
      servers: [{ url: basePath === '' ? '/' : basePath }],
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: (document) => tidyDocument(addComponents(document)),
  });
  app.get(OPEN_API_PATH, { schema: { hide: true }, config: { need: 'sign-in' } }, async () => app.swagger());
}
