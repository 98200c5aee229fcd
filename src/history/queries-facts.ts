/**
 * Stores what was played, how and on which device, once per distinct description, and hands out the ids.
 * Live plays and imported plays both end here, so that they share the same snapshots.
 */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { ItemId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { itemKeys, itemSnapshots, items, players, streamSnapshots } from '#db/schema/index.ts';
import type { ItemFacts, PlayerFacts, StreamFacts } from '#plex/facts.ts';
import { digest } from './digest.ts';
import { baseColumns, creditColumns, itemIdentity, playerDigest, streamColumns } from './fact-columns.ts';

export interface StoredItem {
  readonly itemId: ItemId;
  readonly itemSnapshotId: number;
}

/** Finds or makes the item, its rating-key alias and the snapshot of exactly these facts. */
export async function storeItem(db: Db | Tx, serverId: ServerId, facts: ItemFacts, at: EpochMs): Promise<StoredItem> {
  const values = {
    serverId,
    identity: itemIdentity(facts),
    mediaType: facts.mediaType,
    externalIds: [...facts.externalIds],
  };
  const [item] = await db
    .insert(items)
    .values(values)
    .onConflictDoUpdate({
      target: [items.serverId, items.identity], // A session list carries no external ids; what the item's own description said stays.
      set: {
        externalIds: sql`case when excluded.external_ids = '{}' then ${items.externalIds} else excluded.external_ids end`,
      },
    })
    .returning({ id: items.id });
  if (item === undefined) throw new Error('storing an item returned no id');
  if (facts.ratingKey !== null) await rememberKey(db, serverId, item.id, facts.ratingKey, at);
  return { itemId: item.id, itemSnapshotId: await storeSnapshot(db, item.id, facts) };
}

async function rememberKey(
  db: Db | Tx,
  serverId: ServerId,
  itemId: ItemId,
  ratingKey: NonNullable<ItemFacts['ratingKey']>,
  at: EpochMs,
): Promise<void> {
  const seen = new Date(at);
  await db
    .insert(itemKeys)
    .values({ serverId, itemId, ratingKey, firstSeenAt: seen, lastSeenAt: seen })
    .onConflictDoUpdate({
      target: [itemKeys.serverId, itemKeys.ratingKey, itemKeys.itemId],
      set: {
        lastSeenAt: sql`greatest(${itemKeys.lastSeenAt}, excluded.last_seen_at)`,
        firstSeenAt: sql`least(${itemKeys.firstSeenAt}, excluded.first_seen_at)`,
      },
    });
}

async function storeSnapshot(db: Db | Tx, itemId: ItemId, facts: ItemFacts): Promise<number> {
  const base = baseColumns(facts);
  const baseHash = digest(base);
  if (facts.markers === null) {
    // A session list does not carry markers: the same description that has them serves as well.
    const [known] = await db
      .select({ id: itemSnapshots.id })
      .from(itemSnapshots)
      .where(and(eq(itemSnapshots.itemId, itemId), eq(itemSnapshots.baseHash, baseHash)))
      .orderBy(desc(itemSnapshots.isMarkersKnown), desc(itemSnapshots.id))
      .limit(1);
    if (known !== undefined) return known.id;
  }
  const credits = creditColumns(facts);
  const [row] = await db
    .insert(itemSnapshots)
    .values({ itemId, hash: digest({ ...base, ...credits }), baseHash, ...base, ...credits })
    .onConflictDoUpdate({ target: [itemSnapshots.itemId, itemSnapshots.hash], set: { hash: sql`excluded.hash` } })
    .returning({ id: itemSnapshots.id });
  if (row === undefined) throw new Error('storing an item snapshot returned no id');
  return row.id;
}

/** Finds or makes the description of a stream. */
export async function storeStream(db: Db | Tx, facts: StreamFacts): Promise<number> {
  const columns = streamColumns(facts);
  const [row] = await db
    .insert(streamSnapshots)
    .values({ hash: digest(columns), ...columns })
    .onConflictDoUpdate({ target: streamSnapshots.hash, set: { hash: sql`excluded.hash` } })
    .returning({ id: streamSnapshots.id });
  if (row === undefined) throw new Error('storing a stream snapshot returned no id');
  return row.id;
}

/** Finds or makes the description of a player. */
export async function storePlayer(db: Db | Tx, facts: PlayerFacts): Promise<number> {
  const [row] = await db
    .insert(players)
    .values({ hash: playerDigest(facts), ...facts })
    .onConflictDoUpdate({ target: players.hash, set: { hash: sql`excluded.hash` } })
    .returning({ id: players.id });
  if (row === undefined) throw new Error('storing a player returned no id');
  return row.id;
}
