import type { RawRow } from '../source/load.ts';
import { integer, rawText } from '../source/normalise.ts';

const silent = (): void => undefined;

/**
 * The first play of each play's viewing. Files of releases that did not group yet are grouped as the first release that
 * did grouped them: a person's plays in a row of one item (migration notes 2).
 */
export function createReferences(isRecorded: boolean): { of(id: number, row: RawRow): number | null } {
  if (isRecorded) return { of: (_id, row) => integer(row.reference_id, silent) };
  const last = new Map<string, { readonly ratingKey: string | null; readonly first: number }>();
  return {
    of(id, row) {
      const user = String(integer(row.user_id, silent));
      const ratingKey = rawText(row.rating_key);
      const before = last.get(user);
      if (before !== undefined && before.ratingKey === ratingKey) return before.first;
      last.set(user, { ratingKey, first: id });
      return id;
    },
  };
}
