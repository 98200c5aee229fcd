import type { LibraryId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { inServer, libraryWithSection, listedLibraries, notDeleted, numbered } from './queries-libraries.ts';

/** A library with the name Plex gave its server. */
export type LibraryRow = Awaited<ReturnType<typeof listedLibraries>>[number];

/** Plex numbers libraries with 32 bits. */
const MAX_SECTION = 2_147_483_647;

const isSection = (sectionId: number): boolean => sectionId <= MAX_SECTION;

/** All libraries of all servers, the removed ones too, in the order in which they came. */
export const allLibraries = (db: Db | Tx): Promise<LibraryRow[]> => listedLibraries(db);

/** Libraries that were not removed. */
export const presentLibraries = (db: Db | Tx): Promise<LibraryRow[]> => listedLibraries(db, notDeleted());

/** A library by Plex's number; removed ones too. Null when the server never listed it. */
export async function libraryOf(db: Db | Tx, serverId: ServerId, sectionId: number): Promise<LibraryRow | null> {
  if (!isSection(sectionId)) return null;
  const [row] = await listedLibraries(db, inServer(serverId, sectionId));
  return row ?? null;
}

/** A library by our number; removed ones too. Null when no server listed it. */
export async function libraryById(db: Db | Tx, id: LibraryId): Promise<LibraryRow | null> {
  const [row] = await listedLibraries(db, numbered(id));
  return row ?? null;
}

/**
 * Which library's plays are meant by Plex's number alone: the given server's, else another's. Finds libraries that are
 * known from plays only as well.
 */
export const libraryIdOf = async (
  db: Db | Tx,
  serverId: ServerId | null,
  sectionId: number,
): Promise<LibraryId | null> => (isSection(sectionId) ? libraryWithSection(db, serverId, sectionId) : null);
