/** Sends one delivery: claims it, lets its agent try once, and writes down what became of it. */
import type { Clock } from '#clock';
import type { NotifierId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { redact } from '#log';
import { type Outcome, refusedForGood } from '../agents/agent.ts';
import { type ClaimedRow, claimDelivery, settleFailed, settleRetry, settleSent } from '../queries-deliveries.ts';
import { nextTry } from './back-off.ts';
import { Delivery } from './delivery.ts';
import { type TryDeps, tryAgent } from './try-agent.ts';

export interface SendDeps extends Omit<TryDeps, 'now'> {
  readonly db: Db;
  readonly clock: Clock;
  /** From 0 to 1. */
  random(): number;
}

/** Longer than any try may take. After it, whoever was sending is thought to be gone. */
const LEASE_MS = 45_000;

/** Claims the next delivery that is due, from none of these agents; null when there is none. */
export const claimNext = (
  { db, clock }: Pick<SendDeps, 'db' | 'clock'>,
  except: readonly NotifierId[],
): Promise<ClaimedRow | null> => claimDelivery(db, { now: clock.now(), leaseMs: LEASE_MS, except });

/** Tries a claimed delivery once and settles it; says how it went. Throws when the database cannot be written. */
export async function sendClaimed(deps: SendDeps, row: ClaimedRow): Promise<Outcome> {
  const outcome = await tryOnce(deps, row);
  await settle(deps, row, outcome);
  return outcome;
}

async function tryOnce(deps: SendDeps, row: ClaimedRow): Promise<Outcome> {
  const delivery = Delivery.safeParse(row.payload);
  if (!delivery.success) return refusedForGood('The stored message cannot be read');
  return tryAgent({ ...deps, now: () => deps.clock.now() }, row, delivery.data);
}

async function settle({ db, clock, log, random }: SendDeps, row: ClaimedRow, outcome: Outcome): Promise<void> {
  const now = clock.now();
  if (outcome.kind === 'sent') {
    await settleSent(db, row, now);
    log.debug({ notifierId: row.notifierId, delivery: row.id }, 'a notification was sent');
    return;
  }
  const { problem, mayRetry, retryAfterMs } = outcome;
  const { attempts, createdAt } = row;
  const waitMs = mayRetry ? nextTry({ attempts, ageMs: now - createdAt, retryAfterMs, random: random() }) : null;
  const facts = { notifierId: row.notifierId, delivery: row.id, attempts, reason: redact(problem) };
  if (waitMs === null) {
    await settleFailed(db, row, problem, now);
    log.warn(facts, 'a notification was not sent');
  } else {
    await settleRetry(db, row, problem, now + waitMs);
    log.warn({ ...facts, waitMs }, 'a notification was not sent yet');
  }
}
