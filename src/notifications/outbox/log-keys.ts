import type { Announcement } from '../announce.ts';
import type { LogValues } from '../queries-outbox.ts';

/** What the log remembers about whom and what a message was (notification notes 8). */
export function logKeys(told: Announcement, userName: string | null): Partial<LogValues> {
  if (told.kind === 'server') return {};
  const { item } = told.kind === 'stream' ? told.stream.listed : told.item;
  const keys = {
    ratingKey: item.ratingKey,
    parentRatingKey: item.parentRatingKey,
    grandparentRatingKey: item.grandparentRatingKey,
  };
  if (told.kind === 'created') return keys;
  const { userId, sessionKey } = told.stream;
  return { ...keys, sessionKey, userId, userName };
}
