import type { AccountId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, type By } from './audit.ts';
import { endAndAnnounce } from './end-sessions.ts';
import { lockForChange, otherWays } from './queries-accounts.ts';
import { clearTotp, deletePasskeys } from './queries-factors.ts';
import { demandManaging } from './rights.ts';

/**
 * For somebody who lost their phone: takes away the app, the recovery codes and the passkeys, and signs them out everywhere.
 * @throws Problem `forbidden`, `not_found`, `conflict` when no way to sign in would be left.
 */
export async function removeSecondFactors(db: Db, by: By, id: AccountId): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await lockForChange(tx, id);
    demandManaging(by.actor, account === null ? [] : [account.role]);
    if (account === null) throw noAccount(id);
    const { identities } = await otherWays(tx, id);
    if (account.passwordHash === null && identities === 0)
      throw new Problem('conflict', 'Passkeys are the only way into this account', { hint: 'Set a password first' });
    await dropFactors(tx, id);
    await endAndAnnounce(tx, { of: id });
    await audit(tx, by, { action: 'account.second-factors-removed', subject: account.username });
  });
}

/** Leaves the password, and whatever a provider vouches for. */
export async function dropFactors(tx: Tx, id: AccountId): Promise<void> {
  await clearTotp(tx, id);
  await deletePasskeys(tx, id);
}
