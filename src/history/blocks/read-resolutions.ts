import type { Db } from '#db/pool.ts';
import { type ResolutionColumn, resolutionsOf } from './queries-blocks.ts';

export type { ResolutionColumn } from './queries-blocks.ts';

/** What the resolutions of these plays are called; null where the import found nothing. */
export const readResolutions = (
  db: Db,
  column: ResolutionColumn,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly name: string | null }[]> => resolutionsOf(db, column, ids);
