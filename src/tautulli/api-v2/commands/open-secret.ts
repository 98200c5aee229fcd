import { Problem } from '#problem';
import type { Services } from '../command.ts';

declare module '../command.ts' {
  interface Services {
    /** Opens what was sealed for the database. @throws Problem `invalid` when it was sealed with another key. */
    readonly openSecret?: (sealed: string) => string;
  }
}

/** Opens sealed settings. The function throws a `Problem` `unavailable` while nobody gave us the key. */
export const secretOpener =
  ({ openSecret }: Services) =>
  (sealed: string): string => {
    if (openSecret === undefined) throw new Problem('unavailable', 'The stored secrets cannot be read at present');
    return openSecret(sealed);
  };
