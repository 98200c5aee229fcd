/** Commands that send notifications (API notes, notification commands). */
import type { RatingKey } from '#contract/ids.ts';
import { announceItem } from '#notifications/announce-item.ts';
import { readNotifierKind } from '#notifications/notifiers.ts';
import { splitArguments } from '#notifications/text/shell-split.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent } from '../params.ts';
import { failed, LOOK_IN_THE_LOG, type Reply, succeeded } from '../reply.ts';
import { liveServerOf } from './live-plex.ts';

const NOT_SENT = 'Notification failed.';
const NO_AGENT = 'Notification failed: no notifier id provided.';
const unknownAgent = (id: string): string => `Notification failed: invalid notifier_id provided ${id}.`;

const WEBHOOK_AGENT = 25;
const SCRIPT_AGENT = 15;

/** A line that is no line of arguments has none (notification notes 2.9). */
function argumentsOf(line: string): readonly string[] {
  try {
    return splitArguments(line);
  } catch {
    return [];
  }
}

async function notify(notifierId: number, context: CommandContext): Promise<Reply> {
  const { db, services, sent } = context;
  const kind = await readNotifierKind(db, notifierId);
  if (kind === null) return failed(unknownAgent(String(notifierId)));
  const outcome = await services.sendNow?.({
    notifierId,
    action: 'api',
    subject: (kind === WEBHOOK_AGENT ? lastSent(sent, 'headers') : undefined) ?? lastSent(sent, 'subject') ?? '',
    body: lastSent(sent, 'body') ?? '',
    scriptArguments: kind === SCRIPT_AGENT ? argumentsOf(lastSent(sent, 'script_args') ?? '') : null,
  });
  if (outcome?.outcome.kind !== 'sent') return failed(NOT_SENT);
  return succeeded('Notification sent.', { notification_id: outcome.logId });
}

async function notifyRecentlyAdded(key: RatingKey, notifierId: number | null, context: CommandContext): Promise<Reply> {
  const server = await liveServerOf(context);
  if (server === null) return failed(LOOK_IN_THE_LOG, { status: 500 });
  const { db, timeZone } = context;
  const found = await announceItem({ db, server, timeZone, at: context.now() }, key, notifierId);
  return found.ok && found.value !== null
    ? succeeded('Notification queued.')
    : failed(LOOK_IN_THE_LOG, { status: 500 });
}

export const notifyCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'notify',
    summary: 'Sends a notification now',
    access: 'write',
    params: {
      notifier_id: { kind: 'id', required: NO_AGENT },
      subject: { kind: 'text' },
      body: { kind: 'text' },
      headers: { kind: 'text' },
      script_args: { kind: 'text' },
    },
    handle: ({ notifier_id }, context) =>
      notifier_id === null
        ? failed(unknownAgent(lastSent(context.sent, 'notifier_id') ?? ''))
        : notify(notifier_id, context),
  }),
  defineCommand({
    name: 'notify_recently_added',
    summary: 'Announces an item as recently added',
    access: 'write',
    params: { rating_key: { kind: 'id', required: NOT_SENT }, notifier_id: { kind: 'id' } },
    handle: ({ rating_key, notifier_id }, context) =>
      rating_key === null
        ? failed(LOOK_IN_THE_LOG, { status: 500 })
        : notifyRecentlyAdded(String(rating_key) as RatingKey, notifier_id ?? null, context),
  }),
];
