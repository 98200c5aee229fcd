/** Tells that what is known of people, or of what is shared with them, may be different. */
import { notify } from '#db/listen.ts';
import type { Db, Tx } from '#db/pool.ts';

/** On which it is told between processes; a message only says that there was a change. */
export const PEOPLE_CHANNEL = 'spyglass_people';

/** Sends it when the transaction commits. */
export const announcePeople = (tx: Db | Tx): Promise<void> => notify(tx, PEOPLE_CHANNEL, null);
