/** Changing and deleting accounts. Whoever may do less than before, or nothing, is signed out at once. */
import type { AccountChangeBody } from '#contract/auth.ts';
import type { AccountId } from '#contract/ids.ts';
import { errorCodes } from '#db/errors.ts';
import { inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, type By } from './audit.ts';
import { knownPerson, nameIsTaken } from './create-account.ts';
import { endAndAnnounce } from './end-sessions.ts';
import { type AccountChange, type AccountRow, deleteAccount, updateAccount } from './queries.ts';
import { lockForChange, otherOwners } from './queries-accounts.ts';
import { keysOfAccount } from './queries-keys.ts';
import { announceRevoked } from './revocations.ts';
import { demandManaging } from './rights.ts';
import type { SignInDeps } from './sign-in.ts';

/** @throws Problem `invalid`, `forbidden`, `not_found`, `conflict` for a name that is taken and for the last owner. */
export async function changeAccount({ db }: SignInDeps, by: By, id: AccountId, body: AccountChangeBody): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await manageable(tx, by, id);
    if (body.role !== undefined) demandManaging(by.actor, [body.role]);
    const change = await differences(tx, account, body);
    const changed = Object.keys(change);
    if (changed.length === 0) return;
    const { role = account.role, isEnabled = account.isEnabled } = change;
    if (role !== 'owner' || !isEnabled) await demandAnotherOwner(tx, account);
    await updateAccount(tx, id, change).catch((error: unknown) => {
      throw isTaken(error) ? nameIsTaken(body.username ?? '') : error;
    });
    // A rename changes nothing about what somebody may do.
    if (changed.some((name) => name !== 'username')) await signOutEverywhere(tx, id);
    await audit(tx, by, { action: 'account.changed', subject: account.username, details: { ...change } });
  });
}

/** @throws Problem `forbidden`, `not_found`, `conflict` for the last owner. */
export async function removeAccount({ db }: SignInDeps, by: By, id: AccountId): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await manageable(tx, by, id);
    await demandAnotherOwner(tx, account);
    await signOutEverywhere(tx, id);
    await audit(tx, by, { action: 'account.deleted', subject: account.username, details: { role: account.role } });
    await deleteAccount(tx, id);
  });
}

async function manageable(tx: Tx, by: By, id: AccountId): Promise<AccountRow> {
  const account = await lockForChange(tx, id);
  demandManaging(by.actor, account === null ? [] : [account.role]);
  if (account === null) throw noAccount(id);
  return account;
}

/** What of a change is one. */
async function differences(tx: Tx, account: AccountRow, body: AccountChangeBody): Promise<AccountChange> {
  const { username, role, isEnabled } = body;
  const userId = body.userId === undefined ? account.userId : await knownPerson(tx, body.userId);
  return {
    ...(username === undefined || username === account.username ? {} : { username }),
    ...(role === undefined || role === account.role ? {} : { role }),
    ...(isEnabled === undefined || isEnabled === account.isEnabled ? {} : { isEnabled }),
    ...(userId === account.userId ? {} : { userId }),
  };
}

/** Without an owner nobody could manage the installation any more. */
async function demandAnotherOwner(tx: Tx, { id, role, isEnabled }: AccountRow): Promise<void> {
  if (role !== 'owner' || !isEnabled || (await otherOwners(tx, id)) > 0) return;
  throw new Problem('conflict', 'This is the last owner', { hint: 'Make somebody else an owner first' });
}

/** Browsers are signed out; programs with keys of the account are asked anew who they are. */
async function signOutEverywhere(tx: Tx, id: AccountId): Promise<void> {
  await endAndAnnounce(tx, { of: id });
  await announceRevoked(tx, { keys: await keysOfAccount(tx, id) });
}

const isTaken = (error: unknown): boolean => errorCodes(error).includes('23505');
