/** What every way in has in common. */
import type { Actor } from '#auth/actor.ts';
import type { LetIn } from '#auth/auth.ts';
import type { SignInAnswer } from '#contract/auth.ts';
import type { HttpCaller } from './caller.ts';
import type { HttpAuth } from './http-auth.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What is noted of a try to sign in. */
export const signInCall = ({ ipAddress, userAgent, publicUrl }: HttpCaller, isRemembered: boolean) => ({
  ipAddress,
  userAgent,
  host: publicUrl,
  isRemembered,
});

/** Gives the browser its cookie and says who is signed in; the token itself is in no body. */
export function letIn(
  { cookie }: { readonly cookie: SessionCookie },
  { step, account, session }: LetIn,
): Extract<SignInAnswer, { step: 'done' }> {
  cookie.set(session.token, session.maxAgeSeconds);
  return { step, account };
}

/** A session that was begun for longer than this, in milliseconds, outlives the browser. */
const UNTIL_CLOSED_MS = 3_600_000;

/** Sessions slide while they are used; the cookie of one that was meant to last is made to last as long. */
export async function stayRemembered(auth: HttpAuth, actor: Actor, cookie: SessionCookie): Promise<void> {
  if (actor.kind !== 'account' || cookie.token === null) return;
  const session = (await auth.own.sessions(actor)).find(({ isCurrent }) => isCurrent);
  if (session === undefined) return;
  const lengthMs = Date.parse(session.expiresAt) - Date.parse(session.lastSeenAt);
  if (lengthMs > UNTIL_CLOSED_MS) cookie.set(cookie.token, Math.floor(lengthMs / 1_000));
}
