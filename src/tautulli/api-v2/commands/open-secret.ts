import { Problem } from '#problem';
import type { Services } from '../command.ts';

/** Opens sealed settings. The function throws a `Problem` `unavailable` while nobody gave us the key. */
export const secretOpener =
  ({ openSecret }: Services) =>
  (sealed: string): string => {
    if (openSecret === undefined) throw new Problem('unavailable', 'The stored secrets cannot be read at present');
    return openSecret(sealed);
  };

/** Seals settings for the database. The function throws a `Problem` `unavailable` while nobody gave us the key. */
export const secretSealer =
  ({ sealSecret }: Services) =>
  (secret: string): string => {
    if (sealSecret === undefined) throw new Problem('unavailable', 'Secrets cannot be stored at present');
    return sealSecret(secret);
  };
