import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import { AnnounceBody, Announced, ItemRecord, KeyStatistics, RematchBody, Rematched } from '#contract/items.ts';
import { RatingKeyParameter } from '#contract/live.ts';
import { SearchQuery, SearchResults } from '#contract/search.ts';
import { json, type Route } from '../route.ts';

const keyed = z.object({ id: IdParameter, ratingKey: RatingKeyParameter });

/** Items as they were recorded, and what administrators do with them. */
export const itemRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/items/:id',
    need: 'sign-in',
    id: 'getItem',
    tags: ['items'],
    summary: 'An item as it was recorded, whether or not its server still has it',
    errors: [404, 503],
    params: z.object({ id: IdParameter }),
    response: ItemRecord,
    run: ({ deps, visible, params: { id } }) => deps.native.itemRecord(visible, id),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/items/:ratingKey/record',
    need: 'sign-in',
    id: 'getServerItemRecord',
    tags: ['items'],
    summary: 'What was recorded under a key: of an item, or of a show, season, artist or album',
    errors: [404, 503],
    params: keyed,
    response: ItemRecord,
    run: ({ deps, visible, params: { id, ratingKey } }) => deps.native.keyRecord(visible, id, ratingKey),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers/:id/items/:ratingKey/statistics',
    need: 'sign-in',
    id: 'getServerItemStatistics',
    tags: ['items'],
    summary: 'How much was watched under a key, and by whom',
    errors: [404, 503],
    params: keyed,
    response: KeyStatistics,
    run: ({ deps, visible, params: { id, ratingKey } }) => deps.native.keyStatistics(visible, id, ratingKey),
  }),
  json({
    method: 'POST',
    path: '/api/v3/servers/:id/items/:ratingKey/rematch',
    need: 'write',
    id: 'rematchItem',
    tags: ['items'],
    summary: 'Gives what was recorded under a key to another item of the server',
    errors: [404, 409, 415, 502, 503],
    params: keyed,
    body: RematchBody,
    response: Rematched,
    run: ({ deps, visible, params: { id, ratingKey }, body }) => deps.native.rematchItem(visible, id, ratingKey, body),
    audit: ({ params }, { plays, from, to }) => ({
      action: 'item.rematched',
      subject: to,
      details: { server: params.id, from, to, plays },
    }),
  }),
  json({
    method: 'POST',
    path: '/api/v3/servers/:id/items/:ratingKey/announce',
    need: 'write',
    id: 'announceItem',
    tags: ['items'],
    summary: 'Announces an item as recently added, to one agent or to all that announce new items',
    errors: [404, 415, 502, 503],
    params: keyed,
    body: AnnounceBody,
    response: Announced,
    run: ({ deps, visible, params: { id, ratingKey }, body }) => deps.native.announceItem(visible, id, ratingKey, body),
    audit: ({ params, body }, { title }) => ({
      action: 'item.announced',
      subject: title,
      details: { server: params.id, ratingKey: params.ratingKey, notifier: body.notifierId ?? null },
    }),
  }),
  json({
    method: 'GET',
    path: '/api/v3/search',
    need: 'sign-in',
    id: 'search',
    tags: ['items'],
    summary: 'Titles that were played, people and libraries by their names',
    errors: [503],
    query: SearchQuery,
    response: SearchResults,
    run: ({ deps, visible, query }) => deps.native.search(visible, query),
  }),
];
