import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import { CurrentImport, ImportView, StartImportBody } from '#contract/imports.ts';
import { json, type Route } from '../route.ts';

const OneImport = z.object({ id: IdParameter });

/** Imports: look first (a dry run), agree to what is replaced, then do it. */
export const importRoutes: readonly Route[] = [
  json({
    method: 'POST',
    path: '/api/v3/imports',
    need: 'admin',
    id: 'startImport',
    tags: ['imports'],
    summary: 'Begin an import or a dry run; replacing data needs the confirmation of a dry run',
    errors: [403, 404, 409, 415, 503],
    body: StartImportBody,
    response: ImportView,
    status: 202,
    run: ({ deps, body }) => deps.imports().start(body),
    audit: (_call, { origin, isDryRun }) => ({ action: 'import.started', subject: origin, details: { isDryRun } }),
  }),
  json({
    method: 'GET',
    path: '/api/v3/imports/current',
    need: 'admin',
    id: 'getCurrentImport',
    tags: ['imports'],
    summary: 'The import that runs, with its progress, and the one that ended last',
    errors: [403, 503],
    response: CurrentImport,
    run: ({ deps }) => deps.imports().current(),
  }),
  json({
    method: 'GET',
    path: '/api/v3/imports/:id',
    need: 'admin',
    id: 'getImport',
    tags: ['imports'],
    summary: 'One import with its report',
    errors: [403, 404, 503],
    params: OneImport,
    response: ImportView,
    run: ({ deps, params }) => deps.imports().byId(params.id),
  }),
  json({
    method: 'POST',
    path: '/api/v3/imports/:id/cancel',
    need: 'admin',
    id: 'cancelImport',
    tags: ['imports'],
    summary: 'Tell an import to stop; answered before it has',
    errors: [403, 404, 409, 503],
    params: OneImport,
    response: ImportView,
    status: 202,
    run: ({ deps, params }) => deps.imports().cancel(params.id),
    audit: (_call, { origin }) => ({ action: 'import.cancelled', subject: origin }),
  }),
];
