import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { libraries } from '#db/schema/index.ts';
import type { LibraryFacts } from '#plex/facts.ts';

/** The section number of the library that live TV is booked on (monitoring notes 9.4). */
export const LIVE_SECTION_ID = 999_999;

/**
 * Brings the libraries of a server up to date with a complete answer (monitoring notes 9.3). A library that is not in
 * it is kept, inactive: its plays stay. An empty answer changes nothing.
 */
export async function saveLibraries(db: Db, serverId: ServerId, facts: readonly LibraryFacts[]): Promise<void> {
  if (facts.length === 0) return;
  await inTransaction(db, async (tx) => {
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
    const present = [...facts.map((library) => library.sectionId), LIVE_SECTION_ID];
    await tx
      .update(libraries)
      .set({ isActive: false })
      .where(and(eq(libraries.serverId, serverId), notInArray(libraries.sectionId, present)));
  });
}
