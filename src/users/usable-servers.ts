import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { serverTokensOf } from './queries-access.ts';

/** Servers a person may use, each with their sealed token for it. */
export const usableServers = (db: Db, userId: UserId) => serverTokensOf(db, userId);
