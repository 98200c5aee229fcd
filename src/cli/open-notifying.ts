import type { SecretBox } from '#config/secret-box.ts';
import type { SettingsStore } from '#config/settings-store.ts';
import type { Database } from '#db/open.ts';
import { createHttpRequest } from '#notifications/agents/http-request.ts';
import { agentById } from '#notifications/agents/registry.ts';
import { createNotifierDesk, type NotifierDesk } from '#notifications/native-notifiers.ts';
import { createPrepare } from '#notifications/outbox/prepare.ts';
import { createSendNow, type SendNow } from '#notifications/outbox/send-now.ts';
import { createOutboxWorker, type OutboxWorker } from '#notifications/outbox/worker.ts';
import { NOTIFICATION_WORDS } from '#tautulli/api-v2/notification-words.ts';
import type { CommandContext } from './context.ts';

/** Whoever sends notifications. */
export interface Notifying {
  readonly outbox: OutboxWorker;
  readonly sendNow: SendNow;
}

/** With the real network and chance. */
export function openNotifying(
  { clock, log: all, config }: CommandContext,
  { db, connection }: Database,
  box: SecretBox,
  settings: SettingsStore,
): Notifying {
  const log = all.child({ part: 'notifications' });
  const request = createHttpRequest({
    clock,
    verifyCertificates: async () => (await settings.current()).verifyCertificates,
    mayBePrivate: async () => (await settings.current()).outwardPrivateNetworks,
  });
  const open = (sealed: string): string => box.open(sealed);
  const sending = { db, clock, log, request, agentById, open, random: Math.random };
  const outbox = createOutboxWorker({
    ...sending,
    connection,
    settings: () => settings.current(),
    prepare: createPrepare({ log, words: NOTIFICATION_WORDS, timeZone: config.timeZone, open }),
  });
  return { outbox, sendNow: createSendNow(sending) };
}

/** What needs an open database. @throws Problem `unavailable` until it is. */
interface Rooms {
  readonly database: Pick<Database, 'db'>;
  readonly notifying: Notifying;
}

/** Agents for the native API. */
export const openNotifierDesk = (box: SecretBox, rooms: () => Rooms): NotifierDesk =>
  createNotifierDesk({
    db: () => rooms().database.db,
    open: (sealed) => box.open(sealed),
    seal: (secret) => box.seal(secret),
    sendNow: (request) => rooms().notifying.sendNow(request),
  });
