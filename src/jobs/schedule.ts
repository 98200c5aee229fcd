/** What runs when: every task there is. What a task does stands in the room it belongs to. */
import type { EpochMs } from '#clock';
import type { PlainName, Settings } from '#config/settings.ts';
import { TASK_NAMES, type TaskName } from '#contract/tasks.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What failed is tried again after this time, or sooner when it is due sooner. */
const TRY_AGAIN_MS = 5 * 60_000;

export interface Scheduled {
  /** Milliseconds between two runs; null while it is switched off. */
  everyMs(settings: Settings): number | null;
  /** The setting that says how often. */
  readonly setting: PlainName | null;
  /** Whoever watches a server does it for that server at its own time, and only tells when. */
  readonly isForServers: boolean;
}

const always = (everyMs: number): Scheduled => ({ everyMs: () => everyMs, setting: null, isForServers: false });

const forServers = (setting: PlainName | null, everyMs: Scheduled['everyMs']): Scheduled => ({
  everyMs,
  setting,
  isForServers: true,
});

export const SCHEDULE: Readonly<Record<TaskName, Scheduled>> = {
  people: forServers('refreshUsersIntervalHours', (settings) => settings.refreshUsersIntervalHours * HOUR_MS),
  libraries: forServers(
    'refreshLibrariesIntervalHours',
    (settings) => settings.refreshLibrariesIntervalHours * HOUR_MS,
  ),
  token: forServers(null, () => HOUR_MS),
  'plex-release': forServers('plexUpdateCheckIntervalHours', (settings) =>
    settings.watchPlexUpdates ? settings.plexUpdateCheckIntervalHours * HOUR_MS : null,
  ),
  outbox: always(HOUR_MS),
  sessions: always(HOUR_MS),
  trash: always(DAY_MS),
  analyse: always(DAY_MS),
  runs: always(DAY_MS),
};

/** The tasks that are done here and not for one server at a time. */
export const OWN_TASKS: readonly TaskName[] = TASK_NAMES.filter((name) => !SCHEDULE[name].isForServers);

/** A run as far as it decides when the next one is. */
export interface LastRun {
  readonly startedAt: EpochMs;
  readonly finishedAt: EpochMs | null;
  readonly hasFailed: boolean;
}

/**
 * When a task runs next; null while it is switched off, and 0 for one that never ran. After a failure it is soon tried again.
 * A run that is said to begin in the future (the clock was set back) counts for nothing.
 */
export function nextRunAt(everyMs: number | null, last: LastRun | null, now: EpochMs): EpochMs | null {
  if (everyMs === null) return null;
  if (last === null || last.startedAt > now) return 0;
  if (!last.hasFailed) return last.startedAt + everyMs;
  return (last.finishedAt ?? last.startedAt) + Math.min(TRY_AGAIN_MS, everyMs);
}
