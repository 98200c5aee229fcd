import { LogQuery, NewsletterLogPage, NotificationLogPage } from '#contract/logs.ts';
import { json, type Route } from '../route.ts';

/** What was sent. */
export const logRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/notifications/log',
    need: 'read',
    id: 'listSentNotifications',
    tags: ['logs'],
    summary: 'Notifications that were sent',
    errors: [503],
    query: LogQuery,
    response: NotificationLogPage,
    run: ({ deps, visible, query }) => deps.native.notificationLog(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/newsletters/log',
    need: 'read',
    id: 'listSentNewsletters',
    tags: ['logs'],
    summary: 'Issues of newsletters that were sent',
    errors: [503],
    query: LogQuery,
    response: NewsletterLogPage,
    run: ({ deps, visible, query }) => deps.native.newsletterLog(visible, query),
  }),
];
