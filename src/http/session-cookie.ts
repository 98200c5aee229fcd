/** The cookie that says which signed-in browser this is. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Where a cookie is good: the path the app lives under, as the browser sees it, and whether it came over TLS. */
export interface CookiePlace {
  /** `''` or `/like/this`. */
  readonly basePath: string;
  readonly isSecure: boolean;
}

/**
 * A browser takes `__Host-` only from us and for all of the host, so that no neighbour can put one in its place. Under a path
 * of our own the host belongs to somebody else as well, and without TLS browsers do not know the prefix.
 */
export const cookieName = ({ basePath, isSecure }: CookiePlace): string =>
  isSecure && basePath === '' ? '__Host-spyglass' : 'spyglass';

/** The token a request brings; null without one. */
export const sessionTokenOf = (request: FastifyRequest, place: CookiePlace): string | null =>
  request.cookies[cookieName(place)] ?? null;

/** How a cookie of ours is sent. */
export const cookieOptions = ({ basePath, isSecure }: CookiePlace) => ({
  path: basePath === '' ? '/' : basePath,
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: isSecure,
});

/** The cookie of one answer. */
export interface SessionCookie {
  /** As the request brought it; null without one. */
  readonly token: string | null;
  /** `maxAgeSeconds` null: until the browser is closed. */
  set(token: string, maxAgeSeconds: number | null): void;
  clear(): void;
}

export const sessionCookie = (reply: FastifyReply, place: CookiePlace): SessionCookie => ({
  token: sessionTokenOf(reply.request, place),
  set: (token, maxAgeSeconds) =>
    void reply.setCookie(cookieName(place), token, {
      ...cookieOptions(place),
      ...(maxAgeSeconds !== null && { maxAge: maxAgeSeconds }),
    }),
  clear: () => void reply.clearCookie(cookieName(place), cookieOptions(place)),
});
