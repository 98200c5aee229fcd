/** Guests: friends who come in by their Plex account and see what is theirs. What lets them in can end, and so does their session. */
import type { AccountId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import { audit, COMMAND_LINE } from './audit.ts';
import { endAndAnnounce } from './end-sessions.ts';
import { guestsWhoMayNot } from './queries-guests.ts';

/**
 * Ends the sessions of guests who may not come in any more: guest access was switched off, or for them, they were deleted, or no
 * server is shared with them. Answers how many people that were. To be called when settings or people have changed.
 */
export async function endGuestsWhoMayNot(
  db: Db,
  { guestAccess, only }: { readonly guestAccess: boolean; readonly only?: AccountId },
): Promise<number> {
  const which = { mayCome: guestAccess, ...(only === undefined ? {} : { only }) };
  if ((await guestsWhoMayNot(db, which)).length === 0) return 0;
  return inTransaction(db, async (tx) => {
    const guests = await guestsWhoMayNot(tx, which);
    for (const { id, username } of guests) {
      const sessions = await endAndAnnounce(tx, { of: id });
      await audit(tx, COMMAND_LINE, {
        action: 'sessions.ended',
        subject: username,
        details: { sessions, guest: true },
      });
    }
    return guests.length;
  });
}
