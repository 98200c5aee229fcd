/** SQL of the keys the history knows items by. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { RatingKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { itemSnapshots } from '#db/schema/index.ts';

export type KeyLevel = 'ratingKey' | 'parentRatingKey' | 'grandparentRatingKey';

/** Items with one of these keys at a level, oldest description first. */
export const describedUnder = (db: Db, level: KeyLevel, keys: readonly string[]) =>
  db
    .select({
      ratingKey: itemSnapshots.ratingKey,
      parentRatingKey: itemSnapshots.parentRatingKey,
      grandparentRatingKey: itemSnapshots.grandparentRatingKey,
      title: itemSnapshots.title,
      parentTitle: itemSnapshots.parentTitle,
      grandparentTitle: itemSnapshots.grandparentTitle,
      mediaIndex: itemSnapshots.mediaIndex,
      parentMediaIndex: itemSnapshots.parentMediaIndex,
      importedValues: itemSnapshots.importedValues,
    })
    .from(itemSnapshots)
    .where(and(eq(itemSnapshots.isPlaceholder, false), inArray(itemSnapshots[level], [...keys] as RatingKey[])))
    .orderBy(asc(itemSnapshots.id));
