/**
 * Brings what was decided about a server's life to the database, in order, and keeps it until it is committed: a state
 * and what is told of it change together or not at all.
 */
import type { Clock } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, isDatabaseDown } from '#db/pool.ts';
import type { Log } from '#log';
import { type Announcement, announce } from '#notifications/announce.ts';
import { describeError } from '#problem';
import { NotLeading } from '../leader.ts';
import { type LifeValues, saveLife } from './queries.ts';

export interface LedgerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly server: { readonly id: ServerId; readonly name: string };
}

export interface Ledger {
  write(values: LifeValues, announcements?: readonly Announcement[]): void;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
  /** Stops trying, after `patienceMs` at most. */
  stop(patienceMs: number): Promise<void>;
}

interface Entry {
  readonly values: LifeValues;
  readonly announcements: readonly Announcement[];
}

const AGAIN_MS = 1_000;

export function createLedger({ db, clock, log, server }: LedgerDeps): Ledger {
  const stopping = new AbortController();
  const entries: Entry[] = [];
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    for (let entry = entries[0]; entry !== undefined && !stopping.signal.aborted; entry = entries[0]) {
      if (await tryWrite(entry)) entries.shift();
      else await clock.sleep(AGAIN_MS, stopping.signal);
    }
  }

  async function tryWrite({ values, announcements }: Entry): Promise<boolean> {
    try {
      await inTransaction(db, async (tx) => {
        await saveLife(tx, server.id, values);
        await announce(tx, announcements);
      });
      for (const { trigger } of announcements) log.info({ server: server.name, trigger }, 'this is told');
    } catch (error) {
      if (error instanceof NotLeading) stopping.abort();
      if (error instanceof NotLeading || isDatabaseDown(error)) return false;
      // It would fail for ever: what comes after it must not wait.
      log.error({ server: server.name, reason: describeError(error) }, 'a change of the server cannot be saved');
    }
    return true;
  }

  const start = (): void => {
    running ??= run().finally(() => {
      running = null;
      if (entries.length > 0 && !stopping.signal.aborted) start();
    });
  };

  const idle = async (): Promise<void> => {
    while (running !== null) await running;
  };

  return {
    write(values, announcements = []) {
      entries.push({ values, announcements });
      start();
    },
    idle,
    async stop(patienceMs) {
      const enough = new AbortController();
      await Promise.race([idle(), clock.sleep(patienceMs, enough.signal)]);
      enough.abort();
      stopping.abort();
      await running;
    },
  };
}
