/** People of a native API that always answers the same, for tests of the web side. */
import type { PersonDetail, PersonRow } from '#contract/people.ts';
import type { PersonSettings } from '#contract/person.ts';
import type { NativePeople } from './native-people.ts';

const AT = '2026-11-24T16:05:16.000Z';

const settings: PersonSettings = {
  id: 7,
  shownName: 'Ada',
  plexName: 'ada',
  name: 'Ada',
  picture: null,
  keepsHistory: true,
  notifies: true,
  isGuestAllowed: false,
  isDeleted: false,
  note: null,
  noteChangedAt: null,
};

/** Knows one person. */
export const aNativePeople = (person: PersonRow, windows: PersonDetail['windows']): NativePeople => ({
  people: async () => ({ total: 1, found: 1, rows: [person] }),
  person: async () => ({ person, isDeleted: false, firstSeenAt: AT, knownSince: AT, windows, players: [] }),
  addresses: async () => ({ found: 0, rows: [] }),
  personDevices: async () => ({ devices: [] }),
  personPlaylists: async () => ({ playlists: [], silent: [] }),
  signIns: async () => ({ total: 0, found: 0, rows: [] }),
  personSettings: async () => settings,
  changePerson: async () => settings,
  removePerson: async () => ({ ...settings, isDeleted: true }),
  bringBackPerson: async () => settings,
  purgePerson: async () => ({ person: settings, plays: 3 }),
});
