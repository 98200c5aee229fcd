import type { UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { byIds, byPlexId, byUsername, changePeople, idsWithin, type PersonChanges } from './queries-edits.ts';

/** What can be chosen about a person. What is left out stays; a blank name or picture means plex.tv's. */
export type PersonEdit = Pick<
  PersonChanges,
  'friendlyName' | 'customThumb' | 'notifies' | 'keepHistory' | 'allowsGuest'
>;

/** Undefined is not chosen. */
type ChangesOrNot = { readonly [C in keyof PersonChanges]: PersonChanges[C] | undefined };

/** Drops what was not chosen, so that it is not written either. */
const chosen = (edit: Partial<ChangesOrNot>): PersonChanges =>
  Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));

const blankIsNull = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text);

/** Changes a person by our number, with the note about them. Answers whether there was anybody to change. */
export async function editPersonById(db: Db | Tx, id: UserId, changes: Partial<ChangesOrNot>): Promise<boolean> {
  return (await changePeople(db, byIds([id]), chosen(changes))).length > 0;
}

/** Changes a person by plex.tv's number. Answers whether there was anybody to change. */
export async function editPerson(db: Db | Tx, plexUserId: number, edit: PersonEdit): Promise<boolean> {
  const friendlyName = blankIsNull(edit.friendlyName);
  const customThumb = blankIsNull(edit.customThumb);
  const changes = chosen({ ...edit, friendlyName, customThumb });
  return (await changePeople(db, byPlexId(plexUserId), changes)).length > 0;
}

/** Hides people and records nothing of them any more (API notes 17). Plays are removed by history/remove-plays.ts. */
export async function hidePeople(tx: Tx, ids: readonly UserId[]): Promise<void> {
  if (ids.length > 0) await changePeople(tx, byIds(ids), { isDeleted: true, keepHistory: false, notifies: false });
}

/** Brings a person back, recorded and announced again. Answers whether there was anybody of that number or name. */
export async function restorePerson(
  db: Db | Tx,
  who: { readonly plexUserId: number } | { readonly username: string },
): Promise<boolean> {
  const which = 'plexUserId' in who ? byPlexId(who.plexUserId) : byUsername(who.username);
  return (await changePeople(db, which, { isDeleted: false, keepHistory: true, notifies: true })).length > 0;
}

/** Of some numbers of rows, those of people there are. */
export const existingPeople = (db: Db | Tx, ids: readonly number[]): Promise<UserId[]> =>
  idsWithin(db, byIds(ids.filter((id) => id <= MAX_ID) as UserId[]));

/** Rows are counted with 32 bits. */
const MAX_ID = 2_147_483_647;
