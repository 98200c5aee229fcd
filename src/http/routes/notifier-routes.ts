import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import {
  NewNotifierBody,
  NotifierBody,
  NotifierDetail,
  NotifierList,
  NotifierTestBody,
  NotifierTestResult,
} from '#contract/notifications.ts';
import { empty, json, type Route } from '../route.ts';

const params = z.object({ id: IdParameter });

/** Agents that are told what happens. */
export const notifierRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/notifiers',
    id: 'listNotifiers',
    tags: ['notifications'],
    summary: 'All agents, and the kinds there are',
    errors: [503],
    response: NotifierList,
    run: ({ deps }) => deps.native.notifiers.list(),
  }),
  json({
    method: 'POST',
    path: '/api/v3/notifiers',
    id: 'createNotifier',
    tags: ['notifications'],
    summary: 'Makes an agent',
    errors: [503],
    body: NewNotifierBody,
    response: NotifierDetail,
    status: 201,
    run: ({ deps, body }) => deps.native.notifiers.create(body),
  }),
  json({
    method: 'GET',
    path: '/api/v3/notifiers/:id',
    id: 'getNotifier',
    tags: ['notifications'],
    summary: 'An agent with its settings; secrets are not shown',
    errors: [404, 503],
    params,
    response: NotifierDetail,
    run: ({ deps, params: { id } }) => deps.native.notifiers.read(id),
  }),
  json({
    method: 'PUT',
    path: '/api/v3/notifiers/:id',
    id: 'updateNotifier',
    tags: ['notifications'],
    summary: 'Changes an agent',
    errors: [404, 503],
    params,
    body: NotifierBody,
    response: NotifierDetail,
    run: ({ deps, params: { id }, body }) => deps.native.notifiers.update(id, body),
  }),
  empty({
    method: 'DELETE',
    path: '/api/v3/notifiers/:id',
    id: 'deleteNotifier',
    tags: ['notifications'],
    summary: 'Removes an agent; what it was sent stays in the log',
    errors: [404, 503],
    params,
    response: 'none',
    run: ({ deps, params: { id } }) => deps.native.notifiers.remove(id),
  }),
  json({
    method: 'POST',
    path: '/api/v3/notifiers/:id/test',
    id: 'testNotifier',
    tags: ['notifications'],
    summary: 'Sends a message through an agent at once',
    errors: [404, 503],
    params,
    body: NotifierTestBody,
    response: NotifierTestResult,
    run: ({ deps, params: { id }, body }) => deps.native.notifiers.test(id, body),
  }),
];
