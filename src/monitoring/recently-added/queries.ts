/** SQL of items that wait to be announced and of those that were. */
import { and, asc, eq, inArray, lte, min, or, sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { libraries, pendingAdditions, recentlyAdded } from '#db/schema/index.ts';
import type { Addition } from './additions.ts';

export type PendingAddition = Addition & { readonly id: number; readonly dueAt: EpochMs };

const ROWS_PER_INSERT = 500;

/** Adds what is new and puts off everything with the same tops until `dueAt`. No key may come twice. */
export async function savePending(
  tx: Tx,
  serverId: ServerId,
  added: readonly Addition[],
  dueAt: EpochMs,
): Promise<void> {
  const due = new Date(dueAt);
  for (let i = 0; i < added.length; i += ROWS_PER_INSERT)
    await tx
      .insert(pendingAdditions)
      .values(added.slice(i, i + ROWS_PER_INSERT).map((one) => ({ ...one, serverId, dueAt: due })))
      .onConflictDoUpdate({
        target: [pendingAdditions.serverId, pendingAdditions.ratingKey],
        set: {
          parentRatingKey: sql`excluded.parent_rating_key`,
          topRatingKey: sql`excluded.top_rating_key`,
          mediaType: sql`excluded.media_type`,
          sectionId: sql`excluded.section_id`,
          dueAt: sql`excluded.due_at`,
        },
      });
  const tops = [...new Set(added.map(({ topRatingKey }) => topRatingKey))];
  await postpone(tx, serverId, tops, dueAt);
}

export async function postpone(
  db: Db | Tx,
  serverId: ServerId,
  tops: readonly RatingKey[],
  dueAt: EpochMs,
): Promise<void> {
  if (tops.length === 0) return;
  await db
    .update(pendingAdditions)
    .set({ dueAt: new Date(dueAt) })
    .where(and(eq(pendingAdditions.serverId, serverId), inArray(pendingAdditions.topRatingKey, [...tops])));
}

/** Forgets items, and what belongs to them. */
export async function forgetPending(tx: Tx, serverId: ServerId, keys: readonly RatingKey[]): Promise<void> {
  await tx
    .delete(pendingAdditions)
    .where(
      and(
        eq(pendingAdditions.serverId, serverId),
        or(
          inArray(pendingAdditions.ratingKey, [...keys]),
          inArray(pendingAdditions.parentRatingKey, [...keys]),
          inArray(pendingAdditions.topRatingKey, [...keys]),
        ),
      ),
    );
}

export async function nextDue(db: Db | Tx, serverId: ServerId): Promise<EpochMs | null> {
  const [row] = await db
    .select({ at: min(pendingAdditions.dueAt) })
    .from(pendingAdditions)
    .where(eq(pendingAdditions.serverId, serverId));
  return row?.at?.getTime() ?? null;
}

/** The top that waits longest of those that are due. */
export async function dueTop(db: Db, serverId: ServerId, now: EpochMs): Promise<RatingKey | null> {
  const [row] = await db
    .select({ top: pendingAdditions.topRatingKey })
    .from(pendingAdditions)
    .where(and(eq(pendingAdditions.serverId, serverId), lte(pendingAdditions.dueAt, new Date(now))))
    .orderBy(asc(pendingAdditions.dueAt), asc(pendingAdditions.id))
    .limit(1);
  return row?.top ?? null;
}

/** Everything that waits below a top, in the order in which it came. */
export async function pendingBelow(db: Db | Tx, serverId: ServerId, top: RatingKey): Promise<PendingAddition[]> {
  const rows = await db
    .select()
    .from(pendingAdditions)
    .where(and(eq(pendingAdditions.serverId, serverId), eq(pendingAdditions.topRatingKey, top)))
    .orderBy(asc(pendingAdditions.id));
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.getTime() }));
}

/** Takes what waits below a top; null when something came in since `seen`, which then waits on with it. */
export async function takePending(
  tx: Tx,
  serverId: ServerId,
  top: RatingKey,
  seen: readonly PendingAddition[],
): Promise<boolean> {
  const rows = await tx
    .select({ id: pendingAdditions.id, dueAt: pendingAdditions.dueAt })
    .from(pendingAdditions)
    .where(and(eq(pendingAdditions.serverId, serverId), eq(pendingAdditions.topRatingKey, top)))
    .for('update');
  const known = new Map(seen.map(({ id, dueAt }) => [id, dueAt]));
  if (rows.some(({ id, dueAt }) => known.get(id) !== dueAt.getTime())) return false;
  if (rows.length > 0)
    await tx.delete(pendingAdditions).where(
      inArray(
        pendingAdditions.id,
        rows.map(({ id }) => id),
      ),
    );
  return true;
}

/** Which of these were announced before, or were part of what was. */
export async function announcedKeys(
  tx: Tx,
  serverId: ServerId,
  keys: readonly RatingKey[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx
    .select({ key: recentlyAdded.ratingKey })
    .from(recentlyAdded)
    .where(and(eq(recentlyAdded.serverId, serverId), inArray(recentlyAdded.ratingKey, [...keys])));
  return new Set(rows.map(({ key }) => key));
}

export interface AnnouncedItem {
  readonly ratingKey: RatingKey;
  readonly parentRatingKey: string | null;
  readonly grandparentRatingKey: string | null;
  readonly mediaType: string;
  readonly sectionId: number | null;
  readonly addedAt: EpochMs;
}

/** Remembers items as announced; one that was is renewed. */
export async function saveAnnounced(tx: Tx, serverId: ServerId, items: readonly AnnouncedItem[]): Promise<void> {
  const known = await announcedKeys(
    tx,
    serverId,
    items.map(({ ratingKey }) => ratingKey),
  );
  const sections = await librariesOf(tx, serverId);
  for (const { sectionId, addedAt, ...item } of items) {
    const values = {
      ...item,
      serverId,
      addedAt: new Date(addedAt),
      libraryId: sectionId === null ? null : (sections.get(sectionId) ?? null),
    };
    if (known.has(item.ratingKey))
      await tx
        .update(recentlyAdded)
        .set(values)
        .where(and(eq(recentlyAdded.serverId, serverId), eq(recentlyAdded.ratingKey, item.ratingKey)));
    else await tx.insert(recentlyAdded).values(values);
  }
}

async function librariesOf(tx: Tx, serverId: ServerId) {
  const rows = await tx
    .select({ id: libraries.id, sectionId: libraries.sectionId })
    .from(libraries)
    .where(eq(libraries.serverId, serverId));
  return new Map(rows.map(({ id, sectionId }) => [sectionId, id]));
}
