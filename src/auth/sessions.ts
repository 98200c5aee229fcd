/**
 * Signed-in browsers: an opaque random token in a cookie, and its hash in the database, so that a stolen copy of the database
 * signs nobody in (authentication notes 4). Sessions slide: whoever keeps coming stays.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#clock';
import type { AccountId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import type { Actor } from './actor.ts';
import { type AccountRow, insertSession, liveSession, touchSession } from './queries.ts';

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;
/** For whoever wants to be remembered. */
export const LONG_SESSION_MS = 30 * 24 * HOUR_MS;
/** For whoever does not; counted from the last request. */
export const SHORT_SESSION_MS = HOUR_MS;
/** A session is written at most this often while it is used. */
const TOUCH_EVERY_MS = 60_000;

/** Where a request comes from. */
export interface Caller {
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

export interface NewSession {
  /** For the cookie; it is not kept. */
  readonly token: string;
  readonly hash: string;
  readonly expiresAt: Date;
  /** Null when the cookie shall end with the browser. */
  readonly maxAgeSeconds: number | null;
}

/** What the row of a token is found by. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export async function beginSession(
  tx: Tx,
  accountId: AccountId,
  caller: Caller,
  { now, isRemembered }: { readonly now: Date; readonly isRemembered: boolean },
): Promise<NewSession> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const lengthMs = isRemembered ? LONG_SESSION_MS : SHORT_SESSION_MS;
  const hash = hashOfToken(token);
  const expiresAt = new Date(now.getTime() + lengthMs);
  await insertSession(tx, accountId, { tokenHash: hash, ...caller, createdAt: now, lastSeenAt: now, expiresAt });
  return { token, hash, expiresAt, maxAgeSeconds: isRemembered ? lengthMs / 1_000 : null };
}

export const actorOf = (account: AccountRow, sessionHash: string): Actor => ({
  kind: 'account',
  accountId: account.id,
  name: account.username,
  role: account.role,
  userId: account.userId,
  sessionHash,
});

/** Whose token this is; null when it is nobody's, has ended, or its account may not come in any more. */
export async function actorOfToken(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  token: string,
  caller: Caller,
): Promise<Actor | null> {
  // Ours are 43 characters; anything else is not worth a question to the database.
  if (!/^[\w-]{43}$/.test(token)) return null;
  const hash = hashOfToken(token);
  const now = clock.now();
  const found = await liveSession(db, hash, new Date(now));
  if (found === null) return null;
  const { session, account } = found;
  if (now - session.lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
    // It slides by the length it began with.
    const lengthMs = session.expiresAt.getTime() - session.lastSeenAt.getTime();
    const seen = { lastSeenAt: new Date(now), expiresAt: new Date(now + lengthMs), ipAddress: caller.ipAddress };
    await touchSession(db, hash, seen);
  }
  return actorOf(account, hash);
}
