/** What was heard of a server's link becomes columns of its row, a gap when it lasts, and a wake for the pages. */
import type { Clock, EpochMs } from '#clock';
import type { ServerId } from '#contract/ids.ts';
import { type Db, inTransaction, isDatabaseDown } from '#db/pool.ts';
import type { Log } from '#log';
import type { LinkFacts } from '#plex/facts.ts';
import { describeError } from '#problem';
import { NotLeading } from './leader.ts';
import { closeGap, lastHeard, openGap, saveServer, touchServer, wake } from './queries.ts';

/** An interruption shorter than this hides no play worth a record. */
const SHORTEST_GAP_MS = 10_000;
const RETRY_MS = 2_000;

export interface LinkLog {
  /** Opens the gap of the time we were not running; to be called once, before anything is heard. */
  begin(): Promise<void>;
  onLink(link: LinkFacts): void;
  onHeard(at: EpochMs): void;
  stop(): Promise<void>;
}

interface LinkLogDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly server: { readonly id: ServerId; readonly name: string };
}

const date = (ms: EpochMs): Date => new Date(ms);

const columns = (link: LinkFacts) => ({
  linkState: link.state,
  linkSince: link.state === 'connecting' ? null : date(link.sinceMs),
  linkProblem: 'problem' in link ? link.problem : null,
  linkRetryAt: link.state === 'unreachable' ? date(link.retryAtMs) : null,
});

export function createLinkLog({ db, clock, log, server }: LinkLogDeps): LinkLog {
  let wanted: { link?: LinkFacts; heardAt?: EpochMs } = {};
  let running: Promise<void> | null = null;
  let isStopped = false;
  let heardAt: EpochMs | null = null;

  const start = (): void => {
    running ??= run().finally(() => {
      running = null;
    });
  };

  async function run(): Promise<void> {
    while (!isStopped && (wanted.link !== undefined || wanted.heardAt !== undefined)) {
      const now = wanted;
      wanted = {};
      try {
        await write(now);
      } catch (error) {
        if (error instanceof NotLeading) return;
        // The newest state is what counts; keep what was not overtaken meanwhile.
        wanted = { ...now, ...wanted };
        if (!isDatabaseDown(error))
          log.warn(
            { server: server.name, reason: describeError(error) },
            'the state of the connection cannot be saved',
          );
        await clock.sleep(RETRY_MS);
      }
    }
  }

  async function write({ link, heardAt: at }: typeof wanted): Promise<void> {
    await inTransaction(db, async (tx) => {
      if (link !== undefined) {
        await saveServer(tx, server.id, columns(link));
        if (link.state === 'unreachable' || link.state === 'unauthorised')
          await openGap(tx, server.id, heardAt ?? link.sinceMs, 'link_lost');
        await wake(tx, { t: 'server', serverId: server.id });
      }
      if (at !== undefined) {
        await touchServer(tx, server.id, at);
        await closeGap(tx, server.id, at, SHORTEST_GAP_MS);
      }
    });
  }

  return {
    async begin() {
      const before = await lastHeard(db, server.id);
      if (before !== null) await inTransaction(db, (tx) => openGap(tx, server.id, before, 'not_running'));
    },
    onLink(link) {
      wanted = { ...wanted, link };
      start();
    },
    onHeard(at) {
      heardAt = at;
      wanted = { ...wanted, heardAt: at };
      start();
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
