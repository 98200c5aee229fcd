import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { knownSections } from './queries.ts';

/** Numbers of the libraries that a server has listed so far, those that are gone included. */
export const sectionsOf = (db: Db | Tx, serverId: ServerId): Promise<ReadonlySet<number>> =>
  knownSections(db, serverId);
