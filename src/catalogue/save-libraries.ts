import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import type { CountedLibrary } from './counted-library.ts';
import { LIVE_SECTION_ID } from './live-library.ts';
import { deactivateOthers, knownSections, renewLiveLibrary, upsertLibraries } from './queries.ts';

/** Called within the transaction with the numbers of libraries that were not known before. */
export type OnNewLibraries = (tx: Tx, sectionIds: readonly number[]) => Promise<void>;

/**
 * Brings the libraries of a server up to date with a complete answer (monitoring notes 9.3). What was chosen here
 * (pictures, keep-history) stays. A library that is not in the answer is kept, inactive: its plays stay. That of live TV
 * is in no answer and always there. An empty answer changes nothing.
 */
export async function saveLibraries(
  db: Db,
  serverId: ServerId,
  libraries: readonly CountedLibrary[],
  onNew: OnNewLibraries,
): Promise<void> {
  if (libraries.length === 0) return;
  await inTransaction(db, async (tx) => {
    const known = await knownSections(tx, serverId);
    await upsertLibraries(tx, serverId, libraries);
    await renewLiveLibrary(tx, serverId);
    await deactivateOthers(tx, serverId, [...libraries.map(({ sectionId }) => sectionId), LIVE_SECTION_ID]);
    const added = libraries.map(({ sectionId }) => sectionId).filter((sectionId) => !known.has(sectionId));
    if (added.length > 0) await onNew(tx, added);
  });
}
