/** What the native API tells of people and changes about them, over an open database. */
import type { ServerLinks } from '#catalogue/live-server.ts';
import { personPlaylists } from '#catalogue/person-playlists.ts';
import type { ImageUrlOf } from '#catalogue/views.ts';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { nativeAddresses } from '#history/native-addresses.ts';
import type { FilterContext } from '#history/native-filter.ts';
import { purgePerson } from '#history/purge-person.ts';
import type { NativePeople } from '#http/native-people.ts';
import { Problem } from '#problem';
import { personDevices } from '#statistics/native-devices.ts';
import { type PeopleDeps, personDetail, seenPeople } from '#statistics/native-people.ts';
import { peoplePage } from '#statistics/people-list.ts';
import { nativeSignIns } from '#users/native-sign-ins.ts';
import type { Person } from '#users/people.ts';
import { bringBack, changePersonSettings, personSettings, removePerson } from '#users/person-settings.ts';
import { usableServers } from '#users/usable-servers.ts';
import { boundsOf, type Visible } from '#users/visible.ts';

export interface OpenPeopleDeps {
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  settings(): Promise<Settings>;
  context(): FilterContext;
  readonly imageUrl: ImageUrlOf;
  readonly links: ServerLinks;
  openSecret(sealed: string): string;
}

/** Needs a database only when it is asked. */
export function openPeople(deps: OpenPeopleDeps): NativePeople {
  const { db, settings, context, imageUrl } = deps;
  const people = async (visible: Visible): Promise<PeopleDeps> => ({
    visible,
    db: db(),
    imageUrl,
    now: context().now,
    isGrouped: (await settings()).groupHistory,
  });
  const seen = (visible: Visible, id: number) => seenPerson(db(), visible, id);
  return {
    people: async (visible, query) => peoplePage(await people(visible), query),
    person: async (visible, id) => personDetail(await people(visible), id),
    addresses: async (visible, id, stretch) => nativeAddresses(db(), visible, await seen(visible, id), stretch),
    personDevices: async (visible, id) => personDevices(db(), visible, (await seen(visible, id)).id),
    personPlaylists: async (visible, id) => playlistsOf(deps, visible, await seen(visible, id)),
    signIns: async (visible, query) => nativeSignIns(db(), visible, query),
    async personSettings(visible, id) {
      await seen(visible, id);
      return personSettings(db(), id);
    },
    changePerson: async (id, body) => changePersonSettings(db(), id, body, context().now),
    removePerson: async (id) => removePerson(db(), id),
    bringBackPerson: async (id, body) => bringBack(db(), id, body),
    async purgePerson(id) {
      const person = await personSettings(db(), id);
      return { person, plays: await purgePerson(db(), id) };
    },
  };
}

async function seenPerson(db: Db, visible: Visible, id: number): Promise<Person> {
  const person = (await seenPeople({ db, visible }, null)).find((one) => one.id === id);
  if (person === undefined) throw new Problem('not_found', `There is no person with the number ${id}`);
  return person;
}

async function playlistsOf({ db, links, imageUrl, openSecret }: OpenPeopleDeps, visible: Visible, { id }: Person) {
  const { serverId } = boundsOf(visible);
  const usable = (await usableServers(db(), id)).filter((server) => serverId === null || server.id === serverId);
  const servers = usable.map(({ tokenSealed, ...server }) => ({ ...server, token: openSecret(tokenSealed) }));
  return personPlaylists(servers, links, imageUrl);
}
