/** Accounts elsewhere with which somebody comes in as an account of here: linked by whoever is signed in, and taken away again. */
import type { AccountId, UserId } from '#contract/ids.ts';
import type { PlexLinkAnswer } from '#contract/sign-in-elsewhere.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { noAccount } from './account-views.ts';
import { audit, type By } from './audit.ts';
import type { Identity } from './outsiders.ts';
import { beginPin, checkPin, type PinDeps, upstream } from './plex/pin.ts';
import { PLEX } from './plex/sign-in.ts';
import { provePassword } from './prove-password.ts';
import { type AccountRow, accountById, accountByIdentity, insertIdentity, updateAccount } from './queries.ts';
import { lockForChange, otherWays } from './queries-accounts.ts';
import { plexPerson } from './queries-guests.ts';
import { deleteIdentities, identitiesOf } from './queries-links.ts';
import { demandAccount } from './rights.ts';
import { noOtherWay } from './set-password.ts';
import type { SignInDeps } from './sign-in.ts';

/** Whoever asks, after they said their password again. @throws Problem `invalid` for a wrong one, `limited`. */
export async function provenAccount(deps: SignInDeps, by: By, password: string | null): Promise<AccountRow> {
  const { accountId } = demandAccount(by.actor);
  const account = await accountById(deps.db, accountId);
  if (account === null) throw noAccount(accountId);
  await provePassword(deps, account, password, by);
  return account;
}

/** With whom the account of whoever asks is linked. */
export const listLinks = ({ db }: SignInDeps, { actor }: Pick<By, 'actor'>) =>
  identitiesOf(db, demandAccount(actor).accountId);

export interface Link extends Identity {
  /** Who it is among the people here; becomes the account's person when that has none. */
  readonly userId: UserId | null;
}

/** @throws Problem `conflict` when it is linked to another account. */
export async function linkIdentity(
  { db }: Pick<SignInDeps, 'db'>,
  by: By,
  id: AccountId,
  { provider, subject, userId }: Link,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await lockForChange(tx, id);
    if (account === null) throw noAccount(id);
    await insertIdentity(tx, id, { provider, subject });
    const owner = await accountByIdentity(tx, provider, subject);
    if (owner?.id !== id)
      throw new Problem('conflict', 'It is linked to another account here already', {
        hint: 'Whoever runs this installation can remove that account',
      });
    const isNewPerson = account.userId === null && userId !== null;
    if (isNewPerson) await updateAccount(tx, id, { userId });
    const details = { provider, ...(isNewPerson && { person: userId }) };
    await audit(tx, by, { action: 'account.linked', subject: account.username, details });
  });
}

/** @throws Problem `not_found`, `conflict` when no way to sign in would be left. */
export async function unlink({ db }: SignInDeps, by: By, provider: string): Promise<void> {
  const { accountId } = demandAccount(by.actor);
  await inTransaction(db, async (tx) => {
    const account = await lockForChange(tx, accountId);
    const removed = await deleteIdentities(tx, accountId, provider);
    if (account === null || removed === 0) throw new Problem('not_found', 'This account is not linked with that');
    const { passkeys, identities } = await otherWays(tx, accountId);
    if (account.passwordHash === null && passkeys + identities === 0) throw noOtherWay();
    await audit(tx, by, { action: 'account.unlinked', subject: account.username, details: { provider } });
  });
}

export interface BeginPlexLink {
  readonly browser: string;
  readonly forwardUrl: string | null;
  readonly password: string | null;
}

/** @throws Problem `invalid` for a wrong password, `limited`, `upstream`. */
export async function beginPlexLink(deps: PinDeps, by: By, { browser, forwardUrl, password }: BeginPlexLink) {
  const { id: accountId } = await provenAccount(deps, by, password);
  return beginPin(deps, { purpose: 'link', browser, isRemembered: false, forwardUrl, accountId });
}

/** Links the Plex account once its person has agreed. @throws Problem `upstream`, `conflict`. */
export async function checkPlexLink(
  deps: PinDeps,
  by: By,
  visit: { readonly pinId: string; readonly browser: string | null },
): Promise<PlexLinkAnswer> {
  const { accountId } = demandAccount(by.actor);
  const pin = await checkPin(deps, { ...visit, purpose: 'link' });
  if (pin.state !== 'agreed') return { state: pin.state };
  if (pin.accountId !== accountId) return { state: 'expired' };
  const account = await (await deps.plexTv(pin.plexToken)).account();
  if (!account.ok) throw upstream(account.problem);
  const { plexUserId, username } = account.value;
  const person = await plexPerson(deps.db, plexUserId);
  await linkIdentity(deps, by, accountId, {
    ...{ provider: PLEX, subject: String(plexUserId) },
    userId: person === null || person.isDeleted ? null : person.id,
  });
  return { state: 'done', username };
}
