import type { Cancel, Clock } from '#clock';
import type { Log } from '#log';
import { Problem } from '#problem';
import type { Postmaster, StopMode } from './postmaster.ts';
import type { ProbeResult } from './probe.ts';

export type ClusterStatus = 'starting' | 'ready' | 'restarting' | 'failed' | 'stopped';

/** What the supervisor needs from the world. */
export type SupervisorDeps = {
  readonly clock: Clock;
  readonly log: Log;
  /** Ends what an earlier run left behind. */
  readonly clear: () => Promise<void>;
  readonly launch: () => Postmaster;
  readonly probe: () => Promise<ProbeResult>;
  /** Creates the database when the server is up but lacks it. */
  readonly ensureDatabase: () => Promise<void>;
};

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;
const START_ATTEMPTS = 3;
const FAILED_AFTER = 5;
/**
 * A server that served this long was healthy; what ended it is a new failure, not one more of the same. Short, because
 * every second without a database is a second in which records wait; a crash loop still costs one start in this time.
 */
const STABLE_AFTER_MS = 2_000;
const PROBE_EVERY_MS = 10_000;
const MISSES_BEFORE_RESTART = 3;
const STILL_STARTING_EVERY_MS = 15_000;

/** Milliseconds to wait before the next attempt after `failures` failures in a row (1 or more). */
export const backoffMs = (failures: number): number =>
  Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 20));

type Attempt = { readonly readyForMs: number; readonly reason: string; readonly problem?: Problem };

/** Keeps one server running: starts it, watches it, starts it again for ever, until told to stop. */
export class Supervisor {
  readonly #deps: SupervisorDeps;
  readonly #listeners = new Set<(status: ClusterStatus) => void>();
  readonly #stopping = new AbortController();
  readonly #firstReady = Promise.withResolvers<void>();
  #status: ClusterStatus = 'starting';
  #everReady = false;
  #server: Postmaster | undefined;
  #loop: Promise<void> = Promise.resolve();
  #misses = 0;

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
  }

  status(): ClusterStatus {
    return this.#status;
  }

  onStatus(listener: (status: ClusterStatus) => void): Cancel {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when the server answers. Throws `Problem('unavailable')` when the first attempts all fail. */
  async start(): Promise<void> {
    this.#loop = this.#run();
    await this.#firstReady.promise;
  }

  async stop(mode: StopMode): Promise<void> {
    this.#stopping.abort();
    await this.#server?.stop(mode);
    await this.#loop;
    this.#set('stopped');
  }

  #set(status: ClusterStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#deps;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      const attempt = await this.#attempt();
      if (this.#stopping.signal.aborted) break;
      failures = attempt.readyForMs >= STABLE_AFTER_MS ? 1 : failures + 1;
      if (!this.#everReady && (attempt.problem !== undefined || failures >= START_ATTEMPTS)) {
        this.#set('failed');
        this.#firstReady.reject(attempt.problem ?? notStarted(attempt.reason));
        return;
      }
      this.#set(failures >= FAILED_AFTER ? 'failed' : this.#everReady ? 'restarting' : 'starting');
      const waitMs = backoffMs(failures);
      log.error({ reason: attempt.reason, waitMs }, 'PostgreSQL ended unexpectedly; starting it again');
      await clock.sleep(waitMs, this.#stopping.signal);
    }
    if (!this.#everReady) this.#firstReady.reject(notStarted('it was stopped'));
  }

  /** One life of the server, from its start to its end. */
  async #attempt(): Promise<Attempt> {
    const { clock } = this.#deps;
    try {
      await this.#deps.clear();
      if (this.#stopping.signal.aborted) return { readyForMs: 0, reason: 'stopped' };
      const server = this.#deps.launch();
      this.#server = server;
      if (!(await this.#becomesReady(server))) return { readyForMs: 0, reason: server.lastWords() };
      const readyAt = clock.monotonic();
      const ending = await this.#watch(server);
      const reason = ending.signal === null ? server.lastWords() : `killed by ${ending.signal}`;
      return { readyForMs: clock.monotonic() - readyAt, reason };
    } catch (error) {
      await this.#server?.stop('fast');
      if (error instanceof Problem) return { readyForMs: 0, reason: error.message, problem: error };
      return { readyForMs: 0, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** False when the server ended before it answered. Repair after a crash may take long, so there is no time-out. */
  async #becomesReady(server: Postmaster): Promise<boolean> {
    const { clock, log } = this.#deps;
    const ended = new AbortController();
    void server.ended.then(() => ended.abort());
    let nextReport = clock.monotonic() + STILL_STARTING_EVERY_MS;
    while (!ended.signal.aborted) {
      const result = await this.#deps.probe();
      if (ended.signal.aborted) break;
      if (result === 'denied') throw wrongPassword();
      if (result === 'no_database') await this.#deps.ensureDatabase();
      if (result === 'ready') return true;
      if (clock.monotonic() >= nextReport) {
        log.info('PostgreSQL is still starting; after a crash it repairs itself first');
        nextReport = clock.monotonic() + STILL_STARTING_EVERY_MS;
      }
      await clock.sleep(result === 'no_database' ? 0 : 25, ended.signal);
    }
    return false;
  }

  async #watch(server: Postmaster): ReturnType<() => Postmaster['ended']> {
    this.#misses = 0;
    this.#everReady = true;
    this.#set('ready');
    this.#firstReady.resolve();
    let probing = false;
    const cancel = this.#deps.clock.every(PROBE_EVERY_MS, () => {
      if (probing || this.#stopping.signal.aborted) return;
      probing = true;
      void this.#check(server).finally(() => {
        probing = false;
      });
    });
    return await server.ended.finally(cancel);
  }

  /** A server whose socket vanished (a cleaned temporary folder) runs but helps nobody: it is started anew. */
  async #check(server: Postmaster): Promise<void> {
    const result = await this.#deps.probe();
    if (this.#stopping.signal.aborted || this.#server !== server) return;
    if (result === 'ready') this.#set('ready');
    if (result === 'starting') this.#set('restarting');
    this.#misses = result === 'absent' ? this.#misses + 1 : 0;
    if (this.#misses < MISSES_BEFORE_RESTART) return;
    this.#deps.log.error('PostgreSQL runs but cannot be reached; starting it anew');
    await server.stop('fast');
  }
}

const notStarted = (reason: string): Problem =>
  new Problem('unavailable', `PostgreSQL did not start: ${reason}`, {
    hint: 'Look at the log above it, or set DATABASE_URL to use a PostgreSQL server of your own',
  });

const wrongPassword = (): Problem =>
  new Problem('unavailable', 'PostgreSQL refuses the stored password', {
    hint: 'Delete the file "password" in the database folder; a new one is set at the next start',
  });
