import { Problem } from '#problem';
import type { Services } from '../command.ts';

/** Opens sealed settings. The function throws a `Problem` `unavailable` while nobody gave us the key. */
export const secretOpener =
  ({ openSecret }: Services) =>
  (sealed: string): string => {
    if (openSecret === undefined) throw new Problem('unavailable', 'The stored secrets cannot be read at present');
    return openSecret(sealed);
  };
