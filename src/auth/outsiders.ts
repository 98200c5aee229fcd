/** What people who come in through somebody else have in common: their accounts, and the record of those who are refused. */
import type { Role } from '#contract/enums.ts';
import type { UserId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { audit } from './audit.ts';
import { type AccountRow, accountByIdentity, insertAccount, insertIdentity, insertTry } from './queries.ts';
import { lockAccounts } from './queries-accounts.ts';
import { actorOf } from './sessions.ts';
import type { SignInCall, SignInDeps } from './sign-in.ts';

export interface Identity {
  /** `plex`, or the id of an OpenID provider. */
  readonly provider: string;
  /** What the provider knows them by, for ever. */
  readonly subject: string;
}

export interface Outsider extends Identity {
  /** How they are called there. */
  readonly username: string;
  readonly role: Exclude<Role, 'owner'>;
  /** The person whose history is theirs. */
  readonly userId: UserId | null;
}

const LONGEST_NAME = 90;

/** A name as accounts have them; never that of somebody else, which is seen to by whoever inserts. */
const cleanName = (given: string, provider: string): string =>
  given
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, LONGEST_NAME) || provider;

/** The account of somebody's first visit. Of two visits at once both get the same. */
export async function accountOfOutsider(
  { db }: SignInDeps,
  { provider, subject, username, role, userId }: Outsider,
  { ipAddress }: Pick<SignInCall, 'ipAddress'>,
): Promise<AccountRow> {
  return inTransaction(db, async (tx) => {
    await lockAccounts(tx);
    const known = await accountByIdentity(tx, provider, subject);
    if (known !== null) return known;
    const name = cleanName(username, provider);
    for (let number = 1; number <= 100; number += 1) {
      // A name that is taken is somebody else: it says nothing of who this is.
      const account = await insertAccount(tx, {
        username: number === 1 ? name : `${name} ${number}`,
        role,
        passwordHash: null,
        userId,
        passwordChangedAt: null,
      });
      if (account === null) continue;
      await insertIdentity(tx, account.id, { provider, subject });
      const details = { role, provider };
      await audit(
        tx,
        { actor: actorOf(account, ''), ipAddress },
        { action: 'account.created', subject: account.username, details },
      );
      return account;
    }
    throw new Problem('conflict', `There are too many accounts called ${name}`);
  });
}

/** Notes somebody who was refused, under a name that is nobody's account: it must not count against one. */
export async function recordRefusal(
  { db, clock }: SignInDeps,
  who: {
    readonly name: string;
    readonly provider: string;
    readonly account?: AccountRow | null;
    readonly userId?: UserId | null;
  },
  { ipAddress, userAgent, host }: Omit<SignInCall, 'isRemembered'>,
): Promise<void> {
  await insertTry(db, {
    at: new Date(clock.now()),
    isSuccess: false,
    accountId: who.account?.id ?? null,
    userId: who.account?.userId ?? who.userId ?? null,
    userName: `${cleanName(who.name, who.provider)} (${who.provider})`,
    role: who.account?.role ?? null,
    ipAddress,
    host,
    userAgent,
    expiresAt: null,
  });
}
