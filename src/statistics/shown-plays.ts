import type { PlayId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { playsWithIds } from './queries-shown.ts';

/** A play with its item, person, device and library. */
export type ShownPlay = Awaited<ReturnType<typeof playsWithIds>>[number];

/** The described plays by id; a play that was removed meanwhile is missing. */
export async function shownPlays(db: Db, ids: Iterable<number>): Promise<ReadonlyMap<number, ShownPlay>> {
  const wanted = [...new Set(ids)].map((id) => id as PlayId);
  if (wanted.length === 0) return new Map();
  const rows = await playsWithIds(db, wanted);
  return new Map(rows.map((row) => [row.play.id, row]));
}
