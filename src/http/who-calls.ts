/** Who calls, found out before a route runs; whoever may not do what it asks of them gets no further. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, mayDo, type Need, NOBODY, visibleTo } from '#auth/actor.ts';
import type { By, Credentials } from '#auth/auth.ts';
import { Problem } from '#problem';
import type { Visible } from '#users/visible.ts';
import { callerOf, cookiePlaceOf, type HttpCaller } from './caller.ts';
import { READS } from './cross-site.ts';
import { CSRF_HEADER, isCsrfToken } from './csrf.ts';
import type { HttpDeps } from './deps.ts';
import { isOpen } from './open-routes.ts';
import { sessionTokenOf } from './session-cookie.ts';

/** Who asks, whose rows they see, and from where. */
export interface Who {
  readonly actor: Actor;
  readonly visible: Visible;
  readonly caller: HttpCaller;
  /** Who is noted for what is changed. */
  readonly by: By;
}

/** A route as it was registered, `HEAD` and files included. */
export interface RouteSeen {
  readonly method: string;
  readonly url: string;
  readonly need: Need | undefined;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route asks of whoever calls it. */
    need?: Need;
    /** Open to anybody, and still wants to know who asks. */
    asksWho?: boolean;
  }
  interface FastifyInstance {
    /** Every route there is, for whoever wants to know that all are guarded. */
    routesSeen: readonly RouteSeen[];
  }
  interface FastifyRequest {
    /** Set before a route runs that needs somebody. */
    actor: Actor;
  }
}

/** Refuses to take a route that does not say who may call it, or that is open without standing on the list. */
export function demandNeeds(app: FastifyInstance): void {
  const seen: RouteSeen[] = [];
  app.decorate('routesSeen', seen);
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      const need = config?.need;
      const isListed = isOpen(one, url);
      if (need === undefined ? !isListed : (need === 'nothing') !== isListed)
        throw new Error(`The route ${one} ${url} must say what it needs, and stand on the list when that is nothing`);
      seen.push({ method: one, url, need });
    }
  });
}

/** What is needed to find out who asks. */
export type WhoDeps = Pick<HttpDeps, 'auth' | 'elsewhere' | 'basePath' | 'csrfKey'>;

/** Finds out who asks, once a request, and refuses whoever may not. */
export function admitCallers(app: FastifyInstance, deps: WhoDeps): void {
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request) => {
    request.actor = NOBODY;
    const { need = 'nothing', asksWho = false } = request.routeOptions.config;
    if (need === 'nothing' && !asksWho) return;
    request.actor = await actorOf(request, deps);
    demandRight(request.actor, need);
    if (!READS.has(request.method)) demandOwnPage(request, deps.csrfKey);
  });
}

/** What a trusted proxy says of somebody counts more than an old cookie, and a key more than both. */
async function actorOf(request: FastifyRequest, deps: WhoDeps): Promise<Actor> {
  const credentials = credentialsOf(request, deps);
  const peer = request.socket.remoteAddress ?? null;
  const proxied =
    credentials.key === null
      ? await deps.elsewhere.proxied({ peer, valuesOf: (name) => valuesOf(request.raw.rawHeaders, name) })
      : null;
  return proxied ?? deps.auth.actorOf(credentials, callerOf(request, deps));
}

/** Every value of a header as it arrived: names and values take turns. */
const valuesOf = (rawHeaders: readonly string[], name: string): readonly string[] =>
  rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);

function demandRight(actor: Actor, need: Need): void {
  if (mayDo(actor, need)) return;
  if (actor.kind === 'nobody') throw new Problem('unauthorised', 'Sign in first');
  throw new Problem('forbidden', 'You may not do this');
}

/** A browser sends its cookie whoever made the page; only ours knows the word. A key is sent by whoever means it. */
function demandOwnPage({ actor, headers }: FastifyRequest, key: Buffer): void {
  if (actor.kind !== 'account') return;
  const sent = headers[CSRF_HEADER];
  if (typeof sent === 'string' && isCsrfToken(key, actor.sessionHash, sent)) return;
  throw new Problem('forbidden', 'This request does not come from a page of Spyglass that is up to date', {
    hint: 'Load the page again',
  });
}

/** Everything about who asks; after `admitCallers`. */
export function whoOf(request: FastifyRequest, deps: Pick<WhoDeps, 'basePath'>): Who {
  const { actor } = request;
  const caller = callerOf(request, deps);
  return { actor, visible: visibleTo(actor), caller, by: { actor, ipAddress: caller.ipAddress } };
}

/** A key counts more than a cookie: whoever sends one means it. */
function credentialsOf(request: FastifyRequest, deps: WhoDeps): Credentials {
  const sent = request.headers['x-api-key'];
  const key = Array.isArray(sent) ? sent[0] : sent;
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return { session: sessionTokenOf(request, cookiePlaceOf(request, deps)), key: key ?? bearer ?? null };
}
