import { z } from 'zod';
import { Activity, AddServerBody, ServerView, TerminateBody } from '#contract/activity.ts';
import { IdParameter } from '#contract/common.ts';
import { empty, json, type Route } from '../route.ts';

/** Without what may be written behind it: a token does not belong into a record. */
const addressOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

/** What is happening now, and the servers it happens on. */
export const activityRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/activity',
    need: 'sign-in',
    id: 'getActivity',
    tags: ['activity'],
    summary: 'Everything that is playing now, the servers and the latest play',
    errors: [503],
    response: Activity,
    run: ({ deps, visible }) => deps.activity(visible),
  }),
  empty({
    method: 'POST',
    path: '/api/v3/sessions/:id/terminate',
    need: 'write',
    id: 'terminateSession',
    tags: ['activity'],
    summary: 'Ask the Plex server to end a stream',
    errors: [403, 404, 409, 415, 502, 503],
    params: z.object({ id: IdParameter }),
    body: TerminateBody,
    response: 'none',
    run: ({ deps, visible, params, body }) => deps.terminate(visible, params.id, body.message),
    audit: ({ params, body }) => ({
      action: 'stream.ended',
      subject: String(params.id),
      details: { message: body.message },
    }),
  }),
  json({
    method: 'GET',
    path: '/api/v3/servers',
    need: 'read',
    id: 'listServers',
    tags: ['servers'],
    summary: 'The Plex servers and how well they can be heard',
    errors: [503],
    response: z.array(ServerView),
    run: ({ deps, visible }) => deps.servers(visible),
  }),
  json({
    method: 'POST',
    path: '/api/v3/servers',
    need: 'admin',
    id: 'addServer',
    tags: ['servers'],
    summary: 'Add a Plex server; answered after it was reached once',
    errors: [403, 409, 415, 502, 503],
    body: AddServerBody,
    response: ServerView,
    status: 201,
    run: ({ deps, body }) => deps.addServer(body),
    audit: ({ body }, { name }) => ({
      action: 'server.added',
      subject: name,
      details: { address: addressOf(body.url) },
    }),
  }),
];
