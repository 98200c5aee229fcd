import type { EpochMs } from '#clock';
import type { UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type Scope, watchedByPlayer, watchedByUser, watchedSince } from './queries-watch-time.ts';

export type { Scope } from './queries-watch-time.ts';

const DAY_MS = 86_400_000;

/** Which time counts: the last so many days up to now, or everything. */
export type Window = { readonly kind: 'days'; readonly days: number } | { readonly kind: 'always' };

export interface Watched {
  /** Viewings when grouped, else plays. */
  readonly plays: number;
  readonly watchedMs: number;
}

export interface WatchTimeQuery {
  readonly scope: Scope;
  /** Whether a viewing that was resumed counts once. */
  readonly isGrouped: boolean;
  readonly windows: readonly Window[];
  readonly now: EpochMs;
}

/** The earliest moment PostgreSQL and we agree on; windows longer than that hold everything that ended. */
const EARLIEST_MS = -62_135_596_800_000;

const beginOf = (window: Window, now: EpochMs): Date | null =>
  window.kind === 'always' ? null : new Date(Math.max(EARLIEST_MS, now - window.days * DAY_MS));

/** How much was watched in each of the windows, in their order. A window counts plays that ended in it. */
export async function watchTime(db: Db, { scope, isGrouped, windows, now }: WatchTimeQuery): Promise<Watched[]> {
  return Promise.all(windows.map((window) => watchedSince(db, scope, isGrouped, beginOf(window, now))));
}

/** Who watched it and how much, the busiest first. */
export const watchTimeByUser = (db: Db, scope: Scope, isGrouped: boolean) => watchedByUser(db, scope, isGrouped);

/** On what a person watches, the busiest first. */
export const watchTimeByPlayer = (db: Db, userId: UserId, isGrouped: boolean) => watchedByPlayer(db, userId, isGrouped);
