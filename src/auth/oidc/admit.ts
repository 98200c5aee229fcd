/** Who somebody is here whom a provider has signed in, and what its claims make them. */
import type { OidcProvider } from '#config/oidc-providers.ts';
import type { AccountId } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { Problem } from '#problem';
import { admit, type LetIn } from '../admit.ts';
import { audit } from '../audit.ts';
import type { AuthDeps } from '../deps.ts';
import { endAndAnnounce } from '../end-sessions.ts';
import { linkIdentity } from '../links.ts';
import { accountOfOutsider, recordRefusal } from '../outsiders.ts';
import { type AccountRow, accountById, accountByIdentity, insertIdentity, updateAccount } from '../queries.ts';
import { lockForChange } from '../queries-accounts.ts';
import { actorOf } from '../sessions.ts';
import type { SignInCall } from '../sign-in.ts';
import { type Claims, type Granted, nameOf, personKeyOf, roleOf } from './claims.ts';
import { OidcFailure } from './errors.ts';
import { onlyAccountOf, onlyPerson } from './queries.ts';

/** Somebody the provider vouches for. */
export interface Vouched {
  readonly provider: OidcProvider;
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

/** A subject is somebody's only together with who says so: a provider of the settings can be exchanged for another one. */
const subjectOf = ({ issuer, subject }: Vouched): string => `${issuer}#${subject}`;

/** @throws OidcFailure `oidc-unknown`, `oidc-forbidden`. @throws Problem `unauthorised`. */
export async function admitVouched(deps: AuthDeps, vouched: Vouched, call: SignInCall): Promise<LetIn> {
  const { provider, claims } = vouched;
  const known = await accountByIdentity(deps.db, provider.id, subjectOf(vouched));
  const role = roleOf(provider, claims);
  const refuse = async (problem: 'oidc-unknown' | 'oidc-forbidden', account: AccountRow | null) => {
    await recordRefusal(deps, { name: nameOf(provider, claims), provider: provider.id, account }, call);
    return new OidcFailure(problem);
  };
  if (known?.isEnabled === false) throw await refuse('oidc-forbidden', known);
  if (role === null && known?.role !== 'owner') {
    if (known !== null) await inTransaction(deps.db, (tx) => endAndAnnounce(tx, { of: known.id }));
    throw await refuse('oidc-forbidden', known);
  }
  const account = known ?? (await newcomer(deps, vouched, role ?? 'kept', call));
  if (account === null) throw await refuse('oidc-unknown', null);
  if (!account.isEnabled) throw await refuse('oidc-forbidden', account);
  return admit(deps, await withRole(deps, account, role ?? 'kept', provider, call), call);
}

/** Links the account of whoever began. @throws OidcFailure `oidc-taken` when it is linked to another one. */
export async function linkVouched(
  deps: AuthDeps,
  id: AccountId,
  vouched: Vouched,
  ipAddress: string | null,
): Promise<void> {
  const account = await accountById(deps.db, id);
  if (account === null || !account.isEnabled) throw new OidcFailure('oidc-expired');
  const by = { actor: actorOf(account, ''), ipAddress };
  const identity = { provider: vouched.provider.id, subject: subjectOf(vouched), userId: null };
  await linkIdentity(deps, by, id, identity).catch((error: unknown) => {
    throw error instanceof Problem && error.code === 'conflict' ? new OidcFailure('oidc-taken') : error;
  });
}

/** The account of a first visit: that of the person, or a new one; null when nobody new is let in. */
async function newcomer(
  deps: AuthDeps,
  vouched: Vouched,
  role: Granted | 'kept',
  call: SignInCall,
): Promise<AccountRow | null> {
  const { provider, claims } = vouched;
  const key = personKeyOf(provider, claims);
  const userId = key === null ? null : await onlyPerson(deps.db, key);
  // Whoever manages the installation is never found by what a provider says of somebody.
  const own = userId === null ? null : await onlyAccountOf(deps.db, userId);
  const identity = { provider: provider.id, subject: subjectOf(vouched) };
  if (own !== null) {
    await inTransaction(deps.db, async (tx) => {
      await insertIdentity(tx, own.id, identity);
      const by = { actor: actorOf(own, ''), ipAddress: call.ipAddress };
      const details = { provider: provider.id, linked: true };
      await audit(tx, by, { action: 'account.changed', subject: own.username, details });
    });
    return own;
  }
  if (!provider.autoCreate) return null;
  const granted = role === 'kept' ? 'viewer' : role;
  return accountOfOutsider(deps, { ...identity, username: nameOf(provider, claims), role: granted, userId }, call);
}

/** The account as the claims have it today; owners stay what they are. Whoever becomes something else is signed out elsewhere. */
async function withRole(
  { db }: AuthDeps,
  account: AccountRow,
  role: Granted | 'kept',
  provider: OidcProvider,
  { ipAddress }: SignInCall,
): Promise<AccountRow> {
  if (role === 'kept' || account.role === role || account.role === 'owner') return account;
  return inTransaction(db, async (tx) => {
    const now = await lockForChange(tx, account.id);
    if (now === null || now.role === role || now.role === 'owner') return now ?? account;
    await updateAccount(tx, now.id, { role });
    await endAndAnnounce(tx, { of: now.id });
    const by = { actor: actorOf({ ...now, role }, ''), ipAddress };
    const details = { role, provider: provider.id };
    await audit(tx, by, { action: 'account.changed', subject: now.username, details });
    return { ...now, role };
  });
}
