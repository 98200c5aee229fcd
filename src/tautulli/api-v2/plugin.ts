/** The Tautulli-compatible API as a Fastify plugin in a scope of its own (API notes 1). */
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { describeError } from '#problem';
import { answerRequest, type DispatchDeps } from './dispatch.ts';
import { JSON_TYPE, PLAIN_JSON, type Rendered, render } from './envelope.ts';
import { replyToError } from './failure.ts';
import { spacedJson } from './json.ts';
import { lastSent, type SentParams } from './params.ts';
import { failed } from './reply.ts';
import { formParams, sentParams } from './sent.ts';

/** Every method runs the command. */
const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];
/** Clients use the address with and without a slash, and some add a path. */
const PATHS: readonly string[] = ['/api/v2', '/api/v2/*'];
const OLD_PATHS: readonly string[] = ['/api', '/api/', '/api/v1', '/api/v1/*'];
const NO_CACHE = 'max-age=0,no-cache,no-store';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the form of a request to `/api/v2` says; empty for other bodies. */
    v2Form?: SentParams;
  }
}

/**
 * Registers `/api/v2` and the addresses beside it that health checks of Tautulli use. Register it in the root, without
 * a prefix, before hooks that refuse requests of other sites: this API asks for a key instead.
 */
export const apiV2: FastifyPluginAsync<DispatchDeps> = async (app, deps) => {
  readBodies(app);
  app.setErrorHandler((error, request, reply) => send(request, reply, refusalOf(error, deps)));
  const schema = { hide: true };
  for (const url of PATHS) {
    app.route({ method: [...METHODS], url, schema, handler: (request, reply) => answer(request, reply, deps) });
  }
  for (const url of OLD_PATHS) {
    app.route({ method: [...METHODS], url, schema, handler: (request, reply) => send(request, reply, OLD_ADDRESS) });
  }
  app.get('/status', { schema }, (_request, reply) => sendBare(reply, { result: 'success', message: 'Ok' }));
  app.get('/server_status', { schema }, async (_request, reply) =>
    sendBare(reply, { result: 'success', connected: await isConnected(deps) }),
  );
};

/** An old address answers 200 all the same: clients that try it look at the text. */
const OLD_ADDRESS = render(failed('Please use the /api/v2 endpoint.', { status: 200 }), PLAIN_JSON);

/** Any body is taken: forms are parameters, everything else is ignored, as by the reference. */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    request.v2Form = await formParams(request.headers['content-type'], body);
    return undefined;
  });
}

/** What pages of other sites may do; browsers ask that before anything else, and it is no command. */
const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, x-api-key',
  'access-control-max-age': '3600',
} as const;

const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

async function answer(request: FastifyRequest, reply: FastifyReply, deps: DispatchDeps): Promise<FastifyReply> {
  if (isPreflight(request)) return allowOrigin(request, reply).headers(PREFLIGHT).code(204).send();
  const sent = sentParams(request.url, request.v2Form);
  const rendered = await answerRequest({ sent, headerKey: headerKey(request), ipAddress: request.ip }, deps);
  const { id, method } = request;
  deps.log.debug(
    { id, method, cmd: lastSent(sent, 'cmd'), status: rendered.status, ms: Math.round(reply.elapsedTime) },
    'API request',
  );
  return send(request, reply, rendered);
}

/** Newer clients send the key in a header. */
function headerKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['x-api-key'];
  return (Array.isArray(key) ? key[0] : key) ?? /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** Pages of other sites may read the answers: they need the key for that (API notes 1, CORS). */
function allowOrigin({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('vary', 'Origin').header('cross-origin-resource-policy', 'cross-origin');
  return headers.origin === undefined ? reply : reply.header('access-control-allow-origin', headers.origin);
}

function send(request: FastifyRequest, reply: FastifyReply, rendered: Rendered): FastifyReply {
  return allowOrigin(request, reply)
    .code(rendered.status)
    .headers(rendered.headers)
    .type(rendered.contentType)
    .send(rendered.body);
}

const sendBare = (reply: FastifyReply, body: Record<string, string | boolean | null>): FastifyReply =>
  reply.header('cache-control', NO_CACHE).type(JSON_TYPE).send(spacedJson(body));

/** What the framework refuses, for example a body that is too large, is refused in the envelope. */
function refusalOf(error: unknown, { log }: DispatchDeps): Rendered {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const isRefusal = status >= 400 && status < 500;
  const reply = isRefusal ? failed(describeError(error), { status }) : replyToError(error, '', log);
  return render(reply, PLAIN_JSON);
}

/** Null while nobody knows. */
async function isConnected({ room, log }: DispatchDeps): Promise<boolean | null> {
  try {
    return (await (await room()).services.serverConnected?.()) ?? null;
  } catch (error) {
    log.debug({ reason: describeError(error) }, 'whether the Plex server answers is not known');
    return null;
  }
}
