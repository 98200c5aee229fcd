import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyServerOptions,
  fastify,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { redact } from '#log';
import { apiV2 } from '#tautulli/api-v2/plugin.ts';
import { refuseCrossSiteWrites } from './cross-site.ts';
import type { HttpDeps } from './deps.ts';
import { answerError, answerErrors } from './error-answers.ts';
import { importScope } from './import-scope.ts';
import { describeApi } from './open-api.ts';
import { register } from './route.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { activityRoutes } from './routes/activity-routes.ts';
import { authRoutes } from './routes/auth-routes.ts';
import { elsewhereRoutes } from './routes/elsewhere-routes.ts';
import { exportRoutes } from './routes/export-routes.ts';
import { historyEditRoutes } from './routes/history-edit-routes.ts';
import { historyRoutes } from './routes/history-routes.ts';
import { imageRoutes } from './routes/image-routes.ts';
import { itemRoutes } from './routes/item-routes.ts';
import { keyRoutes } from './routes/key-routes.ts';
import { libraryRoutes } from './routes/library-routes.ts';
import { linkRoutes } from './routes/link-routes.ts';
import { liveRoutes } from './routes/live-routes.ts';
import { liveServerRoutes } from './routes/live-server-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { notifierRoutes } from './routes/notifier-routes.ts';
import { ownAccountRoutes } from './routes/own-account-routes.ts';
import { peopleRoutes } from './routes/people-routes.ts';
import { personRoutes } from './routes/person-routes.ts';
import { secondFactorRoutes } from './routes/second-factor-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { statisticsRoutes } from './routes/statistics-routes.ts';
import { systemLogRoutes } from './routes/system-log-routes.ts';
import { systemRoutes } from './routes/system-routes.ts';
import { taskRoutes } from './routes/task-routes.ts';
import { viewRoutes } from './routes/view-routes.ts';
import { BARE_HEADERS, securityHeaders } from './security-headers.ts';
import { tlsServer } from './tls/server.ts';
import { trustedProxies } from './trusted-proxies.ts';
import { isPage, sendPage, serveFiles } from './web-app.ts';
import { admitCallers, demandNeeds } from './who-calls.ts';

const BODY_LIMIT_BYTES = 1_048_576;
/** A request must have arrived by then; how long its answer takes is another matter. */
const REQUEST_TIMEOUT_MS = 60_000;
/** A signed image name carries a whole Plex path. */
const MAX_PARAMETER_LENGTH = 4_096;
/** Those of the framework, which leaves them to whoever makes the server. */
const SERVER_TIMES = { keepAliveTimeoutMs: 72_000, requestTimeoutMs: REQUEST_TIMEOUT_MS };
const REQUEST_ID_BYTES = 6;

const ROUTES = [
  ...authRoutes,
  ...elsewhereRoutes,
  ...ownAccountRoutes,
  ...secondFactorRoutes,
  ...accountRoutes,
  ...keyRoutes,
  ...activityRoutes,
  ...historyRoutes,
  ...historyEditRoutes,
  ...statisticsRoutes,
  ...peopleRoutes,
  ...libraryRoutes,
  ...exportRoutes,
  ...personRoutes,
  ...itemRoutes,
  ...linkRoutes,
  ...liveServerRoutes,
  ...notifierRoutes,
  ...logRoutes,
  ...liveRoutes,
  ...imageRoutes,
  ...settingsRoutes,
  ...taskRoutes,
  ...viewRoutes,
  ...systemLogRoutes,
  ...systemRoutes,
];

/**
 * Takes the base path off. Addresses without it are served as well, so it does not matter whether a reverse proxy
 * passes it on or strips it.
 */
export function withoutBase(url: string, basePath: string): string {
  if (basePath === '' || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/**
 * Makes the web server: the native API, live events, images and the web app. It does not listen yet, and it needs no
 * database to start: until there is one, routes answer 503.
 */
export async function createApp(deps: HttpDeps): Promise<FastifyInstance> {
  const app = makeServer(deps);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  demandNeeds(app);
  // Only JSON is read: a form on another site's page cannot send that.
  app.removeContentTypeParser('text/plain');
  answerErrors(app, deps.log, (request, reply) => (isPage(request) ? sendPage(deps, request, reply) : undefined));
  await app.register(helmet, securityHeaders(deps.web));
  // It asks for a key instead of looking at where a request comes from.
  await app.register(apiV2, deps.apiV2);
  refuseCrossSiteWrites(app);
  await app.register(fastifyCookie);
  admitCallers(app, deps);
  logAccess(app, deps);
  keepAnswersOutOfCaches(app);
  await describeApi(app, deps);
  register(app, deps, ROUTES);
  await app.register(importScope(deps));
  await serveFiles(app, deps);
  // Streams never end by themselves, and a picture may take its time: the server would wait for them.
  app.addHook('preClose', async () => {
    await Promise.all([deps.liveHub.close(), deps.images.close()]);
  });
  return app;
}

function makeServer({ log, basePath, web, tls }: HttpDeps): FastifyInstance {
  const isTrusted = trustedProxies(web.trustedProxies);
  const options: FastifyServerOptions<Server> = {
    trustProxy: (address) => isTrusted(address),
    loggerInstance: log as FastifyBaseLogger,
    // Requests are logged at debug, with their addresses redacted (logAccess).
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ...(tls !== undefined && { serverFactory: (handler) => tlsServer(tls, handler, SERVER_TIMES) }),
    genReqId: () => randomBytes(REQUEST_ID_BYTES).toString('hex'),
    rewriteUrl: (request) => withoutBase(request.url ?? '/', basePath),
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    frameworkErrors: (error, request, reply) => answerError(log, error, request, reply.headers(BARE_HEADERS)),
  };
  const app: FastifyInstance = fastify(options);
  app.decorate('isTrustedProxy', isTrusted);
  return app;
}

function logAccess(app: FastifyInstance, { log }: HttpDeps): void {
  app.addHook('onResponse', async (request, reply) => {
    const { id, method } = request;
    const ms = Math.round(reply.elapsedTime);
    log.debug({ id, method, url: redact(request.url), status: reply.statusCode, ms }, 'request');
  });
}

/** Answers are personal and of the moment unless a route says otherwise. */
function keepAnswersOutOfCaches(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
