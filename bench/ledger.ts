/** Compares what was recorded with the simulator's own account of what was played. */
import { eq } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays, servers } from '#db/schema/index.ts';
import type { LedgerEntry } from '#simulator/playback/ledger.ts';

/** Moments as the simulator has them and as we have them differ by the way between the two. */
export const SAME_START_MS = 2_500;
/** A stream that was gone before anybody could look is no play. */
const SHORTEST_MS = 1_000;

export interface Recorded {
  readonly machineIdentifier: string | null;
  readonly ratingKey: string | null;
  readonly machineId: string | null;
  readonly watchedMs: number;
  readonly startedAt: Date;
  readonly stoppedAt: Date | null;
  readonly endedReason: string | null;
}

export const recordedPlays = (db: Db): Promise<Recorded[]> =>
  db
    .select({
      machineIdentifier: servers.machineIdentifier,
      ratingKey: itemSnapshots.ratingKey,
      machineId: players.machineId,
      watchedMs: plays.watchedMs,
      startedAt: plays.startedAt,
      stoppedAt: plays.stoppedAt,
      endedReason: plays.endedReason,
    })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .innerJoin(servers, eq(servers.id, plays.serverId))
    .execute();

export interface Pair {
  readonly entry: LedgerEntry;
  readonly play: Recorded;
  /** How far the watched time is off. */
  readonly offMs: number;
}

export interface Matched {
  readonly lost: readonly LedgerEntry[];
  readonly extra: readonly Recorded[];
  readonly pairs: readonly Pair[];
}

/** Clips, photos and tracks that were skipped are shown and not recorded. */
export const recordable = (ledger: readonly LedgerEntry[]): LedgerEntry[] =>
  ledger.filter((entry) => /^(movie|episode)/.test(entry.guid.replace(/^plex:\/\//, '')));

/** What counts as watched: stalls do, pauses do not. */
export const unpausedMs = ({ startedAt, stoppedAt, playedMs, pausedMs }: LedgerEntry): number =>
  stoppedAt === null ? playedMs : stoppedAt - startedAt - pausedMs;

/** How far a record is from what was played, at both ends together. */
const distance = ({ startedAt, stoppedAt }: Recorded, entry: LedgerEntry): number =>
  Math.abs(startedAt.getTime() - entry.startedAt) +
  Math.abs((stoppedAt ?? startedAt).getTime() - (entry.stoppedAt ?? entry.startedAt));

/** Pairs what was played with what was recorded: the same item on the same player, begun within `sameStartMs` of the same time. */
export function match(
  ledger: readonly LedgerEntry[],
  recorded: readonly Recorded[],
  sameStartMs = SAME_START_MS,
): Matched {
  const known = new Set(ledger.map((entry) => String(entry.ratingKey)));
  const open = new Set(recorded.filter(({ ratingKey }) => ratingKey !== null && known.has(ratingKey)));
  const pairs: Pair[] = [];
  const lost: LedgerEntry[] = [];
  for (const entry of [...ledger].sort((a, b) => b.playedMs - a.playedMs)) {
    const off = (play: Recorded): number => Math.abs(play.watchedMs - unpausedMs(entry));
    const near = [...open].filter(
      (play) =>
        play.ratingKey === String(entry.ratingKey) &&
        play.machineId === entry.machineIdentifier &&
        Math.abs(play.startedAt.getTime() - entry.startedAt) <= sameStartMs,
    );
    const [best] = near.sort((a, b) => distance(a, entry) - distance(b, entry));
    if (best !== undefined) {
      open.delete(best);
      pairs.push({ entry, play: best, offMs: off(best) });
    } else if (entry.playedMs > SHORTEST_MS) {
      lost.push(entry);
    }
  }
  return { lost, extra: [...open], pairs };
}
