import type { Words } from '#notifications/parameters/types.ts';
import { presentMetadata } from './present-metadata.ts';
import { presentSession } from './present-session.ts';

/** The texts of notifications name what is known of streams and items as this API does. */
export const NOTIFICATION_WORDS: Words = {
  stream: (listed) => presentSession(listed, { person: {} }),
  item: (described) => presentMetadata(described, { withMedia: true }),
};
