/** What administrators decide about a library, for the native API. */
import type { LibraryId } from '#contract/ids.ts';
import type { LibraryRestoreBody, LibrarySettings, LibrarySettingsBody } from '#contract/libraries.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { hideLibraries } from './edit-libraries.ts';
import { libraryById } from './libraries.ts';
import { byIds, changeLibraries, type LibraryChanges } from './queries-edits.ts';

const blankIsNull = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** @throws Problem `not_found` */
export async function librarySettings(db: Db | Tx, id: number): Promise<LibrarySettings> {
  const library = await libraryById(db, id as LibraryId);
  if (library === null) throw new Problem('not_found', `There is no library with the number ${id}`);
  return {
    id: library.id,
    name: library.name,
    thumb: blankIsNull(library.customThumb) ?? null,
    art: blankIsNull(library.customArt) ?? null,
    keepsHistory: library.keepHistory,
    notifies: library.notifies,
    notifiesAdded: library.notifiesAdded,
    isDeleted: library.isDeleted,
  };
}

/** What was not chosen is not written either. */
const chosen = (changes: { readonly [C in keyof LibraryChanges]?: LibraryChanges[C] | undefined }): LibraryChanges =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

/** Applies changes to a library that is there. @throws Problem `not_found` */
const changed = (db: Db, id: number, changes: LibraryChanges): Promise<LibrarySettings> =>
  inTransaction(db, async (tx) => {
    await librarySettings(tx, id);
    if (Object.keys(changes).length > 0) await changeLibraries(tx, byIds([id as LibraryId]), changes);
    return librarySettings(tx, id);
  });

/** Changes what is in `body`; the rest stays. @throws Problem `not_found` */
export const changeLibrarySettings = (
  db: Db,
  id: number,
  { thumb, art, keepsHistory, notifies, notifiesAdded }: LibrarySettingsBody,
): Promise<LibrarySettings> =>
  changed(
    db,
    id,
    chosen({
      customThumb: blankIsNull(thumb),
      customArt: blankIsNull(art),
      keepHistory: keepsHistory,
      notifies,
      notifiesAdded,
    }),
  );

/** Hides a library and records nothing of it any more; its history stays. @throws Problem `not_found` */
export const removeLibrary = (db: Db, id: number): Promise<LibrarySettings> =>
  inTransaction(db, async (tx) => {
    await librarySettings(tx, id);
    await hideLibraries(tx, [id as LibraryId]);
    return librarySettings(tx, id);
  });

/** Brings a removed library back. @throws Problem `not_found` */
export const bringBackLibrary = (
  db: Db,
  id: number,
  { keepsHistory, notifies, notifiesAdded }: LibraryRestoreBody,
): Promise<LibrarySettings> =>
  changed(db, id, { isDeleted: false, keepHistory: keepsHistory, notifies, notifiesAdded });
