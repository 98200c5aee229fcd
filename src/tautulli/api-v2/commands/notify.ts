/** Commands that send notifications (API notes, notification commands). */
import type { RatingKey } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { announce } from '#notifications/announce.ts';
import { readNotifierKind } from '#notifications/notifiers.ts';
import { splitArguments } from '#notifications/text/shell-split.ts';
import type { DescribedItem } from '#plex/facts.ts';
import { albumsOf, childrenOf } from '#plex/parse-children.ts';
import { describeItems } from '#plex/read-described.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent } from '../params.ts';
import { failed, LOOK_IN_THE_LOG, type Reply, succeeded } from '../reply.ts';
import { told } from './live-plex.ts';

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

/** Items that stand for others when they are announced by hand. */
const CONTAINERS: ReadonlySet<string> = new Set(['show', 'season', 'artist', 'album']);

type Told = { readonly item: DescribedItem; readonly children: readonly DescribedItem[] };

/** An item with all it contains, as the server describes them; null when it is not there or nobody can say. */
async function itemWithChildren(key: RatingKey, context: CommandContext): Promise<Told | null> {
  const { timeZone } = context;
  const describe = async (keys: readonly RatingKey[]): Promise<readonly DescribedItem[] | null> =>
    keys.length === 0 ? [] : told(context, ({ media }) => describeItems(media, keys, { timeZone }));
  const item = (await describe([key]))?.[0];
  if (item === undefined) return null;
  if (!CONTAINERS.has(item.item.mediaType)) return { item, children: [] };
  const children = await describe(await keysBelow(item, key, context));
  return children === null ? null : { item, children };
}

async function keysBelow({ item }: DescribedItem, key: RatingKey, context: CommandContext): Promise<RatingKey[]> {
  const { sectionId } = item;
  const isArtist = item.mediaType === 'artist' && sectionId !== null;
  const question = isArtist ? albumsOf(key, sectionId) : childrenOf(key);
  const found = await told(context, ({ media }) => media.ask(question));
  return (found?.rows ?? []).flatMap(({ ratingKey }) => (ratingKey ? [ratingKey as RatingKey] : []));
}

async function notifyRecentlyAdded(key: RatingKey, notifierId: number | null, context: CommandContext): Promise<Reply> {
  const found = await itemWithChildren(key, context);
  const server = await context.services.plex?.();
  if (found === null || server === null || server === undefined) return failed(LOOK_IN_THE_LOG, { status: 500 });
  const childKeys = found.children.flatMap(({ item }) => item.ratingKey ?? []);
  await inTransaction(context.db, (tx) =>
    announce(tx, [
      {
        kind: 'created',
        trigger: 'on_created',
        at: context.now(),
        serverId: server.id,
        ...found,
        childKeys,
        manual: { notifierId },
      },
    ]),
  );
  return succeeded('Notification queued.');
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
