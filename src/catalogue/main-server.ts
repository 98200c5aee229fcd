import type { ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { firstServer } from './queries-servers.ts';

/**
 * The server that is meant where a client knows of one only (API notes 1): the first that was connected. Null while
 * there is none.
 */
export const mainServer = (db: Db | Tx): Promise<ServerId | null> => firstServer(db);
