/** Signing out: one browser, those of an account, or everybody (authentication notes 14). Effective at once, for open pages too. */
import type { AccountId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { audit, type By } from './audit.ts';
import { accountById, type Ending, endSessions } from './queries.ts';
import { deleteStepsOf } from './queries-steps.ts';
import { announceRevoked } from './revocations.ts';
import { demand, demandAccount, demandManaging, isOwn } from './rights.ts';

/** Ends sessions and tells everybody. Answers how many they were. */
export async function endAndAnnounce(tx: Tx, ending: Ending): Promise<number> {
  const sessions = await endSessions(tx, ending);
  // Whoever has given a password that is not good any more does not get on with the second step.
  if (!('hash' in ending)) await deleteStepsOf(tx, ending.of);
  await announceRevoked(tx, { sessions });
  return sessions.length;
}

/** Signs the asking browser out. */
export async function signOut(db: Db, { actor }: By): Promise<void> {
  if (actor.kind !== 'account') return;
  await inTransaction(db, (tx) => endAndAnnounce(tx, { hash: actor.sessionHash }));
}

/** Signs one of somebody's browsers out; whoever may do so is their manager, or themselves. @throws Problem `not_found`, `forbidden`. */
export async function endSessionOf(db: Db, by: By, id: AccountId, hash: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await managed(tx, by, id);
    const ended = await endSessions(tx, { of: id, hash });
    if (ended.length === 0) throw new Problem('not_found', 'This browser is not signed in any more');
    await announceRevoked(tx, { sessions: ended });
    await audit(tx, by, { action: 'session.ended', subject: account.username });
  });
}

/** Signs all browsers of somebody out. Answers how many they were. @throws Problem `not_found`, `forbidden`. */
export async function endSessionsOf(db: Db, by: By, id: AccountId): Promise<number> {
  return inTransaction(db, async (tx) => {
    const account = await managed(tx, by, id);
    const sessions = await endAndAnnounce(tx, { of: id });
    await audit(tx, by, { action: 'sessions.ended', subject: account.username, details: { sessions } });
    return sessions;
  });
}

/** Signs out all browsers of the asking account but the one that asks. Answers how many they were. */
export async function endOtherSessions(db: Db, by: By): Promise<number> {
  const { accountId, sessionHash, name } = demandAccount(by.actor);
  return inTransaction(db, async (tx) => {
    const sessions = await endAndAnnounce(tx, { of: accountId, but: sessionHash });
    await audit(tx, by, { action: 'sessions.ended', subject: name, details: { sessions } });
    return sessions;
  });
}

/** Signs everybody out but the browser that asks. Answers how many browsers they were. @throws Problem `forbidden`. */
export async function endAllSessions(db: Db, by: By): Promise<number> {
  demand(by.actor, 'admin');
  return inTransaction(db, async (tx) => {
    const but = by.actor.kind === 'account' ? { but: by.actor.sessionHash } : {};
    const sessions = await endAndAnnounce(tx, { of: 'everybody', ...but });
    await audit(tx, by, { action: 'sessions.ended', subject: null, details: { sessions } });
    return sessions;
  });
}

async function managed(tx: Tx, { actor }: By, id: AccountId) {
  demand(actor, 'sign-in');
  const account = await accountById(tx, id);
  if (account === null) throw new Problem('not_found', `There is no account with the number ${id}`);
  if (!isOwn(actor, id)) demandManaging(actor, [account.role]);
  return account;
}
