import { Readable } from 'node:stream';
import { z } from 'zod';
import { About, HealthReport, SystemLogFilter, SystemLogPage, SystemLogQuery } from '#contract/system-logs.ts';
import { json, type Route, raw } from '../route.ts';

const LINES_TYPE = 'application/x-ndjson';

/** How the installation stands, and what it says about itself. */
export const systemLogRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/logs',
    need: 'admin',
    id: 'listLogLines',
    tags: ['system'],
    summary: 'Lines of the log: the latest, those before a position, or those that were added since one',
    query: SystemLogQuery,
    response: SystemLogPage,
    run: ({ deps, query }) => deps.logs.page(query),
  }),
  raw({
    method: 'GET',
    path: '/api/v3/logs/download',
    need: 'admin',
    id: 'downloadLog',
    tags: ['system'],
    summary: 'All kept lines of the log, with what must not be seen hidden; one JSON object a line',
    query: SystemLogFilter,
    content: { description: 'Lines, the oldest first', types: [LINES_TYPE], schema: z.string() },
    async send({ deps, query, reply }) {
      return reply
        .type(LINES_TYPE)
        .header('content-disposition', 'attachment; filename="spyglass-log.ndjson"')
        .send(Readable.from(deps.logs.download(query)));
    },
  }),
  json({
    method: 'GET',
    path: '/api/v3/health',
    need: 'admin',
    id: 'getHealthReport',
    tags: ['system'],
    summary: 'How the installation stands, in sentences, and what can be done',
    response: HealthReport,
    run: ({ deps }) => deps.system.health(),
  }),
  json({
    method: 'GET',
    path: '/api/v3/about',
    need: 'admin',
    id: 'getAbout',
    tags: ['system'],
    summary: 'Versions, the database, folders and licences',
    response: About,
    run: ({ deps }) => deps.system.about(),
  }),
];
