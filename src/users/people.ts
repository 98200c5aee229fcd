import type { ServerId, UserId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { idOfPlexId, listedPeople, notDeleted, withId, withPlexId } from './queries-people.ts';

/** A person with what one server shares with them. */
export type Person = Awaited<ReturnType<typeof listedPeople>>[number];

/** Everybody plex.tv ever listed, removed people too, in the order in which they came. */
export const allPeople = (db: Db | Tx, serverId: ServerId | null): Promise<Person[]> => listedPeople(db, serverId);

/** Everybody who was not removed. */
export const presentPeople = (db: Db | Tx, serverId: ServerId | null): Promise<Person[]> =>
  listedPeople(db, serverId, notDeleted());

/** A person by the number plex.tv gave; removed people too. Null for somebody who was never listed. */
export async function personOf(db: Db | Tx, serverId: ServerId | null, plexUserId: number): Promise<Person | null> {
  const [person] = await listedPeople(db, serverId, withPlexId(plexUserId));
  return person ?? null;
}

/** A person by our number; removed people too. Null for somebody who was never listed. */
export async function personById(db: Db | Tx, id: UserId): Promise<Person | null> {
  const [person] = await listedPeople(db, null, withId(id));
  return person ?? null;
}

/** Whose plays are meant by plex.tv's number. Finds people who are known from plays only as well. */
export const userIdOf = (db: Db | Tx, plexUserId: number): Promise<UserId | null> => idOfPlexId(db, plexUserId);

/** How a person is called: the name chosen here, unless it is blank. */
export const displayName = (person: Pick<Person, 'friendlyName' | 'username'>): string =>
  person.friendlyName === null || person.friendlyName.trim() === '' ? person.username : person.friendlyName;
