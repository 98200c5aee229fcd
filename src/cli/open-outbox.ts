import type { SecretBox } from '#config/secret-box.ts';
import type { SettingsStore } from '#config/settings-store.ts';
import type { Database } from '#db/open.ts';
import { createHttpRequest } from '#notifications/agents/http-request.ts';
import { agentById } from '#notifications/agents/registry.ts';
import { prepare } from '#notifications/outbox/prepare.ts';
import { createOutboxWorker, type OutboxWorker } from '#notifications/outbox/worker.ts';
import type { CommandContext } from './context.ts';

/** Whoever sends notifications, with the real network and chance. */
export function openOutbox(
  { clock, log }: CommandContext,
  { db, connection }: Database,
  box: SecretBox,
  settings: SettingsStore,
): OutboxWorker {
  const request = createHttpRequest({
    clock,
    verifyCertificates: async () => (await settings.current()).verifyCertificates,
  });
  return createOutboxWorker({
    db,
    connection,
    clock,
    log,
    settings: () => settings.current(),
    prepare,
    request,
    agentById,
    open: (sealed) => box.open(sealed),
    random: Math.random,
  });
}
