/** SQL of what the gates ask. */
import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { EpochMs } from '#clock';
import type { Trigger } from '#contract/enums.ts';
import type { NotifierId, ServerId, UserId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { continuedStreams, notificationLog, notifiers, notifierTriggers, sessions } from '#db/schema/index.ts';

/** An agent that wants to be told of a trigger. */
export interface WantingNotifier {
  readonly id: NotifierId;
  readonly trigger: Trigger;
  readonly agentId: number;
  readonly agentName: string;
  readonly configSealed: string;
  readonly conditions: unknown;
  readonly conditionsLogic: string | null;
  /** null: the default text. */
  readonly subject: string | null;
  readonly body: string | null;
}

const WANTING = {
  id: notifiers.id,
  agentId: notifiers.agentId,
  agentName: notifiers.agentName,
  configSealed: notifiers.configSealed,
  conditions: notifiers.conditions,
  conditionsLogic: notifiers.conditionsLogic,
  subject: notifierTriggers.subject,
  body: notifierTriggers.body,
};

/** The agents these triggers are switched on for and that are not paused, by id. */
export const wantingNotifiers = (tx: Tx, triggers: readonly Trigger[]): Promise<WantingNotifier[]> =>
  tx
    .select({ ...WANTING, trigger: notifierTriggers.trigger })
    .from(notifiers)
    .innerJoin(notifierTriggers, eq(notifierTriggers.notifierId, notifiers.id))
    .where(
      and(
        inArray(notifierTriggers.trigger, [...triggers]),
        eq(notifierTriggers.isEnabled, true),
        eq(notifiers.isPaused, false),
      ),
    )
    .orderBy(notifiers.id);

/** One agent, whether or not the trigger is switched on for it. */
export async function oneNotifier(tx: Tx, id: number, trigger: Trigger): Promise<WantingNotifier[]> {
  const ofTrigger = and(eq(notifierTriggers.notifierId, notifiers.id), eq(notifierTriggers.trigger, trigger));
  const rows = await tx
    .select(WANTING)
    .from(notifiers)
    .leftJoin(notifierTriggers, ofTrigger)
    .where(sql`${notifiers.id} = ${id}::bigint`);
  return rows.map((row) => ({ ...row, trigger }));
}

export interface WhoWatches {
  readonly serverId: ServerId;
  readonly userId: UserId;
  /** Streams that began later do not count. */
  readonly at: EpochMs;
}

const watching = ({ serverId, userId, at }: WhoWatches) =>
  and(eq(sessions.serverId, serverId), eq(sessions.userId, userId), lte(sessions.startedAt, new Date(at)));

/** How many streams of a person are live. */
export const countStreams = (tx: Tx, who: WhoWatches): Promise<number> => tx.$count(sessions, watching(who));

/** From how many addresses a person is watching; of IPv6 addresses only the network of this many leading bits counts. */
export async function countAddresses(tx: Tx, who: WhoWatches, ipv6Bits: number): Promise<number> {
  const { ipAddress } = sessions;
  const network = sql`case when family(${ipAddress}) = 6
    then network(set_masklen(${ipAddress}, ${ipv6Bits}::integer))::text else host(${ipAddress}) end`;
  const [row] = await tx
    .select({ count: sql<number>`count(distinct ${network})`.mapWith(Number) })
    .from(sessions)
    .where(watching(who));
  return row?.count ?? 0;
}

interface Device {
  readonly userId: UserId;
  readonly machineId: string;
  /** When the stream began that is asked about: what came later does not count. */
  readonly before: EpochMs;
}

/** Whether a play of the person on the device was recorded. */
export async function hasPlayed(tx: Tx, { userId, machineId, before }: Device): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from plays p join players d on d.id = p.player_id
    where p.user_id = ${userId} and d.machine_id = ${machineId} and p.started_at < ${new Date(before)} limit 1`);
  return rows.length > 0;
}

/** Whether the person ever stopped on the device, recorded or not. */
export async function hasStopped(tx: Tx, { userId, machineId, before }: Device): Promise<boolean> {
  const { userId: user, machineId: machine, stoppedAt } = continuedStreams;
  const where = and(eq(user, userId), eq(machine, machineId), sql`${stoppedAt} <= ${new Date(before)}`);
  return (await tx.$count(continuedStreams, where)) > 0;
}

/** Whether a trigger was told with this tag, to whomever and with whatever success. */
export const wasTagged = async (tx: Tx, action: Trigger, tag: string): Promise<boolean> =>
  (await tx.$count(notificationLog, and(eq(notificationLog.action, action), eq(notificationLog.tag, tag)))) > 0;

interface WatchedStream {
  readonly sessionKey: string;
  readonly ratingKey: string | null;
  readonly userId: UserId;
  readonly startedAt: EpochMs;
}

/** Which of these agents were told of this stream that it was watched. Session keys repeat, so only since it began. */
export async function toldWatched(
  tx: Tx,
  ids: readonly NotifierId[],
  { sessionKey, ratingKey, userId, startedAt }: WatchedStream,
): Promise<ReadonlySet<NotifierId>> {
  const rows = await tx
    .select({ id: notificationLog.notifierId })
    .from(notificationLog)
    .where(
      and(
        inArray(notificationLog.notifierId, [...ids]),
        gte(notificationLog.sentAt, new Date(startedAt)),
        eq(notificationLog.action, 'on_watched'),
        eq(notificationLog.sessionKey, sessionKey),
        eq(notificationLog.userId, userId),
        sql`${notificationLog.ratingKey} is not distinct from ${ratingKey}`,
      ),
    );
  return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
}
