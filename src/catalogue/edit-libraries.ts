import type { LibraryId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import {
  byIds,
  byName,
  bySection,
  changeLibraries,
  type LibraryChanges,
  librariesWithin,
  ofMachine,
} from './queries-edits.ts';

/** What can be chosen about a library. What is left out stays; a blank picture means Plex's. */
export type LibraryEdit = Omit<LibraryChanges, 'isDeleted'>;

/** A library by its number and the server it is of. */
export type LibraryPlace = { readonly id: LibraryId; readonly serverId: ServerId };

/** Plex numbers libraries, and we our rows, with 32 bits. */
const MAX_ID = 2_147_483_647;

const blankIsNull = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** Drops what was not chosen, so that it is not written either. */
const chosen = <T extends object>(edit: T): T =>
  Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as T;

/** Changes a library by Plex's number. Answers whether there was one to change. */
export async function editLibrary(
  db: Db | Tx,
  serverId: ServerId,
  sectionId: number,
  edit: LibraryEdit,
): Promise<boolean> {
  if (sectionId > MAX_ID) return false;
  const pictures = { customThumb: blankIsNull(edit.customThumb), customArt: blankIsNull(edit.customArt) };
  const changes: LibraryChanges = chosen({ ...edit, ...pictures });
  return (await changeLibraries(db, bySection(serverId, sectionId), changes)).length > 0;
}

/** Hides libraries and records nothing of them any more (API notes 17). Plays are removed by history/remove-plays.ts. */
export async function hideLibraries(tx: Tx, ids: readonly LibraryId[]): Promise<void> {
  if (ids.length > 0)
    await changeLibraries(tx, byIds(ids), {
      isDeleted: true,
      keepHistory: false,
      notifies: false,
      notifiesAdded: false,
    });
}

/** Brings a library back, recorded and announced again. Answers whether there was one of that number or name. */
export async function restoreLibrary(
  db: Db | Tx,
  serverId: ServerId,
  which: { readonly sectionId: number } | { readonly name: string },
): Promise<boolean> {
  if ('sectionId' in which && which.sectionId > MAX_ID) return false;
  const meant = 'sectionId' in which ? bySection(serverId, which.sectionId) : byName(serverId, which.name);
  const shown = { isDeleted: false, keepHistory: true, notifies: true, notifiesAdded: true };
  return (await changeLibraries(db, meant, shown)).length > 0;
}

/** Of some numbers of rows, those of libraries there are. */
export const existingLibraries = (db: Db | Tx, ids: readonly number[]): Promise<LibraryPlace[]> =>
  librariesWithin(db, byIds(ids.filter((id) => id <= MAX_ID) as LibraryId[]));

/** The library of a server by the identifier Plex gave it. */
export const libraryOfMachine = async (
  db: Db | Tx,
  machineIdentifier: string,
  sectionId: number,
): Promise<LibraryPlace[]> => (sectionId > MAX_ID ? [] : librariesWithin(db, ofMachine(machineIdentifier, sectionId)));
