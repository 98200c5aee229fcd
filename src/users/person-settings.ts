/** What administrators decide about a person, for the native API. */
import type { EpochMs } from '#clock';
import type { UserId } from '#contract/ids.ts';
import type { PersonSettings, PersonSettingsBody, RestoreBody } from '#contract/person.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { Problem } from '#problem';
import { editPersonById, hidePeople } from './edit-people.ts';
import { displayName, personById } from './people.ts';

const blankIsNull = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** @throws Problem `not_found` */
export async function personSettings(db: Db | Tx, id: number): Promise<PersonSettings> {
  const person = await personById(db, id as UserId);
  if (person === null) throw new Problem('not_found', `There is no person with the number ${id}`);
  return {
    id: person.id,
    shownName: displayName(person),
    plexName: person.username,
    name: blankIsNull(person.friendlyName) ?? null,
    picture: person.customThumb,
    keepsHistory: person.keepHistory,
    notifies: person.notifies,
    isGuestAllowed: person.allowsGuest,
    isDeleted: person.isDeleted,
    note: person.note,
    noteChangedAt: person.noteChangedAt?.toISOString() ?? null,
  };
}

/** Changes what is in `body`; the rest stays. @throws Problem `not_found` */
export function changePersonSettings(
  db: Db,
  id: number,
  { name, picture, keepsHistory, notifies, isGuestAllowed, note }: PersonSettingsBody,
  now: EpochMs,
): Promise<PersonSettings> {
  return inTransaction(db, async (tx) => {
    const before = await personSettings(tx, id);
    const noted = blankIsNull(note);
    await editPersonById(tx, id as UserId, {
      friendlyName: blankIsNull(name),
      customThumb: blankIsNull(picture),
      keepHistory: keepsHistory,
      notifies,
      allowsGuest: isGuestAllowed,
      note: noted,
      noteChangedAt: noted === undefined || noted === before.note ? undefined : noted === null ? null : new Date(now),
    });
    return personSettings(tx, id);
  });
}

/** Hides a person and records nothing of them any more; their history stays. @throws Problem `not_found` */
export function removePerson(db: Db, id: number): Promise<PersonSettings> {
  return inTransaction(db, async (tx) => {
    await personSettings(tx, id);
    await hidePeople(tx, [id as UserId]);
    return personSettings(tx, id);
  });
}

/** Brings a removed person back. @throws Problem `not_found` */
export function bringBack(db: Db, id: number, { keepsHistory, notifies }: RestoreBody): Promise<PersonSettings> {
  return inTransaction(db, async (tx) => {
    await personSettings(tx, id);
    await editPersonById(tx, id as UserId, { isDeleted: false, keepHistory: keepsHistory, notifies });
    return personSettings(tx, id);
  });
}
