/** Accounts as they are shown: to their managers, and to themselves. */
import type { AccountView, OwnAccount, SessionView } from '#contract/auth.ts';
import type { AccountId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import { displayName } from '#users/people.ts';
import type { Actor } from './actor.ts';
import { accountById, sessionsOf } from './queries.ts';
import { type ShownAccount, shownAccounts } from './queries-accounts.ts';
import { demand, demandAccount, demandManaging, isOwn, mayManage } from './rights.ts';
import type { SignInDeps } from './sign-in.ts';

export const noAccount = (id: AccountId): Problem =>
  new Problem('not_found', `There is no account with the number ${id}`);

/** @throws Problem `forbidden`. */
export async function listAccounts({ db, clock }: SignInDeps, actor: Actor): Promise<AccountView[]> {
  demand(actor, 'admin');
  const rows = await shownAccounts(db, new Date(clock.now()));
  return rows.map((row) => accountView(row, actor));
}

/** @throws Problem `not_found`. */
export async function accountViewOf({ db, clock }: SignInDeps, actor: Actor, id: AccountId): Promise<AccountView> {
  const [row] = await shownAccounts(db, new Date(clock.now()), id);
  if (row === undefined) throw noAccount(id);
  return accountView(row, actor);
}

function accountView(row: ShownAccount, actor: Actor): AccountView {
  const { id, username, role, isEnabled, passkeys, providers, sessions, person } = row;
  return {
    id,
    username,
    role,
    isEnabled,
    person: person === null ? null : { id: person.id, name: displayName(person) },
    hasPassword: row.passwordHash !== null,
    hasTotp: row.totpSecretSealed !== null,
    passkeys,
    providers,
    sessions,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    isManageable: mayManage(actor, role),
  };
}

/** Who is signed in, as they may know themselves. @throws Problem `not_found`. */
export async function ownAccount({ db, clock }: SignInDeps, id: AccountId): Promise<OwnAccount> {
  const [row] = await shownAccounts(db, new Date(clock.now()), id);
  if (row === undefined) throw noAccount(id);
  const { username, role, passkeys, person } = row;
  // A name that an administrator chose for somebody is the administrators' own (authentication notes 9.1).
  const nameOf = mayManagePeople(role) ? displayName : (one: { readonly username: string }) => one.username;
  return {
    id: row.id,
    username,
    role,
    person: person === null ? null : { id: person.id, name: nameOf(person) },
    hasPassword: row.passwordHash !== null,
    hasTotp: row.totpSecretSealed !== null,
    recoveryCodesLeft: row.recoveryCodes,
    passkeys,
  };
}

const mayManagePeople = (role: ShownAccount['role']): boolean => role === 'owner' || role === 'admin';

/** Signed-in browsers of an account, the latest first. @throws Problem `not_found`, `forbidden`. */
export async function listSessions(deps: SignInDeps, actor: Actor, id: AccountId): Promise<SessionView[]> {
  await demandOneOf(deps.db, actor, id);
  const rows = await sessionsOf(deps.db, id, new Date(deps.clock.now()));
  const current = actor.kind === 'account' ? actor.sessionHash : null;
  return rows.map(({ tokenHash, ipAddress, userAgent, createdAt, lastSeenAt, expiresAt }) => ({
    id: tokenHash,
    ipAddress,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isCurrent: tokenHash === current,
  }));
}

/** Signed-in browsers of whoever asks. */
export const ownSessions = (deps: SignInDeps, actor: Actor): Promise<SessionView[]> =>
  listSessions(deps, actor, demandAccount(actor).accountId);

async function demandOneOf(db: Db, actor: Actor, id: AccountId): Promise<void> {
  demand(actor, 'sign-in');
  if (isOwn(actor, id)) return;
  demand(actor, 'admin');
  const account = await accountById(db, id);
  if (account === null) throw noAccount(id);
  demandManaging(actor, [account.role]);
}
