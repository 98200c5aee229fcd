import { LiveEvent } from '#contract/activity.ts';
import { openEventStream } from '../event-stream.ts';
import { type Route, raw } from '../route.ts';

/** The live events. */
export const liveRoutes: readonly Route[] = [
  raw({
    method: 'GET',
    path: '/api/v3/events',
    need: 'sign-in',
    id: 'streamEvents',
    tags: ['activity'],
    summary: 'Live events: first a snapshot, then every change; resumes after the Last-Event-ID header',
    errors: [503],
    content: {
      description: 'An endless stream of events; the data of each is one LiveEvent as JSON.',
      types: ['text/event-stream'],
      schema: LiveEvent,
    },
    send: ({ deps, actor, request, reply }) => openEventStream(deps.liveHub, actor, request, reply),
  }),
];
