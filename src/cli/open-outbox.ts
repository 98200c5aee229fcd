import type { SecretBox } from '#config/secret-box.ts';
import type { SettingsStore } from '#config/settings-store.ts';
import type { Database } from '#db/open.ts';
import { createHttpRequest } from '#notifications/agents/http-request.ts';
import { agentById } from '#notifications/agents/registry.ts';
import { createPrepare } from '#notifications/outbox/prepare.ts';
import { createOutboxWorker, type OutboxWorker } from '#notifications/outbox/worker.ts';
import { NOTIFICATION_WORDS } from '#tautulli/api-v2/notification-words.ts';
import type { CommandContext } from './context.ts';

/** Whoever sends notifications, with the real network and chance. */
export function openOutbox(
  { clock, log, config }: CommandContext,
  { db, connection }: Database,
  box: SecretBox,
  settings: SettingsStore,
): OutboxWorker {
  const request = createHttpRequest({
    clock,
    verifyCertificates: async () => (await settings.current()).verifyCertificates,
  });
  const open = (sealed: string): string => box.open(sealed);
  return createOutboxWorker({
    db,
    connection,
    clock,
    log,
    settings: () => settings.current(),
    prepare: createPrepare({ log, words: NOTIFICATION_WORDS, timeZone: config.timeZone, open }),
    request,
    agentById,
    open,
    random: Math.random,
  });
}
