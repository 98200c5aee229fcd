import { z } from 'zod';
import { ApiKeyChangeBody, ApiKeyList, ApiKeyView, NewApiKey, NewApiKeyBody } from '#contract/api-keys.ts';
import { AuditPage, AuditQuery } from '#contract/audit.ts';
import { IdParameter } from '#contract/common.ts';
import { empty, json, type Route } from '../route.ts';

const params = z.object({ id: IdParameter });

/** What programs may do, and what was changed by whom. */
export const keyRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/api-keys',
    need: 'admin',
    id: 'listApiKeys',
    tags: ['accounts'],
    summary: 'The keys of programs; the keys themselves are not kept',
    response: ApiKeyList,
    run: async ({ deps, actor }) => ({ keys: await deps.auth.keys.list(actor) }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/api-keys',
    need: 'admin',
    id: 'createApiKey',
    tags: ['accounts'],
    summary: 'Make a key, which is shown this once',
    errors: [404, 409, 415],
    body: NewApiKeyBody,
    response: NewApiKey,
    status: 201,
    run: ({ deps, by, body }) => deps.auth.keys.create(by, body),
  }),
  json({
    method: 'PUT',
    path: '/api/v3/api-keys/:id',
    need: 'admin',
    id: 'changeApiKey',
    tags: ['accounts'],
    summary: 'Change what a key may do; what is left out stays as it is',
    errors: [404, 409, 415],
    params,
    body: ApiKeyChangeBody,
    response: ApiKeyView,
    run: ({ deps, by, params: { id }, body }) => deps.auth.keys.change(by, id, body),
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/api-keys/:id',
    need: 'admin',
    id: 'revokeApiKey',
    tags: ['accounts'],
    summary: 'Take a key away for good',
    errors: [404],
    params,
    response: 'none',
    run: ({ deps, by, params: { id } }) => deps.auth.keys.revoke(by, id),
  }),
  json({
    method: 'GET',
    path: '/api/v3/audit',
    need: 'admin',
    id: 'listAudit',
    tags: ['accounts'],
    summary: 'What was changed, by whom and from where, the latest first',
    query: AuditQuery,
    response: AuditPage,
    run: ({ deps, actor, query }) => deps.auth.audit.page(actor, query),
  }),
];
