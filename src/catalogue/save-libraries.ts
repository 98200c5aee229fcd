import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import type { LibraryFacts } from '#plex/facts.ts';
import { deactivateOthers, upsertLibraries } from './queries.ts';

/** The section number of the library that live TV is booked on (monitoring notes 9.4). */
export const LIVE_SECTION_ID = 999_999;

/**
 * Brings the libraries of a server up to date with a complete answer (monitoring notes 9.3). A library that is not in
 * it is kept, inactive: its plays stay. An empty answer changes nothing.
 */
export async function saveLibraries(db: Db, serverId: ServerId, facts: readonly LibraryFacts[]): Promise<void> {
  if (facts.length === 0) return;
  await inTransaction(db, async (tx) => {
    await upsertLibraries(tx, serverId, facts);
    await deactivateOthers(tx, serverId, [...facts.map((library) => library.sectionId), LIVE_SECTION_ID]);
  });
}
