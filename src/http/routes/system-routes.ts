import { Health, Ready } from '#contract/system.ts';
import { json, type Route } from '../route.ts';

/** For containers, load balancers and the page that waits for the server. */
export const systemRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/healthz',
    need: 'nothing',
    id: 'getHealth',
    tags: ['system'],
    summary: 'The process is alive',
    response: Health,
    run: async () => ({ status: 'ok' as const }),
  }),
  json({
    method: 'GET',
    path: '/readyz',
    need: 'nothing',
    id: 'getReadiness',
    tags: ['system'],
    summary: 'Whether the database answers and is at the version of this program',
    response: Ready,
    status: { codes: [200, 503], of: (ready) => (ready.status === 'ready' ? 200 : 503) },
    run: ({ deps }) => deps.ready(),
  }),
];
