import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { libraries } from '#db/schema/index.ts';
import type { LibraryFacts } from '#plex/facts.ts';

/** Inserts or renews libraries; what was chosen here (keep history) stays. */
export async function upsertLibraries(tx: Tx, serverId: ServerId, facts: readonly LibraryFacts[]): Promise<void> {
  await tx
    .insert(libraries)
    .values(facts.map((library) => ({ serverId, ...library, isActive: true })))
    .onConflictDoUpdate({
      target: [libraries.serverId, libraries.sectionId],
      set: {
        name: sql`excluded.name`,
        type: sql`excluded.type`,
        agent: sql`excluded.agent`,
        thumb: sql`excluded.thumb`,
        art: sql`excluded.art`,
        isActive: sql`true`,
      },
    });
}

export async function deactivateOthers(tx: Tx, serverId: ServerId, present: readonly number[]): Promise<void> {
  await tx
    .update(libraries)
    .set({ isActive: false })
    .where(and(eq(libraries.serverId, serverId), notInArray(libraries.sectionId, [...present])));
}
