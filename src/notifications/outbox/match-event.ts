/** Turns the oldest event into one delivery for every agent that wants it, in one transaction. */
import { randomUUID } from 'node:crypto';
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import { type Db, inTransaction, isDatabaseDown, type Tx } from '#db/pool.ts';
import { type Log, redact } from '#log';
import { describeError } from '#problem';
import type { Announcement } from '../announce.ts';
import { passesGate } from '../gates/gate.ts';
import { oneNotifier, toldWatched, type WantingNotifier, wantingNotifiers } from '../queries-gates.ts';
import {
  type EventRow,
  failEvent,
  insertDelivery,
  insertLog,
  type LogValues,
  lockEvent,
  removeEvent,
} from '../queries-outbox.ts';
import { readAnnouncement } from './announcement-json.ts';
import type { Delivery } from './delivery.ts';
import { logKeys } from './log-keys.ts';
import type { Material, Prepare, Prepared } from './prepare.ts';

export interface MatchDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  settings(): Promise<Settings>;
  readonly prepare: Prepare;
}

/** An event that fails so often, this long apart, is put aside. */
const MAX_ATTEMPTS = 3;
const AGAIN_MS = 20_000;

/**
 * Handles one event; false when there is none. An event that cannot be handled is tried again and then put aside, so
 * that it holds up no other. Throws when the database cannot be reached.
 */
export async function matchNextEvent(deps: MatchDeps): Promise<boolean> {
  const settings = await deps.settings();
  let current: EventRow | null = null;
  try {
    return await inTransaction(deps.db, async (tx) => {
      const event = await lockEvent(tx, deps.clock.now());
      current = event;
      if (event === null) return false;
      const queuedAt = deps.clock.now() - event.waitedMs;
      await matchEvent(tx, deps, { settings, queuedAt, told: readAnnouncement(event.payload) });
      await removeEvent(tx, event.id);
      return true;
    });
  } catch (error) {
    if (current === null || isDatabaseDown(error)) throw error;
    await putOff(deps, current, error);
    return true;
  }
}

async function putOff({ db, clock, log }: MatchDeps, event: EventRow, error: unknown): Promise<void> {
  const now = clock.now();
  const attempts = event.attempts + 1;
  const againAt = attempts < MAX_ATTEMPTS ? now + AGAIN_MS : null;
  log.error({ event: event.id, attempts, reason: redact(describeError(error)) }, 'an event could not be notified of');
  await failEvent(db, event.id, { attempts, problem: 'It could not be turned into messages', now, againAt });
}

interface Event {
  readonly told: Announcement;
  /** When it was told, which may be later than it happened; what is counted up to now is counted up to then. */
  readonly queuedAt: EpochMs;
  readonly settings: Settings;
}

/** Asked after every start, whoever wants to know of starts. */
const FOLLOWERS = ['on_concurrent', 'on_newdevice'] as const;

async function matchEvent(tx: Tx, deps: MatchDeps, event: Event): Promise<void> {
  const { told, settings, queuedAt } = event;
  const isStart = told.kind === 'stream' && told.trigger === 'on_play';
  const following = isStart ? FOLLOWERS.map((trigger) => ({ ...told, trigger })) : [];
  const chosen = told.kind === 'created' ? (told.manual?.notifierId ?? null) : null;
  const wanting =
    chosen === null
      ? await wantingNotifiers(tx, [told.trigger, ...following.map(({ trigger }) => trigger)])
      : await oneNotifier(tx, chosen, told.trigger);
  let material: Promise<Material> | null = null;
  const read = (): Promise<Material> => (material ??= deps.prepare(tx, told, settings, queuedAt));
  await matchOne(tx, deps, { ...event, wanting, read });
  for (const next of following)
    if (wanting.some(({ trigger }) => trigger === next.trigger))
      await alone(tx, deps.log, (inner) => matchOne(inner, deps, { told: next, settings, wanting, read }));
}

interface Match {
  readonly told: Announcement;
  readonly settings: Settings;
  readonly wanting: readonly WantingNotifier[];
  /** Reads what messages say, once. */
  read(): Promise<Material>;
}

async function matchOne(tx: Tx, deps: MatchDeps, { told, settings, wanting, read }: Match): Promise<void> {
  const isManual = told.kind === 'created' && told.manual !== undefined;
  const ofTrigger = wanting.filter(({ trigger }) => trigger === told.trigger);
  const notifiers = await withoutTold(tx, told, ofTrigger);
  if (notifiers.length === 0 || !(isManual || (await passesGate(tx, told, settings)))) return;
  const material = await read();
  const prepared = material.prepared(told);
  const keys = logKeys(told, material.userName);
  for (const notifier of notifiers) {
    const message = messageFor(deps, told, notifier, prepared, isManual);
    if (message !== null) await queue(tx, deps.clock.now(), told, notifier, keys, message);
  }
}

/** What goes wrong here takes nothing else along. */
async function alone(tx: Tx, log: Log, work: (inner: Tx) => Promise<void>): Promise<void> {
  try {
    await tx.transaction(work);
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    log.error({ reason: redact(describeError(error)) }, 'what follows a start could not be notified of');
  }
}

async function withoutTold(
  tx: Tx,
  told: Announcement,
  wanting: readonly WantingNotifier[],
): Promise<readonly WantingNotifier[]> {
  if (told.kind !== 'stream' || told.trigger !== 'on_watched' || wanting.length === 0) return wanting;
  const { sessionKey, userId, startedAt, listed } = told.stream;
  const already = await toldWatched(
    tx,
    wanting.map(({ id }) => id),
    { sessionKey, ratingKey: listed.item.ratingKey, userId, startedAt },
  );
  return wanting.filter(({ id }) => !already.has(id));
}

/** The message of one agent; null when its conditions are against it, or when it went wrong for this agent only. */
function messageFor(
  { log }: MatchDeps,
  told: Announcement,
  notifier: WantingNotifier,
  prepared: Prepared,
  isManual: boolean,
): Delivery | null {
  try {
    if (!isManual && !prepared.passes(notifier)) return null;
    const texts = prepared.render(notifier);
    return texts === null ? null : { deliveryId: randomUUID(), action: told.trigger, ...texts };
  } catch (error) {
    log.error({ notifierId: notifier.id, reason: redact(describeError(error)) }, 'an agent was left out');
    return null;
  }
}

async function queue(
  tx: Tx,
  now: number,
  told: Announcement,
  notifier: WantingNotifier,
  keys: Partial<LogValues>,
  message: Delivery,
): Promise<void> {
  const logId = await insertLog(tx, {
    ...keys,
    serverId: told.serverId,
    notifierId: notifier.id,
    agentId: notifier.agentId,
    agentName: notifier.agentName,
    action: told.trigger,
    sentAt: new Date(now),
    subject: message.subject,
    body: message.body,
    scriptArguments: message.scriptArguments === null ? null : JSON.stringify(message.scriptArguments),
    tag: told.kind === 'server' ? told.tag : null,
  });
  const orderKey = `${told.trigger} ${keys.sessionKey ?? ''}`;
  await insertDelivery(tx, {
    serverId: told.serverId,
    notifierId: notifier.id,
    trigger: told.trigger,
    payload: message,
    orderKey,
    logId,
    now,
  });
}
