/** Changing a password: the own one, and that of somebody one manages. Whoever knew the old one is signed out. */
import type { OwnPasswordBody } from '#contract/auth.ts';
import type { AccountId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, type By } from './audit.ts';
import { endAndAnnounce } from './end-sessions.ts';
import { demandStrong } from './new-password.ts';
import { hashPassword } from './passwords.ts';
import { provePassword } from './prove-password.ts';
import { accountById, updateAccount } from './queries.ts';
import { lockForChange, otherWays } from './queries-accounts.ts';
import { demandAccount, demandManaging } from './rights.ts';
import type { SignInDeps } from './sign-in.ts';

/** Ends the account's other sessions. @throws Problem `invalid` for a wrong present or a weak new one, `limited`. */
export async function setOwnPassword(deps: SignInDeps, by: By, { current, password }: OwnPasswordBody): Promise<void> {
  const { accountId, sessionHash } = demandAccount(by.actor);
  const account = await accountById(deps.db, accountId);
  if (account === null) throw noAccount(accountId);
  await provePassword(deps, account, current, by);
  demandStrong(password, account.username);
  const passwordHash = await hashPassword(password);
  await inTransaction(deps.db, async (tx) => {
    const locked = await lockForChange(tx, accountId);
    // Of two changes at once only one knew the password that is changed.
    if (locked?.passwordHash !== account.passwordHash)
      throw new Problem('conflict', 'The password was changed just now', { hint: 'Try again' });
    await updateAccount(tx, accountId, { passwordHash, passwordChangedAt: new Date(deps.clock.now()) });
    await endAndAnnounce(tx, { of: accountId, but: sessionHash });
    await audit(tx, by, { action: 'account.password-changed', subject: account.username });
  });
}

/** Ends all sessions of the account. Null takes the password away. @throws Problem `invalid`, `forbidden`, `not_found`, `conflict`. */
export async function setPasswordOf(deps: SignInDeps, by: By, id: AccountId, password: string | null): Promise<void> {
  const account = await accountById(deps.db, id);
  demandManaging(by.actor, account === null ? [] : [account.role]);
  if (account === null) throw noAccount(id);
  if (password !== null) demandStrong(password, account.username);
  const passwordHash = password === null ? null : await hashPassword(password);
  await inTransaction(deps.db, async (tx) => {
    const locked = await lockForChange(tx, id);
    if (locked === null) throw noAccount(id);
    demandManaging(by.actor, [locked.role]);
    if (passwordHash === null) {
      const { passkeys, identities } = await otherWays(tx, id);
      if (passkeys + identities === 0) throw noOtherWay();
    }
    await updateAccount(tx, id, { passwordHash, passwordChangedAt: new Date(deps.clock.now()) });
    await endAndAnnounce(tx, { of: id });
    await audit(tx, by, {
      action: passwordHash === null ? 'account.password-removed' : 'account.password-changed',
      subject: locked.username,
    });
  });
}

export const noOtherWay = (): Problem =>
  new Problem('conflict', 'There would be no way left to sign in to this account', {
    hint: 'Set a password, or delete the account',
  });
