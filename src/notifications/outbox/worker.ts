/** Keeps the outbox empty: events become deliveries, deliveries are sent. Only rows count; a wake is only a hint. */
import type { EpochMs } from '#clock';
import type { Connection } from '#db/connection.ts';
import { type Listening, listen } from '#db/listen.ts';
import { isDatabaseDown } from '#db/pool.ts';
import { redact } from '#log';
import { describeError } from '#problem';
import type { ClaimedRow } from '../queries-deliveries.ts';
import { nextDelivery } from '../queries-deliveries.ts';
import { OUTBOX_CHANNEL, removeFinished } from '../queries-outbox.ts';
import { Lanes } from './lanes.ts';
import { type MatchDeps, matchNextEvent } from './match-event.ts';
import { claimNext, type SendDeps, sendClaimed } from './send-next.ts';
import { createSignal, type Signal } from './signal.ts';

export interface OutboxDeps extends MatchDeps, SendDeps {
  readonly connection: Connection;
}

/** Covers wakes that were lost. */
const LOOK_EVERY_MS = 10_000;
const KEEP_SENT_MS = 86_400_000;
const KEEP_OTHERS_MS = 30 * 86_400_000;
const PATIENCE_MS = 5_000;

export interface OutboxWorker {
  start(): Promise<void>;
  /** Waits a moment for what is being sent; what does not get done is sent by the next start. */
  stop(): Promise<void>;
  /** Removes what was sent more than a day ago, and what was given up more than thirty days ago. */
  clean(): Promise<void>;
}

export const createOutboxWorker = (deps: OutboxDeps): OutboxWorker => new Worker(deps);

class Worker implements OutboxWorker {
  private readonly deps: OutboxDeps;
  private readonly events: Signal;
  private readonly deliveries: Signal;
  private readonly lanes: Lanes;
  private stopping = new AbortController();
  private running: Promise<unknown> | null = null;
  private listening: Listening | null = null;

  constructor(deps: OutboxDeps) {
    this.deps = deps;
    this.events = createSignal(deps.clock);
    this.deliveries = createSignal(deps.clock);
    this.lanes = new Lanes();
  }

  async start(): Promise<void> {
    if (this.running !== null) return;
    this.stopping = new AbortController();
    const { clock, log, connection } = this.deps;
    const wake = (): void => this.events.raise();
    this.listening = await listen(connection, OUTBOX_CHANNEL, wake, { clock, log, onReconnected: wake });
    this.running = Promise.all([this.matchForEver(), this.sendForEver()]);
  }

  async stop(): Promise<void> {
    if (this.running === null) return;
    this.stopping.abort();
    await this.listening?.stop();
    await this.running;
    await Promise.race([this.lanes.empty(), this.deps.clock.sleep(PATIENCE_MS)]);
    this.running = null;
  }

  private async matchForEver(): Promise<void> {
    await this.repeat(this.events, async () => {
      while (!this.stopping.signal.aborted && (await matchNextEvent(this.deps))) this.deliveries.raise();
      return LOOK_EVERY_MS;
    });
  }

  private async sendForEver(): Promise<void> {
    await this.repeat(this.deliveries, async () => {
      const { notificationWorkers } = await this.deps.settings();
      const { clock, db } = this.deps;
      while (!this.stopping.signal.aborted) {
        if (this.lanes.count >= notificationWorkers) return LOOK_EVERY_MS;
        const row = await claimNext(this.deps, this.lanes.excluded(notificationWorkers, clock.now()));
        if (row === null) return untilNext([await nextDelivery(db), this.lanes.nextFree(clock.now())], clock.now());
        this.send(row);
      }
      return LOOK_EVERY_MS;
    });
  }

  /** In a lane of its own, so that a slow one holds up no other. */
  private send(row: ClaimedRow): void {
    const { clock, log } = this.deps;
    const minGapMs = this.deps.agentById(row.agentId)?.minGapMs ?? 0;
    const finish = this.lanes.enter(row.notifierId, clock.now() + minGapMs);
    sendClaimed(this.deps, row)
      .then((outcome) => finish(outcome.kind === 'sent'))
      .catch((error: unknown) => {
        finish(false);
        // The lease ends, and it is sent again.
        log.warn(
          { delivery: row.id, reason: redact(describeError(error)) },
          'what became of a notification is not known',
        );
      })
      .finally(() => this.deliveries.raise());
  }

  /** Works whenever it is woken, or after the time that `work` answers. A failure is met again later. */
  private async repeat(signal: Signal, work: () => Promise<number>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      signal.lower();
      let waitMs = LOOK_EVERY_MS;
      try {
        waitMs = await work();
      } catch (error) {
        const facts = { reason: redact(describeError(error)) };
        if (isDatabaseDown(error)) this.deps.log.warn(facts, 'notifications wait for the database');
        else this.deps.log.error(facts, 'notifications could not be handled');
      }
      await signal.wait(waitMs, this.stopping.signal);
    }
  }

  async clean(): Promise<void> {
    const { db, clock } = this.deps;
    const now = clock.now();
    await removeFinished(db, { sent: now - KEEP_SENT_MS, others: now - KEEP_OTHERS_MS });
  }
}

/** Until the earliest of these moments, within limits. */
function untilNext(moments: readonly (EpochMs | null)[], now: EpochMs): number {
  const waits = moments.flatMap((at) => (at === null || at <= now ? [] : [at - now]));
  return Math.min(LOOK_EVERY_MS, ...waits);
}
