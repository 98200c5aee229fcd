import type { Tx } from '#db/pool.ts';
import type { Announcement } from '../announce.ts';
import type { LogValues } from '../queries-outbox.ts';
import { userName } from '../queries-people.ts';

/** What the log remembers about whom and what a message was (notification notes 8). */
export async function logKeys(tx: Tx, told: Announcement): Promise<Partial<LogValues>> {
  if (told.kind === 'server') return {};
  const { item } = told.kind === 'stream' ? told.stream.listed : told.item;
  const keys = {
    ratingKey: item.ratingKey,
    parentRatingKey: item.parentRatingKey,
    grandparentRatingKey: item.grandparentRatingKey,
  };
  if (told.kind === 'created') return keys;
  const { userId, sessionKey } = told.stream;
  return { ...keys, sessionKey, userId, userName: await userName(tx, userId) };
}
