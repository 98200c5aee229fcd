import type { NewAccountBody } from '#contract/auth.ts';
import type { AccountId, UserId } from '#contract/ids.ts';
import { inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { audit, type By } from './audit.ts';
import { demandStrong } from './new-password.ts';
import { hashPassword } from './passwords.ts';
import { insertAccount } from './queries.ts';
import { personOfId } from './queries-accounts.ts';
import { demandManaging } from './rights.ts';
import type { SignInDeps } from './sign-in.ts';

/** Answers the number of the new account. @throws Problem `invalid`, `forbidden`, `conflict` when the name is taken. */
export async function createAccount({ db, clock }: SignInDeps, by: By, body: NewAccountBody): Promise<AccountId> {
  const { username, role, password } = body;
  demandManaging(by.actor, [role]);
  if (password !== null) demandStrong(password, username);
  const passwordHash = password === null ? null : await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const userId = await knownPerson(tx, body.userId);
    const passwordChangedAt = passwordHash === null ? null : new Date(clock.now());
    const account = await insertAccount(tx, { username, role, passwordHash, userId, passwordChangedAt });
    if (account === null) throw nameIsTaken(username);
    await audit(tx, by, { action: 'account.created', subject: username, details: { role } });
    return account.id;
  });
}

export const nameIsTaken = (username: string): Problem =>
  new Problem('conflict', `There is an account called ${username} already`);

/** @throws Problem `invalid` for a person who does not exist. */
export async function knownPerson(tx: Tx, id: number | null): Promise<UserId | null> {
  if (id === null) return null;
  const known = await personOfId(tx, id);
  if (known === null) throw new Problem('invalid', `There is no person with the number ${id}`);
  return known;
}
