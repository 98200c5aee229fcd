/** How the installation stands, in sentences. Pure: what is found out is handed in. */
import type { LinkState } from '#contract/enums.ts';
import type { CHECK_STATES, HealthCheck } from '#contract/system-logs.ts';
import type { OutboxFacts } from './queries-health.ts';

type State = (typeof CHECK_STATES)[number];

export interface HealthFacts {
  /** Null: it does not answer. */
  readonly database: { readonly answeredInMs: number; readonly isLed: boolean } | null;
  /** Null: nobody can tell. */
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly isLeading: boolean;
  /** Null while the database does not answer, as the next one. */
  readonly outbox: OutboxFacts | null;
  readonly servers:
    | readonly {
        readonly name: string;
        readonly link: { readonly state: LinkState; readonly problem: string | null };
      }[]
    | null;
  /** Tasks whose latest run failed. */
  readonly failedTasks: readonly string[];
}

const SLOW_MS = 250;
const GIGABYTE = 1_000_000_000;
const LITTLE_BYTES = 2 * GIGABYTE;
const TOO_LITTLE_BYTES = 300_000_000;
const LONG_MS = 5 * 60_000;

const check = (name: string, state: State, says: string, hint: string | null = null): HealthCheck => ({
  name,
  state,
  says,
  hint: state === 'ok' ? null : hint,
});

/** Everything that is looked at, in the order in which it is shown. */
export function healthChecks(facts: HealthFacts): readonly HealthCheck[] {
  const { database, disk, outbox, servers } = facts;
  return [
    databaseCheck(database),
    ...(servers === null ? [] : serverChecks(servers)),
    ...(database === null ? [] : [leaderCheck(facts.isLeading, database.isLed)]),
    ...(disk === null ? [] : [diskCheck(disk)]),
    ...(outbox === null ? [] : [outboxCheck(outbox)]),
    ...(database === null ? [] : [tasksCheck(facts.failedTasks)]),
  ];
}

const ORDER: readonly State[] = ['ok', 'warn', 'bad'];

/** As bad as the worst of them. */
export const worstOf = (checks: readonly HealthCheck[]): State =>
  ORDER[Math.max(0, ...checks.map(({ state }) => ORDER.indexOf(state)))] ?? 'ok';

function databaseCheck(database: HealthFacts['database']): HealthCheck {
  if (database === null)
    return check(
      'database',
      'bad',
      'The database does not answer',
      'Look at its log, and whether its disk is full. What is heard meanwhile is kept and written later',
    );
  const says = `The database answers in ${Math.round(database.answeredInMs)} ms`;
  const isSlow = database.answeredInMs > SLOW_MS;
  return check('database', isSlow ? 'warn' : 'ok', says, 'It is slow: the machine may be busy, or its disk');
}

const LINKS: Readonly<Record<LinkState, { readonly state: State; readonly says: string; readonly hint: string }>> = {
  ok: { state: 'ok', says: 'can be heard', hint: '' },
  connecting: { state: 'ok', says: 'is being connected', hint: '' },
  degraded: {
    state: 'warn',
    says: 'sends no events and is asked regularly instead',
    hint: 'A proxy between the two may not let its notifications through',
  },
  unauthorised: {
    state: 'bad',
    says: 'refuses its token',
    hint: 'Connect it again with a new token; until then nothing of it is recorded',
  },
  unreachable: {
    state: 'bad',
    says: 'cannot be reached',
    hint: 'Check that it runs and that its address is right; until then nothing of it is recorded',
  },
};

function serverChecks(servers: NonNullable<HealthFacts['servers']>): readonly HealthCheck[] {
  if (servers.length === 0)
    return [check('server', 'warn', 'No Plex server is connected', 'Connect one under Settings, Servers')];
  return servers.map(({ name, link }) => {
    const { state, says, hint } = LINKS[link.state];
    const reason = link.problem === null || state === 'ok' ? '' : `: ${link.problem}`;
    return check('server', state, `${name} ${says}${reason}`, hint);
  });
}

function leaderCheck(isLeading: boolean, isLed: boolean): HealthCheck {
  if (isLeading) return check('leader', 'ok', 'This process watches the servers');
  if (isLed) return check('leader', 'ok', 'Another process watches the servers; this one shows what it records');
  return check(
    'leader',
    'bad',
    'No process watches the servers at the moment',
    'One takes over within a few seconds; if not, look at the log',
  );
}

const gigabytes = (bytes: number): string => `${(bytes / GIGABYTE).toFixed(1)} GB`;

function diskCheck({ freeBytes, totalBytes }: NonNullable<HealthFacts['disk']>): HealthCheck {
  const says = `${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} are free where the data folder is`;
  const state = freeBytes < TOO_LITTLE_BYTES ? 'bad' : freeBytes < LITTLE_BYTES ? 'warn' : 'ok';
  return check('disk', state, says, 'Make room: a full disk stops the recording');
}

const notifications = (n: number): string => (n === 1 ? '1 notification' : `${n} notifications`);

function outboxCheck({ overdue, oldestMs, failed }: OutboxFacts): HealthCheck {
  if (overdue > 0 && oldestMs > LONG_MS) {
    const minutes = Math.round(oldestMs / 60_000);
    return check(
      'outbox',
      'warn',
      `${notifications(overdue)} waiting to be sent, the first for ${minutes} minutes`,
      'An agent may not answer; the log of notifications says which',
    );
  }
  if (failed > 0)
    return check(
      'outbox',
      'warn',
      `${notifications(failed)} could not be sent within the last day`,
      'The log of notifications says why',
    );
  return check('outbox', 'ok', overdue === 0 ? 'All notifications are sent' : `${notifications(overdue)} on the way`);
}

const tasksCheck = (failed: readonly string[]): HealthCheck =>
  failed.length === 0
    ? check('tasks', 'ok', 'All tasks did what they are for')
    : check(
        'tasks',
        'warn',
        failed.length === 1 ? 'The last run of one task failed' : `The last runs of ${failed.length} tasks failed`,
        'Tasks says which, and what went wrong',
      );
