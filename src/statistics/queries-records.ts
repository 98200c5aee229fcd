/** SQL of what was recorded of items and of what they belong to. */
import { type AnyColumn, and, desc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { ItemId, RatingKey, ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, items, libraries, servers } from '#db/schema/index.ts';
import type { Visible } from '#users/visible.ts';
import { playedItems, seenItems } from './queries-visible.ts';

/** Conditions on items call them i. */
const ofItems = (condition: SQL): SQL =>
  sql`exists (select from ${items} i where i.id = ${itemSnapshots.itemId} and ${condition})`;

const described = (db: Db, where: SQL | undefined, order: readonly SQL[]) =>
  db
    .select({
      item: itemSnapshots,
      server: { id: servers.id, name: servers.name, machineIdentifier: servers.machineIdentifier },
      library: { id: libraries.id, name: libraries.name, type: libraries.type },
    })
    .from(itemSnapshots)
    .innerJoin(items, eq(items.id, itemSnapshots.itemId))
    .innerJoin(servers, eq(servers.id, items.serverId))
    .leftJoin(libraries, and(eq(libraries.serverId, items.serverId), eq(libraries.sectionId, itemSnapshots.sectionId)))
    .where(where)
    .orderBy(...order)
    .limit(1);

export type DescribedRow = Awaited<ReturnType<typeof described>>[number];

/** An item as it described itself last; null for one nobody knows, or of which nothing may be told. */
export async function describedItem(db: Db, visible: Visible, id: ItemId): Promise<DescribedRow | null> {
  const where = and(eq(itemSnapshots.itemId, id), ofItems(seenItems(visible)));
  const [row] = await described(db, where, [sql`${itemSnapshots.isPlaceholder}`, desc(itemSnapshots.id)]);
  return row ?? null;
}

/** Descriptions of an item, or of what belongs to a season, album, show or artist. */
const underKey = (serverId: ServerId, key: RatingKey): SQL | undefined =>
  and(
    eq(items.serverId, serverId),
    eq(itemSnapshots.isPlaceholder, false),
    or(
      eq(itemSnapshots.ratingKey, key),
      eq(itemSnapshots.parentRatingKey, key),
      eq(itemSnapshots.grandparentRatingKey, key),
    ),
  );

/** What was described under a key last; null for a key nobody knows, or of which nothing may be told. */
export async function describedUnderKey(
  db: Db,
  visible: Visible,
  serverId: ServerId,
  key: RatingKey,
): Promise<DescribedRow | null> {
  const [row] = await described(db, and(underKey(serverId, key), ofItems(playedItems(visible))), [
    desc(itemSnapshots.id),
  ]);
  return row ?? null;
}

const PART = {
  itemId: itemSnapshots.itemId,
  mediaType: itemSnapshots.mediaType,
  ratingKey: itemSnapshots.ratingKey,
  parentRatingKey: itemSnapshots.parentRatingKey,
  title: itemSnapshots.title,
  parentTitle: itemSnapshots.parentTitle,
  mediaIndex: itemSnapshots.mediaIndex,
  parentMediaIndex: itemSnapshots.parentMediaIndex,
  thumb: itemSnapshots.thumb,
  parentThumb: itemSnapshots.parentThumb,
};

/** More parts than this were never played of anything. */
const MAX_PARTS = 5_000;

/** What was played of a show, season, artist or album, each as it described itself last, in their order. */
export async function playedParts(
  db: Db,
  visible: Visible,
  { serverId, key, column }: { readonly serverId: ServerId; readonly key: RatingKey; readonly column: PartColumn },
) {
  const latest = await db
    .selectDistinctOn([itemSnapshots.itemId], PART)
    .from(itemSnapshots)
    .innerJoin(items, eq(items.id, itemSnapshots.itemId))
    .where(and(eq(items.serverId, serverId), eq(COLUMNS[column], key), ofItems(playedItems(visible))))
    .orderBy(itemSnapshots.itemId, desc(itemSnapshots.id))
    .limit(MAX_PARTS);
  return latest.toSorted(
    (a, b) => (a.parentMediaIndex ?? 0) - (b.parentMediaIndex ?? 0) || (a.mediaIndex ?? 0) - (b.mediaIndex ?? 0),
  );
}

export type PartColumn = 'parent' | 'grandparent';
const COLUMNS: Readonly<Record<PartColumn, AnyColumn>> = {
  parent: itemSnapshots.parentRatingKey,
  grandparent: itemSnapshots.grandparentRatingKey,
};
export type PlayedPart = Awaited<ReturnType<typeof playedParts>>[number];
