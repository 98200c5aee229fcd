import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import {
  Concurrency,
  ConcurrencyQuery,
  HomeCards,
  HomeQuery,
  ITEM_LEVELS,
  ItemStatistics,
  PlaysSeries,
  PlaysSeriesQuery,
} from '#contract/statistics.ts';
import { json, type Route } from '../route.ts';

/** Numbers made of what was played. */
export const statisticsRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/statistics/home',
    need: 'sign-in',
    id: 'getHomeCards',
    tags: ['statistics'],
    summary: 'What was played most, by whom, on what, and how much at the same time',
    errors: [503],
    query: HomeQuery,
    response: HomeCards,
    run: ({ deps, visible, query }) => deps.native.home(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/statistics/plays',
    need: 'sign-in',
    id: 'getPlaysSeries',
    tags: ['statistics'],
    summary: 'Plays or watched time by day, weekday, hour or month, told apart by what was asked for',
    errors: [503],
    query: PlaysSeriesQuery,
    response: PlaysSeries,
    run: ({ deps, visible, query }) => deps.native.playsSeries(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/statistics/concurrency',
    need: 'sign-in',
    id: 'getConcurrency',
    tags: ['statistics'],
    summary: 'The most streams at the same time, day by day',
    errors: [503],
    query: ConcurrencyQuery,
    response: Concurrency,
    run: ({ deps, visible, query }) => deps.native.concurrency(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/items/:id/statistics',
    need: 'sign-in',
    id: 'getItemStatistics',
    tags: ['statistics'],
    summary: 'How much an item was watched and by whom, or its season, show, album or artist',
    errors: [404, 503],
    params: z.object({ id: IdParameter }),
    query: z.object({ level: z.enum(ITEM_LEVELS).default('self') }),
    response: ItemStatistics,
    run: ({ deps, visible, params, query }) => deps.native.itemStatistics(visible, params.id, query.level),
  }),
];
