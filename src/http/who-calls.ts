/** Who calls, found out before a route runs; whoever may not do what it asks of them gets no further. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, mayDo, type Need, NOBODY, visibleTo } from '#auth/actor.ts';
import type { Credentials } from '#auth/auth.ts';
import { Problem } from '#problem';
import type { Visible } from '#users/visible.ts';
import type { HttpAuth } from './http-auth.ts';
import { isOpen } from './open-routes.ts';

/** Where a request comes from. */
export interface HttpCaller {
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  /** It came over TLS, to us or to a proxy that is trusted. */
  readonly isSecure: boolean;
  /** Where the browser sees us, as `https://spyglass.example:8181`, without a path. */
  readonly publicOrigin: string;
}

/** Who asks, whose rows they see, and from where. */
export interface Who {
  readonly actor: Actor;
  readonly visible: Visible;
  readonly caller: HttpCaller;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route asks of whoever calls it. */
    need?: Need;
    /** Open to anybody, and still wants to know who asks. */
    asksWho?: boolean;
  }
  interface FastifyRequest {
    /** Set before a route runs that needs somebody. */
    actor: Actor;
  }
}

/** Refuses to take a route that does not say who may call it, or that is open without standing on the list. */
export function demandNeeds(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      const need = config?.need;
      const isListed = isOpen(one, url);
      if (need === undefined ? !isListed : (need === 'nothing') !== isListed)
        throw new Error(`The route ${one} ${url} must say what it needs, and stand on the list when that is nothing`);
    }
  });
}

/** Finds out who asks, once a request, and refuses whoever may not. */
export function admitCallers(app: FastifyInstance, auth: HttpAuth): void {
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request) => {
    request.actor = NOBODY;
    const { need = 'nothing', asksWho = false } = request.routeOptions.config;
    if (need === 'nothing' && !asksWho) return;
    request.actor = await auth.actorOf(credentialsOf(request), callerOf(request));
    if (mayDo(request.actor, need)) return;
    if (request.actor.kind === 'nobody') throw new Problem('unauthorised', 'Sign in first');
    throw new Problem('forbidden', 'You may not do this');
  });
}

/** Everything about who asks; after `admitCallers`. */
export const whoOf = (request: FastifyRequest): Who => ({
  actor: request.actor,
  visible: visibleTo(request.actor),
  caller: callerOf(request),
});

export const callerOf = (request: FastifyRequest): HttpCaller => ({
  ipAddress: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
  isSecure: request.protocol === 'https',
  publicOrigin: `${request.protocol}://${request.host}`,
});

/** A key counts more than a cookie: whoever sends one means it. */
function credentialsOf(request: FastifyRequest): Credentials {
  const sent = request.headers['x-api-key'];
  const key =
    (Array.isArray(sent) ? sent[0] : sent) ?? /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return { session: null, key: key ?? null };
}
