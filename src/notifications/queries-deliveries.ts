/** SQL about what is being sent. A row is worked on by whoever set it to `sending`, and only until its lease ends. */
import { sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { NotifierId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';

export interface ClaimedRow {
  readonly id: number;
  readonly notifierId: NotifierId;
  readonly payload: unknown;
  /** This try included. */
  readonly attempts: number;
  readonly createdAt: EpochMs;
  readonly logId: number | null;
  readonly agentId: number;
  readonly configSealed: string;
}

/**
 * Takes the delivery that has been due for the longest time: not of these agents, and none that another one of the same
 * agent, stream and trigger has to precede. One whose lease has ended, because whoever sent it is gone, is due again.
 * What precedes is asked row by row, so that a long queue is read only to its first row that can be taken.
 */
export async function claimDelivery(
  db: Db,
  { now, leaseMs, except }: { now: EpochMs; leaseMs: number; except: readonly NotifierId[] },
): Promise<ClaimedRow | null> {
  const { rows } = await db.execute<{
    id: string;
    notifier_id: number;
    payload: unknown;
    attempts: number;
    created_at: string;
    log_id: number | null;
    agent_id: number;
    config_sealed: string;
  }>(sql`
    with next as (
      select o.id from notification_outbox o
      where o.notifier_id is not null and o.state in ('waiting', 'sending') and o.not_before <= ${new Date(now)}
        and not (o.notifier_id = any(${sql.param([...except])}::integer[]))
        and coalesce((
          select false from notification_outbox earlier
          where earlier.notifier_id = o.notifier_id and earlier.order_key = o.order_key and earlier.id < o.id
            and earlier.state in ('waiting', 'sending')
          limit 1), true)
      order by o.not_before, o.id
      limit 1
      for update of o skip locked)
    update notification_outbox o
    set state = 'sending', attempts = o.attempts + 1, not_before = ${new Date(now + leaseMs)}
    from next, notifiers a
    where o.id = next.id and a.id = o.notifier_id
    returning o.id, o.notifier_id, o.payload, o.attempts, extract(epoch from o.created_at) * 1000 as created_at,
      o.log_id, a.agent_id, a.config_sealed`);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: Number(row.id),
    // The column is a notifier's id; raw SQL does not carry the brand.
    notifierId: row.notifier_id as NotifierId,
    payload: row.payload,
    attempts: row.attempts,
    createdAt: Number(row.created_at),
    logId: row.log_id,
    agentId: row.agent_id,
    configSealed: row.config_sealed,
  };
}

/** The try that a settlement is about; when somebody else has taken the row meanwhile, nothing is changed. */
export interface Claim {
  readonly id: number;
  readonly attempts: number;
}

const isMine = ({ id, attempts }: Claim) => sql`o.id = ${id} and o.attempts = ${attempts} and o.state = 'sending'`;

/** It was taken by the other side: the delivery is done and the log says so. */
export async function settleSent(db: Db, claim: Claim, now: EpochMs): Promise<void> {
  await db.execute(sql`
    with done as (
      update notification_outbox o set state = 'sent', problem = null, finished_at = ${new Date(now)}
      where ${isMine(claim)} returning o.log_id)
    update notification_log l set is_success = true from done where l.id = done.log_id`);
}

export async function settleFailed(db: Db, claim: Claim, problem: string, now: EpochMs): Promise<void> {
  await db.execute(sql`
    update notification_outbox o set state = 'failed', problem = ${problem}, finished_at = ${new Date(now)}
    where ${isMine(claim)}`);
}

export async function settleRetry(db: Db, claim: Claim, problem: string | null, at: EpochMs): Promise<void> {
  await db.execute(sql`
    update notification_outbox o set state = 'waiting', problem = ${problem}, not_before = ${new Date(at)}
    where ${isMine(claim)}`);
}

/** When something is due next, as far as it is known. */
export async function nextDelivery(db: Db): Promise<EpochMs | null> {
  const { rows } = await db.execute<{ at: string | null }>(sql`
    select extract(epoch from min(not_before)) * 1000 as at from notification_outbox
    where notifier_id is not null and state in ('waiting', 'sending')`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}
