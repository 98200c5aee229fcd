import type { LibraryId, PlayId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Visible } from '#users/visible.ts';
import {
  firstStartOfUser,
  lastStartOfLibrary,
  lastStartOfUser,
  playsById,
  totalsByLibrary,
  totalsByUser,
} from './queries-tables.ts';

/** All plays of a person or a library. */
export interface Totals {
  readonly plays: number;
  /** Viewings: plays that were resumed count once. */
  readonly groups: number;
  readonly watchedMs: number;
  /** The newest start, which is not always the start of the latest play. */
  readonly lastStartedAt: Date | null;
  /** The play with the highest number. */
  readonly latest: PlayDetails;
}

/** A play with what tables show of the item, the player and the stream. */
export type PlayDetails = Awaited<ReturnType<typeof playsById>>[number];

type TotalsRow<I> = Omit<Totals, 'latest'> & { readonly id: I; readonly latestPlayId: number | null };

/** The totals of everybody who ever played something and of whom it may be told. */
export const userTotals = async (db: Db, visible: Visible): Promise<ReadonlyMap<UserId, Totals>> =>
  withLatest(db, await totalsByUser(db, visible));

/** The totals of every library that was ever played from, of what may be told. */
export const libraryTotals = async (db: Db, visible: Visible): Promise<ReadonlyMap<LibraryId | null, Totals>> =>
  withLatest(db, await totalsByLibrary(db, visible));

async function withLatest<I>(db: Db, rows: readonly TotalsRow<I>[]): Promise<ReadonlyMap<I, Totals>> {
  const latest = await playsById(
    db,
    rows.flatMap(({ latestPlayId }) => (latestPlayId === null ? [] : [latestPlayId as PlayId])),
  );
  const byId = new Map(latest.map((play) => [Number(play.id), play]));
  const totals = new Map<I, Totals>();
  for (const { id, latestPlayId, ...sums } of rows) {
    const play = latestPlayId === null ? undefined : byId.get(latestPlayId);
    if (play !== undefined) totals.set(id, { ...sums, latest: play });
  }
  return totals;
}

/** When a person last began to play something. */
export const lastSeen = (db: Db, userId: UserId): Promise<Date | null> => lastStartOfUser(db, userId);

/** When somebody last began to play something from a library. */
export const lastAccessed = (db: Db, libraryId: LibraryId): Promise<Date | null> => lastStartOfLibrary(db, libraryId);

/** When a person first began to play something that may be told; null for never. */
export const firstSeen = (db: Db, visible: Visible, userId: UserId): Promise<Date | null> =>
  firstStartOfUser(db, visible, userId);

/** Plays with what tables show of them, by their numbers. */
export async function playsWithDetails(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, PlayDetails>> {
  const plays = ids.length === 0 ? [] : await playsById(db, ids as readonly PlayId[]);
  return new Map(plays.map((play) => [Number(play.id), play]));
}
