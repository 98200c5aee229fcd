import type { Db } from '#db/pool.ts';
import { revisionNow } from './queries-revision.ts';

/** Names a state of the database, whichever process brought it about. What is equal here has not changed. */
export interface Revision {
  /** Of plays, of all that describes them and of what they add up to, of people, libraries and the main server. */
  readonly records: string;
  /** Of running streams. */
  readonly streams: string;
}

interface Known {
  /** Of the whole server: it moves on with every write to any database, so it names no state of ours. */
  readonly snapshot: string;
  readonly revision: Revision;
}

const NOTHING_KNOWN: Known = { snapshot: '', revision: { records: '', streams: '' } };

const lastOf = new WeakMap<Db, Known>();

/**
 * The revision now. One quick query: while nothing at all was written to the database, not even the small tables that
 * tell states apart are looked at.
 */
export async function historyRevision(db: Db): Promise<Revision> {
  const known = lastOf.get(db) ?? NOTHING_KNOWN;
  const { snapshot, records, streams } = await revisionNow(db, known.snapshot);
  if (records === null || streams === null) return known.revision;
  const revision = { records, streams };
  lastOf.set(db, { snapshot, revision });
  return revision;
}
