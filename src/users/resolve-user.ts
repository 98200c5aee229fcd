import type { ServerId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { users } from '#db/schema/index.ts';
import type { AccountFacts } from '#plex/facts.ts';
import { linkAccount, ownerByName, userByPlexId, userOfAccount } from './queries.ts';

/** Number under which every server lists its owner. */
export const OWNER_ACCOUNT = 1;

/**
 * The person behind an account of a server (monitoring notes 9.2). Somebody we never heard of is remembered under the
 * name the server gives, so that no play is booked on the wrong person or lost; plex.tv fills in the rest later.
 */
export async function resolveUser(db: Db | Tx, serverId: ServerId, account: AccountFacts): Promise<UserId> {
  const known = await userOfAccount(db, serverId, account.accountId);
  if (known !== null) return known;
  const isOwner = account.accountId === OWNER_ACCOUNT;
  const found = isOwner ? await ownerByName(db, account.name) : await userByPlexId(db, account.accountId);
  const userId = found ?? (await addUser(db, account, isOwner));
  await linkAccount(db, serverId, account.accountId, userId);
  return userId;
}

async function addUser(db: Db | Tx, account: AccountFacts, isOwner: boolean): Promise<UserId> {
  const plexUserId = isOwner ? null : account.accountId;
  const values = { plexUserId, username: account.name, thumb: account.thumb, isOwner };
  const [row] = await db
    .insert(users)
    .values(values)
    .onConflictDoUpdate({ target: users.plexUserId, set: { username: account.name } })
    .returning({ id: users.id });
  if (row === undefined) throw new Error('adding a user returned no id');
  return row.id;
}
