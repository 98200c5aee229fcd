import type { ServerId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import type { AccountFacts } from '#plex/facts.ts';
import { insertUser, linkAccount, ownerByName, userByPlexId, userOfAccount } from './queries.ts';

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
  const userId =
    found ??
    (await insertUser(db, {
      plexUserId: isOwner ? null : account.accountId,
      username: account.name,
      thumb: account.thumb,
      isOwner,
    }));
  await linkAccount(db, serverId, account.accountId, userId);
  return userId;
}
