/** Signing in with a name and a password (authentication notes 2 and 6). */
import type { Clock } from '#clock';
import type { Db } from '#db/pool.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { LOCK_MS, lockedForMs, WINDOW_MS } from './lock-out.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { type AccountRow, accountByName, insertTry, triesSince, updateAccount } from './queries.ts';
import { holdAccount } from './queries-accounts.ts';
import { beginSession, type Caller, type NewSession } from './sessions.ts';

export interface SignInDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** What somebody who signs in says besides who they are. */
export interface SignInCall extends Caller {
  /** The address the page was opened at, for the record. */
  readonly host: string | null;
  readonly isRemembered: boolean;
}

/** One sentence for a wrong name and for a wrong password: which of them it was helps nobody but a thief. */
const WRONG = 'The name or the password is not right';

/** Fits no password; compared with when there is no account, so that the answer takes as long as with one. */
let nobodysHash: Promise<string> | null = null;

/**
 * Refuses whoever has failed too often, by address and by name.
 * @throws Problem `limited` with the seconds to wait.
 */
export async function refuseWhenLocked(
  { db, clock }: SignInDeps,
  { ipAddress, name }: { readonly ipAddress: string | null; readonly name: string | null },
): Promise<void> {
  const now = clock.now();
  const since = new Date(now - LOCK_MS - WINDOW_MS);
  const tries = await Promise.all([
    ipAddress === null ? [] : triesSince(db, { ipAddress }, since),
    name === null ? [] : triesSince(db, { userName: name }, since),
  ]);
  const waitMs = Math.max(...tries.map((some) => lockedForMs(some, now)));
  if (waitMs > 0)
    throw new Problem('limited', 'There were too many tries to sign in', {
      hint: `Try again in ${Math.ceil(waitMs / 60_000)} min`,
      retryAfterSeconds: Math.ceil(waitMs / 1_000),
    });
}

/**
 * The account of a name and a password. A password hashed in an older way is hashed anew.
 * @throws Problem `unauthorised`, `limited`.
 */
export async function checkCredentials(
  deps: SignInDeps,
  given: { readonly username: string; readonly password: string },
  call: SignInCall,
): Promise<AccountRow> {
  const name = given.username.trim();
  await refuseWhenLocked(deps, { ipAddress: call.ipAddress, name });
  const account = await accountByName(deps.db, name);
  nobodysHash ??= hashPassword('nobody');
  const stored = account?.passwordHash ?? (await nobodysHash);
  const check = await checkPassword(given.password, stored);
  if (account === null || account.passwordHash === null || !account.isEnabled || check === 'wrong') {
    await recordFailure(deps, name, account, call);
    throw new Problem('unauthorised', WRONG);
  }
  if (check === 'outdated')
    await updateAccount(deps.db, account.id, { passwordHash: await hashPassword(given.password) });
  return account;
}

/** Notes a try that failed; without a name when it was for no account. */
export async function recordFailure(
  { db, clock }: SignInDeps,
  userName: string | null,
  account: AccountRow | null,
  { ipAddress, userAgent, host }: Omit<SignInCall, 'isRemembered'>,
): Promise<void> {
  await insertTry(db, {
    at: new Date(clock.now()),
    isSuccess: false,
    accountId: account?.id ?? null,
    userId: account?.userId ?? null,
    userName: userName?.slice(0, 200) ?? null,
    role: account?.role ?? null,
    ipAddress,
    host,
    userAgent,
    expiresAt: null,
  });
}

/**
 * Lets somebody in whose identity is certain, and notes it. `account` is as it was when that was found out.
 * @throws Problem `unauthorised` when it may not come in any more, or its password was changed meanwhile.
 */
export async function letIn({ db, clock }: SignInDeps, account: AccountRow, call: SignInCall): Promise<NewSession> {
  const now = new Date(clock.now());
  return inTransaction(db, async (tx) => {
    const held = await holdAccount(tx, account.id);
    if (!held?.isEnabled || held.passwordChangedAt?.getTime() !== account.passwordChangedAt?.getTime())
      throw new Problem('unauthorised', 'The account was changed just now', { hint: 'Sign in again' });
    const { ipAddress, userAgent, host, isRemembered } = call;
    const session = await beginSession(tx, account.id, { ipAddress, userAgent }, { now, isRemembered });
    await insertTry(tx, {
      at: now,
      isSuccess: true,
      accountId: account.id,
      userId: account.userId,
      userName: account.username,
      role: account.role,
      ipAddress,
      host,
      userAgent,
      expiresAt: session.expiresAt,
    });
    return session;
  });
}
