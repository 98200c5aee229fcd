/** Sends one delivery: claims it, lets its agent try once, and writes down what became of it. */
import type { Clock } from '#clock';
import type { NotifierId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { type Log, redact } from '#log';
import { describeError } from '#problem';
import { type Agent, failedForNow, type Outcome, refusedForGood } from '../agents/agent.ts';
import type { HttpRequest } from '../agents/http-request.ts';
import { type ClaimedRow, claimDelivery, settleFailed, settleRetry, settleSent } from '../queries-deliveries.ts';
import { nextTry } from './back-off.ts';
import { Delivery } from './delivery.ts';

export interface SendDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly request: HttpRequest;
  /** The agent of a kind; undefined for one that cannot send. */
  agentById(id: number): Agent | undefined;
  /** Opens sealed settings. */
  open(sealed: string): string;
  /** From 0 to 1. */
  random(): number;
}

/** Longer than any try may take. After it, whoever was sending is thought to be gone. */
const LEASE_MS = 90_000;

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
  const agent = deps.agentById(row.agentId);
  if (agent === undefined) return refusedForGood('This kind of agent cannot send yet');
  const delivery = Delivery.safeParse(row.payload);
  if (!delivery.success) return refusedForGood('The stored message cannot be read');
  try {
    const config: unknown = JSON.parse(deps.open(row.configSealed));
    return await agent.send(config, delivery.data, { request: deps.request, now: () => deps.clock.now() });
  } catch (error) {
    // A mistake of the agent must not hold up the others; what it says is for the log.
    deps.log.error({ agent: agent.name, reason: redact(describeError(error)) }, 'an agent failed unexpectedly');
    return failedForNow('The agent failed unexpectedly');
  }
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
