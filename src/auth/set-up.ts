/** The first run: an installation without an owner belongs to whoever can read its log, or sits at the machine. */
import { timingSafeEqual } from 'node:crypto';
import type { CreateOwnerBody } from '#contract/auth.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Actor } from './actor.ts';
import { admit, type LetIn } from './admit.ts';
import { audit } from './audit.ts';
import { demandStrong } from './new-password.ts';
import { hashPassword } from './passwords.ts';
import { type AccountRow, insertAccount } from './queries.ts';
import { lockAccounts, ownerExists } from './queries-accounts.ts';
import { plainCode, readableCode } from './recovery-codes.ts';
import { actorOf, hashOfToken } from './sessions.ts';
import { recordFailure, refuseWhenLocked, type SignInCall, type SignInDeps } from './sign-in.ts';

/** A code for the log: 79 random bits, readable over the phone. */
export const newSetUpCode = (): string => readableCode(4, 4);

/** A visitor on this machine need not show the code: they could read the log. */
export type SetUpCall = SignInCall & { readonly isLoopback: boolean };

/**
 * Creates the owner and signs them in. Of several at once one succeeds; wherever there is an owner, none does.
 * @throws Problem `conflict` when there is one, `forbidden` for a wrong code, `invalid` for a weak password, `limited`.
 */
export async function createOwner(
  deps: SignInDeps,
  code: string,
  { username, password, code: given }: CreateOwnerBody,
  call: SetUpCall,
): Promise<LetIn> {
  if (await ownerExists(deps.db)) throw isSetUp();
  if (!call.isLoopback) await demandCode(deps, code, given ?? '', call);
  demandStrong(password, username);
  const passwordHash = await hashPassword(password);
  const account = await addOwner(
    deps.db,
    { username, passwordHash, now: new Date(deps.clock.now()) },
    { ipAddress: call.ipAddress },
  );
  return admit(deps, account, call);
}

async function demandCode(deps: SignInDeps, code: string, given: string, call: SetUpCall): Promise<void> {
  await refuseWhenLocked(deps, { ipAddress: call.ipAddress, name: null });
  if (isSameCode(given, code)) return;
  await recordFailure(deps, null, null, call);
  throw new Problem('forbidden', 'The set-up code is not right', {
    hint: 'Spyglass writes it to its log at each start until there is an owner',
  });
}

const digest = (code: string): Buffer => Buffer.from(hashOfToken(plainCode(code)), 'hex');

/** Takes a time that tells nothing about either. */
const isSameCode = (given: string, code: string): boolean => timingSafeEqual(digest(given), digest(code));

export interface NewOwner {
  readonly username: string;
  readonly passwordHash: string;
  readonly now: Date;
}

/** Without an actor the new owner is whoever does it. @throws Problem `conflict` when there is an owner, or somebody of that name. */
export async function addOwner(
  db: Db,
  { username, passwordHash, now }: NewOwner,
  by: { readonly actor?: Actor; readonly ipAddress: string | null },
): Promise<AccountRow> {
  return inTransaction(db, async (tx) => {
    await lockAccounts(tx);
    if (await ownerExists(tx)) throw isSetUp();
    const owner = { username, role: 'owner', passwordHash, userId: null, passwordChangedAt: now } as const;
    const account = await insertAccount(tx, owner);
    if (account === null) throw new Problem('conflict', `There is an account called ${username} already`);
    await audit(tx, { actor: actorOf(account, ''), ...by }, { action: 'owner.created', subject: username });
    return account;
  });
}

const isSetUp = (): Problem =>
  new Problem('conflict', 'There is an owner already', {
    hint: 'Sign in as the owner; spyglass reset-password gives them a new password',
  });
