/** SQL that forgets what is only there for a while. */
import type { SessionId } from '#contract/ids.ts';
import { LIVE_CHANNEL, type Wake } from '#contract/wake.ts';
import { notify } from '#db/listen.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { recentlyAdded, sessions } from '#db/schema/index.ts';

/** More ids than this do not fit into one message. */
const AT_ONCE = 500;

/** Forgets all live streams, without a record; what really plays is found again. */
export const forgetSessions = (db: Db): Promise<void> =>
  inTransaction(db, async (tx) => {
    const rows = await tx.delete(sessions).returning({ id: sessions.id });
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const ids: SessionId[] = rows.slice(from, from + AT_ONCE).map(({ id }) => id);
      const wake: Wake = { t: 'sessions', ids };
      await notify(tx, LIVE_CHANNEL, wake);
    }
  });

/** Forgets what was announced as new; it may be announced again. */
export async function forgetRecentlyAdded(db: Db): Promise<void> {
  await db.delete(recentlyAdded);
}
