/** People in a session list whom nobody knows yet (monitoring notes 9.2). */
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { linkAccount } from './queries.ts';
import { localPerson, strangers } from './queries-access.ts';

/** Which of these accounts of a server belong to nobody we know. */
export const unknownAccounts = (db: Db, serverId: ServerId, accountIds: readonly number[]): Promise<number[]> =>
  strangers(db, serverId, accountIds);

/**
 * Books those of the accounts that nobody knows on the stand-in: to be called after plex.tv was asked and answered.
 * When plex.tv tells of them later, they become people of their own from then on.
 */
export async function bookOnLocal(db: Db, serverId: ServerId, accountIds: readonly number[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    const unknown = await strangers(tx, serverId, accountIds);
    if (unknown.length === 0) return;
    const local = await localPerson(tx);
    for (const accountId of unknown) await linkAccount(tx, serverId, accountId, local);
  });
}
