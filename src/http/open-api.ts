import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  Activity,
  AddServerBody,
  LinkView,
  LiveEvent,
  ServerView,
  SessionView,
  TerminateBody,
} from '#contract/activity.ts';
import { DurationMs, ErrorBody, ImageUrl, Instant } from '#contract/common.ts';
import { HistoryPage, HistoryRow, HistoryTotals, PlayDetail } from '#contract/history.ts';
import {
  CurrentImport,
  ImportConfirmation,
  ImportProgressView,
  ImportReportView,
  ImportSource,
  ImportView,
  StartImportBody,
  UploadView,
} from '#contract/imports.ts';
import { ItemView, MediaSideView, NetworkView, PlayerView, ServerRef, StreamView, UserView } from '#contract/media.ts';
import { Health, Ready } from '#contract/system.ts';
import type { HttpDeps } from './deps.ts';
import { tidyDocument } from './tidy-document.ts';

/** Where the description of the API is found. */
export const OPEN_API_PATH = '/api/v3/openapi.json';

const TAGS = [
  { name: 'activity', description: 'What is playing now.' },
  { name: 'servers', description: 'The Plex servers that are watched.' },
  { name: 'history', description: 'What was played.' },
  { name: 'imports', description: 'Moving in from Tautulli.' },
  { name: 'images', description: 'Pictures of Plex, through this server.' },
  { name: 'system', description: 'For containers and load balancers.' },
];

/** What generated clients call the shapes of the contract. */
const NAMES = {
  Activity,
  AddServerBody,
  CurrentImport,
  DurationMs,
  ErrorBody,
  Health,
  HistoryPage,
  HistoryRow,
  HistoryTotals,
  ImageUrl,
  ImportConfirmation,
  ImportProgressView,
  ImportReportView,
  ImportSource,
  ImportView,
  Instant,
  ItemView,
  LinkView,
  LiveEvent,
  MediaSideView,
  NetworkView,
  PlayDetail,
  PlayerView,
  Ready,
  ServerRef,
  ServerView,
  SessionView,
  StartImportBody,
  StreamView,
  TerminateBody,
  UploadView,
  UserView,
};

function namedSchemas() {
  const registry = z.registry<{ id: string; description?: string | undefined }>();
  for (const [id, schema] of Object.entries(NAMES)) registry.add(schema, { id, description: schema.description });
  return registry;
}

/** Describes every route that is registered after this, as OpenAPI 3.1. */
export async function describeApi(app: FastifyInstance, { version, basePath }: HttpDeps): Promise<void> {
  const schemaRegistry = namedSchemas();
  const addComponents = createJsonSchemaTransformObject({ schemaRegistry });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Spyglass', version, description: 'The native API. Moments are ISO 8601 in UTC.' },
      servers: [{ url: basePath === '' ? '/' : basePath }],
      tags: TAGS,
    },
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: (document) => tidyDocument(addComponents(document)),
  });
  app.get(OPEN_API_PATH, { schema: { hide: true } }, async () => app.swagger());
}
