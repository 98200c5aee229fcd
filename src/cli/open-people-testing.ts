import { type OpenPeopleDeps, openPeople } from './open-people.ts';

/** People of an open database without servers that could be asked; for tests. */
export const openPeopleAlone = (deps: Omit<OpenPeopleDeps, 'links' | 'openSecret'>) =>
  openPeople({
    ...deps,
    links: { mediaServer: () => undefined, plexTv: () => undefined },
    openSecret: (sealed) => sealed,
  });
