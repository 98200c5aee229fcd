import type { ServerId, UserId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import type { PlexAccount } from '#plex/facts.ts';
import { absorbUser, insertUser, linkAccount, updateUser, userByPlexId, userOfAccount } from './queries.ts';
import { OWNER_ACCOUNT } from './resolve-user.ts';

/**
 * Brings the people up to date with a complete answer of plex.tv (monitoring notes 9.1). What was chosen here
 * (friendly name, keep-history) is never touched.
 */
export async function saveAccounts(db: Db, serverId: ServerId, accounts: readonly PlexAccount[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const account of accounts) await saveAccount(tx, serverId, account);
  });
}

const columns = (account: PlexAccount) => ({
  plexUserId: account.plexUserId,
  username: account.username,
  title: account.title,
  email: account.email,
  thumb: account.thumb,
  isOwner: account.isOwner,
  isHomeUser: account.isHomeUser,
  isRestricted: account.isRestricted,
  isActive: true,
});

async function saveAccount(tx: Tx, serverId: ServerId, account: PlexAccount): Promise<void> {
  const accountId = account.isOwner ? OWNER_ACCOUNT : account.plexUserId;
  const linked = await userOfAccount(tx, serverId, accountId);
  const known = await userByPlexId(tx, account.plexUserId);
  const userId = await settleIdentity(tx, linked, known, account);
  await linkAccount(tx, serverId, accountId, userId);
}

/** The owner may have been seen in a session before plex.tv told their id: both become one person. */
async function settleIdentity(
  tx: Tx,
  linked: UserId | null,
  known: UserId | null,
  account: PlexAccount,
): Promise<UserId> {
  if (known !== null) {
    if (linked !== null && linked !== known) await absorbUser(tx, linked, known);
    await updateUser(tx, known, columns(account));
    return known;
  }
  if (linked !== null) {
    await updateUser(tx, linked, columns(account));
    return linked;
  }
  return insertUser(tx, columns(account));
}
