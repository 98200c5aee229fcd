/**
 * Stores what was played, how and on which device, once per distinct description, and hands out the ids.
 * Live plays and imported plays both end here, so that they share the same snapshots.
 */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { ItemId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { itemKeys, itemSnapshots, items, players, streamSnapshots } from '#db/schema/index.ts';
import type { ItemFacts, MediaSide, PlayerFacts, StreamFacts } from '#plex/facts.ts';
import { digest } from './digest.ts';

export interface StoredItem {
  readonly itemId: ItemId;
  readonly itemSnapshotId: number;
}

/** What makes an item the same one next year (decision "item identity"): its guid, or its description when it has none. */
export const itemIdentity = (facts: ItemFacts): string => facts.guid ?? `none:${facts.mediaType}:${facts.fullTitle}`;

const seconds = (value: number | null): Date | null => (value === null ? null : new Date(value * 1000));

/** The columns of an item's snapshot without those of its markers. */
function baseColumns(facts: ItemFacts) {
  return {
    ratingKey: facts.ratingKey,
    parentRatingKey: facts.parentRatingKey,
    grandparentRatingKey: facts.grandparentRatingKey,
    guid: facts.guid,
    parentGuid: facts.parentGuid,
    grandparentGuid: facts.grandparentGuid,
    sectionId: facts.sectionId,
    libraryName: facts.libraryName,
    mediaType: facts.mediaType,
    isLive: facts.isLive,
    extraType: facts.extraType,
    title: facts.title,
    parentTitle: facts.parentTitle,
    grandparentTitle: facts.grandparentTitle,
    originalTitle: facts.originalTitle,
    editionTitle: facts.editionTitle,
    fullTitle: facts.fullTitle,
    year: facts.year,
    mediaIndex: facts.mediaIndex,
    parentMediaIndex: facts.parentMediaIndex,
    durationMs: facts.durationMs,
    thumb: facts.thumb,
    parentThumb: facts.parentThumb,
    grandparentThumb: facts.grandparentThumb,
    art: facts.art,
    originallyAvailableOn: facts.originallyAvailableAt,
    addedAt: seconds(facts.addedAt),
    updatedAt: seconds(facts.updatedAt),
    contentRating: facts.contentRating,
    studio: facts.studio,
    summary: facts.summary,
    tagline: facts.tagline,
    rating: facts.rating,
    audienceRating: facts.audienceRating,
    genres: [...facts.genres],
    directors: [...facts.directors],
    writers: [...facts.writers],
    actors: [...facts.actors],
    labels: [...facts.labels],
    channelTitle: facts.channelTitle,
    channelCallSign: facts.channelCallSign,
    channelThumb: facts.channelThumb,
  };
}

/** First credits marker flagged first, last one flagged final (monitoring notes 6). */
function creditColumns(facts: ItemFacts) {
  const credits = (facts.markers ?? []).filter((marker) => marker.type === 'credits');
  return {
    isMarkersKnown: facts.markers !== null,
    creditsFirstMs: credits.findLast((marker) => marker.isFirst)?.startMs ?? null,
    creditsFinalMs: credits.findLast((marker) => marker.isFinal)?.startMs ?? null,
  };
}

/** Key under which a caller may remember what `storeItem` answered. */
export const itemDigest = (serverId: ServerId, facts: ItemFacts): Buffer =>
  digest({ serverId, identity: itemIdentity(facts), ...baseColumns(facts), ...creditColumns(facts) });

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
    .onConflictDoUpdate({ target: [items.serverId, items.identity], set: { externalIds: sql`excluded.external_ids` } })
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

type Prefixed<P extends string> = { [K in keyof MediaSide & string as `${P}${Capitalize<K>}`]: MediaSide[K] };

const prefixed = <P extends 'source' | 'delivered'>(prefix: P, side: MediaSide): Prefixed<P> =>
  Object.fromEntries(
    Object.entries(side).map(([key, value]) => [`${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]),
  ) as Prefixed<P>;

function streamColumns(facts: StreamFacts) {
  const { source, delivered, ...rest } = facts;
  return { ...rest, ...prefixed('source', source), ...prefixed('delivered', delivered) };
}

export const streamDigest = (facts: StreamFacts): Buffer => digest(streamColumns(facts));

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

export const playerDigest = (facts: PlayerFacts): Buffer => digest({ ...facts });

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
