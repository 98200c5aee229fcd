import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { libraries } from '#db/schema/index.ts';
import type { CountedLibrary } from './counted-library.ts';
import { LIVE_LIBRARY } from './live-library.ts';

/** Inserts or renews libraries; what was chosen here (keep history) stays. */
export async function upsertLibraries(tx: Tx, serverId: ServerId, listed: readonly CountedLibrary[]): Promise<void> {
  await tx
    .insert(libraries)
    .values(listed.map((library) => ({ serverId, ...library, isActive: true })))
    .onConflictDoUpdate({
      target: [libraries.serverId, libraries.sectionId],
      set: {
        name: sql`excluded.name`,
        type: sql`excluded.type`,
        agent: sql`excluded.agent`,
        thumb: sql`excluded.thumb`,
        art: sql`excluded.art`,
        itemCount: sql`excluded.item_count`,
        parentCount: sql`excluded.parent_count`,
        childCount: sql`excluded.child_count`,
        isActive: sql`true`,
        isPlaceholder: sql`false`,
      },
    });
}

/** The library of live TV, where there is one, as it would be made today. */
export async function renewLiveLibrary(tx: Tx, serverId: ServerId): Promise<void> {
  const { sectionId, name, thumb, art } = LIVE_LIBRARY;
  await tx
    .update(libraries)
    .set({ name, thumb, art })
    .where(and(eq(libraries.serverId, serverId), eq(libraries.sectionId, sectionId)));
}

/** Makes the libraries that are not `present` inactive, and the others active. */
export async function deactivateOthers(tx: Tx, serverId: ServerId, present: readonly number[]): Promise<void> {
  const ofServer = eq(libraries.serverId, serverId);
  await tx
    .update(libraries)
    .set({ isActive: false })
    .where(and(ofServer, eq(libraries.isActive, true), notInArray(libraries.sectionId, [...present])));
  await tx
    .update(libraries)
    .set({ isActive: true })
    .where(and(ofServer, eq(libraries.isActive, false), inArray(libraries.sectionId, [...present])));
}

/** Numbers of the libraries that a server has listed so far. */
export async function knownSections(db: Db | Tx, serverId: ServerId): Promise<ReadonlySet<number>> {
  const rows = await db
    .select({ sectionId: libraries.sectionId })
    .from(libraries)
    .where(and(eq(libraries.serverId, serverId), eq(libraries.isPlaceholder, false)));
  return new Set(rows.map(({ sectionId }) => sectionId));
}
