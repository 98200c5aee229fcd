import { ExportPage, LogQuery, NewsletterLogPage, NotificationLogPage } from '#contract/logs.ts';
import { json, type Route } from '../route.ts';

/** What was sent and exported. */
export const logRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/notifications/log',
    id: 'listSentNotifications',
    tags: ['logs'],
    summary: 'Notifications that were sent',
    errors: [503],
    query: LogQuery,
    response: NotificationLogPage,
    run: ({ deps, query }) => deps.native.notificationLog(query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/newsletters/log',
    id: 'listSentNewsletters',
    tags: ['logs'],
    summary: 'Issues of newsletters that were sent',
    errors: [503],
    query: LogQuery,
    response: NewsletterLogPage,
    run: ({ deps, query }) => deps.native.newsletterLog(query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/exports',
    id: 'listExports',
    tags: ['logs'],
    summary: 'Exports of metadata',
    errors: [503],
    query: LogQuery,
    response: ExportPage,
    run: ({ deps, query }) => deps.native.exports(query),
  }),
];
