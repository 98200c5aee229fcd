import type { EpochMs } from '#clock';
import type { ItemId, ServerId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import type { ListedSession, StreamFacts } from '#plex/facts.ts';
import { resolveUser } from '#users/resolve-user.ts';
import type { FactCache } from './fact-cache.ts';
import { itemDigest, playerDigest, streamDigest } from './fact-columns.ts';
import { storeItem, storePlayer, storeStream } from './queries-facts.ts';

/** Ids of everything a session or a play points at. */
export interface Descriptions {
  readonly userId: UserId;
  readonly itemId: ItemId;
  readonly itemSnapshotId: number;
  readonly streamSnapshotId: number;
  readonly playerId: number;
}

const key = (digest: Buffer): string => digest.toString('base64');

/** Stores one way of delivery, unless it is stored already; answers its id. */
export const storeDelivery = (db: Db | Tx, cache: FactCache, stream: StreamFacts): Promise<number> =>
  cache.streams.get(key(streamDigest(stream)), () => storeStream(db, stream));

/** Stores who plays what, how and where, unless it is stored already; `at` is when the item was seen. */
export async function storeDescriptions(
  db: Db | Tx,
  cache: FactCache,
  serverId: ServerId,
  listed: ListedSession,
  at: EpochMs,
): Promise<Descriptions> {
  const { item, stream, player, account } = listed;
  const stored = await cache.items.get(key(itemDigest(serverId, item)), () => storeItem(db, serverId, item, at));
  return {
    ...stored,
    streamSnapshotId: await storeDelivery(db, cache, stream),
    playerId: await cache.players.get(key(playerDigest(player)), () => storePlayer(db, player)),
    userId: await cache.users.get(`${serverId}:${account.accountId}`, () => resolveUser(db, serverId, account)),
  };
}
