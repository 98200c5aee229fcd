/** The cookie that says in which browser a visit to somebody else who signs people in was begun. */
import type { FastifyReply } from 'fastify';
import { isToken, randomToken } from '#auth/visits.ts';
import { type CookiePlace, cookieOptions } from './session-cookie.ts';

const LIFE_SECONDS = 3_600;

const nameOf = ({ basePath, isSecure }: CookiePlace): string =>
  isSecure && basePath === '' ? '__Host-spyglass-visit' : 'spyglass-visit';

/** The cookie of one answer. */
export interface VisitCookie {
  /** As the request brought it; null without one. */
  readonly browser: string | null;
  /** The same, made and sent when there is none. */
  settle(): string;
}

export function visitCookie(reply: FastifyReply, place: CookiePlace): VisitCookie {
  const sent = reply.request.cookies[nameOf(place)];
  const browser = sent !== undefined && isToken(sent) ? sent : null;
  return {
    browser,
    settle() {
      // Several tabs share it: what one of them has begun goes on.
      const token = browser ?? randomToken();
      void reply.setCookie(nameOf(place), token, { ...cookieOptions(place), maxAge: LIFE_SECONDS });
      return token;
    },
  };
}
