/** What the entries of a graph are called. */
import type { PlayId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type ResolutionColumn, readResolutions } from '#history/blocks/read-resolutions.ts';
import { libraryTypes, listedUsers, playersOfPlays } from './queries-shown.ts';

/** A person as far as a name needs it. */
export type NamedUser = Awaited<ReturnType<typeof listedUsers>>[number];
export type NamedPlayer = Awaited<ReturnType<typeof playersOfPlays>>[number]['player'];

/** People by our number; those who were never listed are missing. */
export async function usersById(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, NamedUser>> {
  if (ids.length === 0) return new Map();
  const rows = await listedUsers(db, ids as readonly UserId[]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The devices of plays by the number of the play. */
export async function playersByPlay(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, NamedPlayer>> {
  if (ids.length === 0) return new Map();
  const rows = await playersOfPlays(db, ids as readonly PlayId[]);
  return new Map(rows.map((row) => [row.id, row.player]));
}

/** Resolutions by the number of the play; null where nothing was known. */
export async function resolutionsByPlay(
  db: Db,
  column: ResolutionColumn,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await readResolutions(db, column, ids);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The kinds of libraries there are: listed and not removed. */
export async function presentLibraryTypes(db: Db) {
  return new Set((await libraryTypes(db)).map(({ type }) => type));
}
