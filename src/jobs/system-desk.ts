/** How the installation stands and what it is, found out when somebody asks. */
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { About, HealthReport } from '#contract/system-logs.ts';
import { TASK_NAMES } from '#contract/tasks.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError } from '#problem';
import { type HealthFacts, healthChecks, worstOf } from './health.ts';
import type { MaskOptions } from './mask-log.ts';
import { latestRuns } from './queries.ts';
import { databaseFacts, namesOfPeople, outboxFacts } from './queries-health.ts';

export interface SystemDesk {
  /** Never throws: what cannot be found out is what is wrong. */
  health(): Promise<HealthReport>;
  /** @throws Problem `unavailable` until the database is open. */
  about(): Promise<About>;
}

/** What is the same as long as the program runs. */
export type Machine = Pick<About, 'version' | 'node' | 'platform' | 'timeZone' | 'paths'> & {
  readonly startedAt: EpochMs;
};

export interface SystemDeskDeps {
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly machine: Machine;
  isBuiltIn(): boolean;
  isLeading(): boolean;
  servers(): Promise<NonNullable<HealthFacts['servers']>>;
  /** Room where the data folder is; rejects when nobody can tell. */
  disk(): Promise<NonNullable<HealthFacts['disk']>>;
  memoryBytes(): number;
  licences(): Promise<About['licences']>;
}

/** Needs a database only when it is asked. */
export function createSystemDesk(deps: SystemDeskDeps): SystemDesk {
  const { clock } = deps;
  return {
    async health() {
      const checks = healthChecks(await factsOf(deps));
      return { at: new Date(clock.now()).toISOString(), state: worstOf(checks), checks };
    },
    async about() {
      const { startedAt, ...machine } = deps.machine;
      const [{ version, sizeBytes }, licences] = await Promise.all([databaseFacts(deps.db()), deps.licences()]);
      return {
        ...machine,
        startedAt: new Date(startedAt).toISOString(),
        uptimeMs: Math.max(0, clock.now() - startedAt),
        database: { version, sizeBytes, isBuiltIn: deps.isBuiltIn() },
        memoryBytes: deps.memoryBytes(),
        licences,
      };
    },
  };
}

async function factsOf(deps: SystemDeskDeps): Promise<HealthFacts> {
  const orNull = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      deps.log.debug({ reason: describeError(error) }, 'how things stand cannot be found out');
      return null;
    }
  };
  const [database, disk, outbox, servers, failedTasks] = await Promise.all([
    orNull(() => timedDatabase(deps)),
    orNull(() => deps.disk()),
    orNull(async () => outboxFacts(deps.db())),
    orNull(() => deps.servers()),
    orNull(async () => failedTasksOf(deps.db())),
  ]);
  const isLeading = database !== null && deps.isLeading();
  return { database, disk, outbox, servers, isLeading, failedTasks: failedTasks ?? [] };
}

async function timedDatabase({ db, clock }: SystemDeskDeps): Promise<HealthFacts['database']> {
  const startedAt = clock.monotonic();
  const { isLed } = await databaseFacts(db());
  return { isLed, answeredInMs: clock.monotonic() - startedAt };
}

async function failedTasksOf(db: Db): Promise<readonly string[]> {
  return (await latestRuns(db, TASK_NAMES, 1)).filter(({ state }) => state === 'failed').map(({ job }) => job);
}

/** What the log of somebody who looks at it now hides. While the database is away no name can be looked up. */
export async function maskOptions(settings: () => Promise<Settings>, db: () => Db): Promise<MaskOptions> {
  const { maskSecretsInLogs, maskUserNamesInLogs } = await settings();
  return {
    hidesAddresses: maskSecretsInLogs,
    names: maskUserNamesInLogs ? await namesOfPeople(db()) : [],
  };
}
