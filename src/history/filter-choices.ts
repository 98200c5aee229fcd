import type { FilterChoices } from '#contract/history.ts';
import type { Db } from '#db/pool.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { deviceNames, librariesWithPlays, peopleWithPlays, resolutions, serversWithPlays } from './queries-choices.ts';

/** What there is to narrow plays by: only what occurs among plays that somebody may see. */
export async function filterChoices(db: Db, visible: Visible): Promise<FilterChoices> {
  const bounds = boundsOf(visible);
  const [people, libraries, servers, platforms, products, players, delivered] = await Promise.all([
    peopleWithPlays(db, bounds),
    librariesWithPlays(db, bounds),
    serversWithPlays(db, bounds),
    deviceNames(db, bounds, 'platforms'),
    deviceNames(db, bounds, 'products'),
    deviceNames(db, bounds, 'players'),
    resolutions(db, bounds),
  ]);
  return {
    people: [...people],
    libraries: [...libraries],
    servers: [...servers],
    ...{ platforms, products, players, resolutions: delivered },
  };
}
