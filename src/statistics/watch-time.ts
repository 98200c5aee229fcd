import type { EpochMs } from '#clock';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { ColumnName } from '#history/blocks/columns.ts';
import { EVER, readPlays } from '#history/blocks/read-plays.ts';
import { idMarks } from '#history/rows/id-marks.ts';
import { boundsOf, type Visible } from '#users/visible.ts';
import { type PlayerAmount, playerAmounts } from './player-amounts.ts';
import {
  type Amount,
  type Scope,
  watchedEver,
  watchedFromLibrary,
  watchedOfItem,
  watchedSince,
} from './queries-watch-time.ts';
import { descriptionsOfServer, knownPlayers } from './queries-watch-time-players.ts';

export type { Amount, Scope } from './queries-watch-time.ts';

const DAY_MS = 86_400_000;

/** Which time counts: the last so many days up to now, or everything. */
export type Window = { readonly kind: 'days'; readonly days: number } | { readonly kind: 'always' };

export interface WatchTimeQuery {
  /** What may be told. */
  readonly visible: Visible;
  readonly scope: Scope;
  readonly windows: readonly Window[];
  readonly now: EpochMs;
}

/** The earliest moment PostgreSQL and we agree on; windows longer than that hold everything that ended. */
const EARLIEST_MS = -62_135_596_800_000;

const beginOf = (days: number, now: EpochMs): EpochMs => Math.max(EARLIEST_MS, now - days * DAY_MS);

export interface WatchTime {
  /** In the order of the windows. */
  readonly amounts: readonly Amount[];
  /** If nothing changes but the time. */
  readonly untilMs: EpochMs;
}

/** How much was watched in each of the windows. A window counts plays that ended in it. */
export async function watchTime(db: Db, { visible, scope, windows, now }: WatchTimeQuery): Promise<WatchTime> {
  const begins = [...new Set(windows.flatMap((one) => (one.kind === 'days' ? [beginOf(one.days, now)] : [])))];
  begins.sort((a, b) => a - b);
  const ever = await watchedEver(db, scope, visible);
  const since =
    begins.length === 0 || ever.plays === 0
      ? []
      : await watchedSince(
          db,
          scope,
          begins.map((begin) => new Date(begin)),
          { ever, visible },
        );
  const amounts = windows.map((one) =>
    one.kind === 'always' ? ever : (since[begins.indexOf(beginOf(one.days, now))] ?? NOTHING),
  );
  // A window loses a play the millisecond after it stood at its beginning.
  const leaving = begins.map((begin, index) => now + (since[index]?.firstEndMs ?? Infinity) - begin + 1);
  return { amounts, untilMs: Math.min(Infinity, ...leaving) };
}

const NOTHING: Amount = { plays: 0, groups: 0, watchedMs: 0 };

/** Who watched it and how much, the busiest first; `isGrouped` says whether a viewing that was resumed counts once. */
export const watchTimeByUser = (
  db: Db,
  visible: Visible,
  scope: Exclude<Scope, { readonly kind: 'user' }>,
  isGrouped: boolean,
) =>
  scope.kind === 'library'
    ? watchedFromLibrary(db, scope.libraryId, isGrouped, visible)
    : watchedOfItem(db, scope, isGrouped, visible);

/** On what a person watches, the busiest first by viewings or by plays. */
export async function watchTimeByPlayer(
  db: Db,
  visible: Visible,
  userId: UserId,
  isGrouped: boolean,
): Promise<PlayerAmount[]> {
  const bounds = boundsOf(visible);
  if (bounds.userId !== null && bounds.userId !== userId) return [];
  // A play is on the server of its item.
  const ofServer: readonly ColumnName[] = bounds.serverId === null ? [] : ['items'];
  const plays = await readPlays(db, ['users', 'players', 'watchGroups', 'watchedMs', ...ofServer], EVER);
  const items = bounds.serverId === null ? null : idMarks(await descriptionsOfServer(db, bounds.serverId));
  return playerAmounts(plays, { userId, items }, await knownPlayers(db), isGrouped);
}
