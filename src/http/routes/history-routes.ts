import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import { HistoryPage, HistoryQuery, HistoryTotals, PlayDetail } from '#contract/history.ts';
import { StreamView } from '#contract/media.ts';
import { json, type Route } from '../route.ts';

/** What was played. */
export const historyRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/history',
    need: 'sign-in',
    id: 'listHistory',
    tags: ['history'],
    summary: 'One page of the history, newest first',
    errors: [503],
    query: HistoryQuery,
    response: HistoryPage,
    run: ({ deps, visible, query }) => deps.historyPage(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/history/totals',
    need: 'sign-in',
    id: 'getHistoryTotals',
    tags: ['history'],
    summary: 'Totals of everything a filter of the history matches',
    errors: [503],
    query: HistoryQuery.omit({ view: true, limit: true, cursor: true }),
    response: HistoryTotals,
    run: ({ deps, visible, query }) => deps.native.historyTotals(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/history/:playId',
    need: 'sign-in',
    id: 'getPlay',
    tags: ['history'],
    summary: 'One play with everything known about it, and the other plays of its watch group',
    errors: [404, 503],
    params: z.object({ playId: IdParameter }),
    response: PlayDetail,
    run: ({ deps, visible, params }) => deps.playDetail(visible, params.playId),
  }),
  json({
    method: 'GET',
    path: '/api/v3/history/:playId/stream',
    need: 'sign-in',
    id: 'getPlayStream',
    tags: ['history'],
    summary: 'How a play was delivered: the file, and what the player received',
    errors: [404, 503],
    params: z.object({ playId: IdParameter }),
    response: StreamView,
    run: ({ deps, visible, params }) => deps.native.playStream(visible, params.playId),
  }),
];
