import { createMediaInfoCache } from '#catalogue/media-info.ts';
import type { Db } from '#db/pool.ts';
import type { NativeExports } from '#http/native-exports.ts';
import { Problem } from '#problem';
import { type OpenLibrariesDeps, openLibraries } from './open-libraries.ts';
import { openNativeExports } from './open-native-exports.ts';
import { type OpenPeopleDeps, openPeople } from './open-people.ts';

const ALONE = {
  links: { mediaServer: () => undefined, plexTv: () => undefined },
  openSecret: (sealed: string) => sealed,
};

/** People of an open database without servers that could be asked; for tests. */
export const openPeopleAlone = (deps: Omit<OpenPeopleDeps, 'links' | 'openSecret'>) =>
  openPeople({ ...deps, ...ALONE });

/** Libraries of an open database without servers that could be asked; for tests. */
export const openLibrariesAlone = (deps: Omit<OpenLibrariesDeps, 'links' | 'openSecret' | 'mediaInfo'>) =>
  openLibraries({ ...deps, ...ALONE, mediaInfo: createMediaInfoCache() });

/** Exports of an open database, of which none can be made and none has a file; for tests. */
export const openExportsAlone = (db: () => Db): NativeExports =>
  openNativeExports({
    db,
    exporter() {
      throw new Problem('unavailable', 'No export can be made here');
    },
  });
