import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import { SavedView, SavedViewBody, SavedViews, ViewsQuery } from '#contract/views.ts';
import { empty, json, type Route } from '../route.ts';

const params = z.object({ id: IdParameter });

/** How everybody with an account likes to look at pages. */
export const viewRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/views',
    need: 'sign-in',
    id: 'listViews',
    tags: ['views'],
    summary: 'The own saved views, by name',
    errors: [503],
    query: ViewsQuery,
    response: SavedViews,
    run: ({ deps, actor, query }) => deps.native.views(actor, query.page),
  }),
  json({
    method: 'POST',
    path: '/api/v3/views',
    need: 'sign-in',
    id: 'addView',
    tags: ['views'],
    summary: 'Saves a view under a name',
    errors: [409, 415, 503],
    body: SavedViewBody,
    response: SavedView,
    status: 201,
    run: ({ deps, actor, body }) => deps.native.addView(actor, body),
  }),
  json({
    method: 'PUT',
    path: '/api/v3/views/:id',
    need: 'sign-in',
    id: 'updateView',
    tags: ['views'],
    summary: 'Changes a saved view',
    errors: [404, 415, 503],
    params,
    body: SavedViewBody,
    response: SavedView,
    run: ({ deps, actor, params: { id }, body }) => deps.native.changeView(actor, id, body),
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/views/:id',
    need: 'sign-in',
    id: 'deleteView',
    tags: ['views'],
    summary: 'Deletes a saved view',
    errors: [404, 503],
    params,
    response: 'none',
    run: ({ deps, actor, params: { id } }) => deps.native.removeView(actor, id),
  }),
];
