/**
 * Of all processes that share a database one leads: it watches the servers and delivers notifications, the others show
 * what was committed. The lock decides who leads; the epoch, compared in every transaction of the leader, makes sure that
 * one who does not know yet that the lead was lost can change nothing any more.
 *
 * Losing the connection of the lock alone is no reason to forget what was heard: as long as nobody else has begun an
 * epoch, the leader goes on and takes the lock again. So a restart of the database costs records nothing but time.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#clock';
import type { HeldLock } from '#db/locks.ts';
import { waitForLock } from '#db/locks-wait.ts';
import type { Database } from '#db/open.ts';
import { type Db, fencedDb, isDatabaseDown, type Tx } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError } from '#problem';
import { claimLeadership, currentTerm, holdEpoch, type Term } from './queries-leader.ts';

/** What only the leader does. */
export interface Duty {
  /** For the log. */
  readonly name: string;
  /** `db` is for what may only be written as long as this process leads: its transactions fail with `NotLeading` afterwards. */
  start(db: Db): Promise<void>;
  /** Ends it; may take `patienceMs` to finish what was begun. */
  stop(patienceMs: number): Promise<void>;
}

export interface Leader {
  isLeading(): boolean;
  /** Duties start in the order in which they were added, and stop in the opposite one; to be called before `start`. */
  addDuty(duty: Duty): void;
  /** Resolves when this process leads and its duties have started, or when it is known that another one leads. */
  start(): Promise<void>;
  /** Stops the duties and lets another process lead. */
  stop(patienceMs: number): Promise<void>;
}

export interface LeaderDeps {
  readonly db: Db;
  readonly pool: Database['pool'];
  readonly clock: Clock;
  readonly log: Log;
}

const CLAIM_AGAIN_MS = 500;
const START_AGAIN_MS = 5_000;

/** Somebody else leads: what this process wanted to write is theirs to write. */
export class NotLeading extends Error {
  constructor() {
    super('another process leads now');
    this.name = 'NotLeading';
  }
}

async function mustBeNow(tx: Tx, { epoch }: Term): Promise<void> {
  if ((await holdEpoch(tx)) !== epoch) throw new NotLeading();
}

export const createLeader = (deps: LeaderDeps): Leader => new Candidate(deps);

class Candidate implements Leader {
  private readonly deps: LeaderDeps;
  private readonly holder = randomUUID();
  private readonly duties: Duty[] = [];
  private readonly stopping = new AbortController();
  private readonly decided = Promise.withResolvers<void>();
  private term: Term | null = null;
  private started: Duty[] = [];
  private running: Promise<void> | null = null;
  private isFollowing = false;
  private patienceMs = 0;

  constructor(deps: LeaderDeps) {
    this.deps = deps;
  }

  isLeading = (): boolean => this.term !== null;

  addDuty(duty: Duty): void {
    this.duties.push(duty);
  }

  async start(): Promise<void> {
    this.running ??= this.run();
    await this.decided.promise;
  }

  async stop(patienceMs: number): Promise<void> {
    this.patienceMs = patienceMs;
    this.stopping.abort();
    this.decided.resolve();
    await this.running;
  }

  private async run(): Promise<void> {
    const { pool, clock, log } = this.deps;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const lock = await waitForLock({
        pool,
        key: 'leader',
        clock,
        signal,
        onBusy: () => this.onBusy(),
        onFailure: (error) => log.debug({ reason: describeError(error) }, 'the lead cannot be asked for now'),
      });
      if (lock === null) break;
      try {
        await this.leadWith(lock);
      } catch (error) {
        // Whoever waits for the start is told; later it is tried again.
        this.decided.reject(error);
        log.error({ err: error }, 'this process could not take the lead');
        await clock.sleep(START_AGAIN_MS, signal);
      }
    }
    await this.stepDown(this.patienceMs);
  }

  /** Somebody holds the lock: another process, or a connection of ours that the database has not missed yet. */
  private async onBusy(): Promise<void> {
    if (this.term !== null) {
      const now = await currentTerm(this.deps.db);
      if (now === null || now.epoch === this.term.epoch) return;
      await this.lose();
    }
    if (!this.isFollowing) this.deps.log.info('another process watches the servers; this one shows what it records');
    this.isFollowing = true;
    this.decided.resolve();
  }

  /** Resolves when the lock is lost, or let go because this process stops. */
  private async leadWith(lock: HeldLock): Promise<void> {
    const { signal } = this.stopping;
    const over = Promise.withResolvers<void>();
    const end = (): void => over.resolve();
    lock.onLost(end);
    signal.addEventListener('abort', end, { once: true });
    try {
      if (await this.claim(lock)) await over.promise;
      if (signal.aborted) await this.stepDown(this.patienceMs);
      else if (this.term !== null) this.deps.log.warn('the connection that proves the lead was lost; it is made again');
    } finally {
      signal.removeEventListener('abort', end);
      await lock.release();
    }
  }

  /** Begins or goes on to lead; false when the lock was lost meanwhile. */
  private async claim(lock: HeldLock): Promise<boolean> {
    const { clock, log } = this.deps;
    while (lock.isHeld() && !this.stopping.signal.aborted) {
      try {
        const term = await claimLeadership(this.deps.db, this.holder);
        if (this.term !== null && this.term.epoch !== term.epoch) await this.lose();
        if (this.term === null) await this.begin(term);
        this.decided.resolve();
        return true;
      } catch (error) {
        if (!isDatabaseDown(error)) throw error;
        log.debug({ reason: describeError(error) }, 'the lead cannot be taken now');
        await clock.sleep(CLAIM_AGAIN_MS, this.stopping.signal);
      }
    }
    return false;
  }

  private async begin(term: Term): Promise<void> {
    this.term = term;
    this.isFollowing = false;
    if (term.epoch > 1) this.deps.log.info({ epoch: term.epoch }, 'this process watches the servers from now on');
    // Fenced to this term: what is left over from it can write nothing in a later one.
    const db = fencedDb(this.deps.db, (tx) => mustBeNow(tx, term));
    try {
      for (const duty of this.duties) {
        this.started.push(duty);
        await duty.start(db);
      }
    } catch (error) {
      // Half a leader is none: whoever tries again begins with the first duty.
      await this.stepDown(0);
      throw error;
    }
  }

  private async lose(): Promise<void> {
    this.deps.log.warn('another process leads now; this one stops watching');
    await this.stepDown(0);
  }

  private async stepDown(patienceMs: number): Promise<void> {
    const duties = this.started.reverse();
    this.started = [];
    for (const duty of duties) {
      try {
        await duty.stop(patienceMs);
      } catch (error) {
        this.deps.log.error({ duty: duty.name, reason: describeError(error) }, 'ending a duty of the leader failed');
      }
    }
    this.term = null;
  }
}
