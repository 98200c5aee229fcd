/** What an account remembers about how it looks at pages. */
import { MAX_PREFERENCE_BYTES, type Preferences, type PreferencesBody } from '#contract/preferences.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Actor } from './actor.ts';
import { lockedPreferences, preferencesOf, savePreferences } from './queries-preferences.ts';
import { demandAccount } from './rights.ts';

/** Everything an account remembers. @throws Problem `forbidden` for a key: it looks at no page. */
export async function ownPreferences(db: Db, actor: Actor): Promise<Preferences> {
  return { values: await preferencesOf(db, demandAccount(actor).accountId) };
}

const isKept = ([, value]: readonly [string, unknown]): boolean => value !== null && value !== undefined;

/**
 * Changes what is named and leaves the rest, so that two devices do not undo each other's choices. A null takes one away.
 *
 * @throws Problem `invalid` when more than MAX_PREFERENCE_BYTES would have to be kept, `forbidden` for a key.
 */
export async function changeOwnPreferences(db: Db, actor: Actor, { values }: PreferencesBody): Promise<Preferences> {
  const { accountId } = demandAccount(actor);
  return db.transaction(async (tx) => {
    const known = await lockedPreferences(tx, accountId);
    const next = Object.fromEntries(Object.entries({ ...known, ...values }).filter(isKept));
    if (Buffer.byteLength(JSON.stringify(next)) > MAX_PREFERENCE_BYTES)
      throw new Problem('invalid', `No more than ${MAX_PREFERENCE_BYTES / 1024} KB of choices are kept for an account`);
    await savePreferences(tx, accountId, next);
    return { values: next };
  });
}
