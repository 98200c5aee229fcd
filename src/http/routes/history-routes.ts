import { Readable } from 'node:stream';
import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import {
  FilterChoices,
  HistoryExportQuery,
  HistoryPage,
  HistoryQuery,
  HistoryShows,
  HistoryShowsQuery,
  HistoryTotals,
  PlayDetail,
} from '#contract/history.ts';
import { StreamView } from '#contract/media.ts';
import { json, type Route, raw } from '../route.ts';

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
    query: HistoryQuery.omit({ view: true, limit: true, cursor: true, start: true }),
    response: HistoryTotals,
    run: ({ deps, visible, query }) => deps.native.historyTotals(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/history/shows',
    need: 'sign-in',
    id: 'listHistoryShows',
    tags: ['history'],
    summary: 'What was played, each film, show and artist once',
    errors: [503],
    query: HistoryShowsQuery,
    response: HistoryShows,
    run: ({ deps, visible, query }) => deps.native.historyShows(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/history/choices',
    need: 'sign-in',
    id: 'listFilterChoices',
    tags: ['history'],
    summary: 'What there is to narrow plays by: people, libraries, devices and so on',
    errors: [503],
    response: FilterChoices,
    run: ({ deps, visible }) => deps.native.filterChoices(visible),
  }),
  raw({
    method: 'GET',
    path: '/api/v3/history/export',
    need: 'sign-in',
    id: 'exportHistory',
    tags: ['history'],
    summary: 'All rows that a filter matches, or some of them, as a file',
    errors: [503],
    query: HistoryExportQuery,
    content: { description: 'The newest row first', types: ['text/csv', 'application/json'], schema: z.string() },
    async send({ deps, visible, query, reply }) {
      const type = query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="spyglass-history.${query.format}"`)
        .send(Readable.from(deps.native.exportHistory(visible, query)));
    },
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
