/** For whoever can give commands on the machine and cannot sign in any more: a new password, never an open door. */
import type { Role } from '#contract/enums.ts';
import type { AccountId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, COMMAND_LINE } from './audit.ts';
import { endAndAnnounce } from './end-sessions.ts';
import { demandStrong } from './new-password.ts';
import { hashPassword } from './passwords.ts';
import { type AccountRow, accountByName, listAccounts, updateAccount } from './queries.ts';
import { lockForChange } from './queries-accounts.ts';
import { dropFactors } from './remove-factors.ts';
import { addOwner } from './set-up.ts';
import type { SignInDeps } from './sign-in.ts';

/** How the owner is called when nobody says otherwise. */
const USUAL_NAME = 'admin';

/** Whose password is meant. Without an id they are about to be created. `isOwner`: they are, or become it. */
export interface Resettable {
  readonly id: AccountId | null;
  readonly username: string;
  readonly isOwner: boolean;
}

/**
 * The account of a name; without a name the owner. While nobody is an owner, whoever is meant becomes it.
 * @throws Problem `not_found` for an unknown name, `invalid` when there are several owners to choose from.
 */
export async function accountToReset(db: Db, username: string | null): Promise<Resettable> {
  const all = await listAccounts(db);
  const owners = all.filter(({ role }) => role === 'owner');
  const isOwner = (role: Role): boolean => role === 'owner' || owners.length === 0;
  if (username === null) {
    const [owner, second] = owners;
    if (second !== undefined)
      throw new Problem('invalid', `There are several owners: ${names(owners)}`, {
        hint: 'Choose one with --username',
      });
    if (owner !== undefined) return { id: owner.id, username: owner.username, isOwner: true };
  }
  const name = username ?? USUAL_NAME;
  const account = await accountByName(db, name);
  if (account !== null) return { id: account.id, username: account.username, isOwner: isOwner(account.role) };
  if (owners.length === 0) return { id: null, username: name, isOwner: true };
  throw new Problem('not_found', `There is no account called ${name}`, { hint: `There are: ${names(all)}` });
}

const names = (accounts: readonly AccountRow[]): string => accounts.map(({ username }) => username).join(', ');

export interface PasswordReset {
  readonly password: string;
  /** Takes away the app, the recovery codes and the passkeys, too. */
  readonly removeFactors: boolean;
}

/** Gives the account the password, lets it in again, and ends its sessions; answers how many. @throws Problem `invalid`. */
export async function resetPassword(
  { db, clock }: SignInDeps,
  { id, username, isOwner }: Resettable,
  { password, removeFactors }: PasswordReset,
): Promise<number> {
  demandStrong(password, username);
  const passwordHash = await hashPassword(password);
  const now = new Date(clock.now());
  if (id === null) {
    await addOwner(db, { username, passwordHash, now }, COMMAND_LINE);
    return 0;
  }
  return inTransaction(db, async (tx) => {
    const account = await lockForChange(tx, id);
    if (account === null) throw noAccount(id);
    const role = isOwner ? 'owner' : account.role;
    await updateAccount(tx, id, { passwordHash, passwordChangedAt: now, isEnabled: true, role });
    if (removeFactors) await dropFactors(tx, id);
    await audit(tx, COMMAND_LINE, { action: 'account.password-reset', subject: username, details: { removeFactors } });
    return endAndAnnounce(tx, { of: id });
  });
}
