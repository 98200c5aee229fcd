import type { SignInPage, SignInQuery } from '#contract/logs.ts';
import type { AddressPage, PeoplePage, PeopleQuery, PersonDetail } from '#contract/people.ts';
import type {
  DeviceList,
  PersonPlaylists,
  PersonSettings,
  PersonSettingsBody,
  Purged,
  RestoreBody,
} from '#contract/person.ts';
import type { Visible } from '#users/visible.ts';

/**
 * People, what they did, and what is decided about them. Throws Problem `not_found` for somebody who is not there, or
 * of whom nothing may be told.
 */
export interface NativePeople {
  people(visible: Visible, query: PeopleQuery): Promise<PeoplePage>;
  person(visible: Visible, id: number): Promise<PersonDetail>;
  addresses(
    visible: Visible,
    personId: number,
    stretch: { readonly offset: number; readonly limit: number },
  ): Promise<AddressPage>;
  personDevices(visible: Visible, personId: number): Promise<DeviceList>;
  /** Asks the servers; one that does not answer is part of the answer. */
  personPlaylists(visible: Visible, personId: number): Promise<PersonPlaylists>;
  signIns(visible: Visible, query: SignInQuery): Promise<SignInPage>;
  personSettings(visible: Visible, personId: number): Promise<PersonSettings>;
  changePerson(personId: number, body: PersonSettingsBody): Promise<PersonSettings>;
  removePerson(personId: number): Promise<PersonSettings>;
  bringBackPerson(personId: number, body: RestoreBody): Promise<PersonSettings>;
  purgePerson(personId: number): Promise<Purged>;
}
