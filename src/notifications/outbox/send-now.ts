/** Sends a message at once because somebody asks for it: once, whether or not a trigger is switched on. */
import { randomUUID } from 'node:crypto';
import { redact } from '#log';
import type { Outcome } from '../agents/agent.ts';
import { notifierRow } from '../queries.ts';
import { insertLog, markLogSent } from '../queries-outbox.ts';
import type { SendDeps } from './send-next.ts';
import { tryAgent } from './try-agent.ts';

export interface SendRequest {
  readonly notifierId: number;
  /** `test`: a person tries the agent; `api`: a program has something to say. */
  readonly action: 'test' | 'api';
  /** As they are sent; nothing is filled in. */
  readonly subject: string;
  readonly body: string;
  /** What a script is called with; null for every other agent. */
  readonly scriptArguments: readonly string[] | null;
}

export interface SentNow {
  /** Its entry in the log. */
  readonly logId: number;
  readonly outcome: Outcome;
}

/** Null when there is no such agent. */
export type SendNow = (request: SendRequest) => Promise<SentNow | null>;

export type SendNowDeps = Pick<SendDeps, 'db' | 'clock' | 'log' | 'request' | 'agentById' | 'open'>;

/** The log says what was tried, before it is; a failure is answered and not tried again. */
export function createSendNow(deps: SendNowDeps): SendNow {
  return async (request) => {
    const notifier = await notifierRow(deps.db, request.notifierId);
    if (notifier === null) return null;
    const { action, subject, body, scriptArguments } = request;
    const logId = await insertLog(deps.db, {
      notifierId: notifier.id,
      agentId: notifier.agentId,
      agentName: notifier.agentName,
      action,
      sentAt: new Date(deps.clock.now()),
      subject,
      body,
      scriptArguments: scriptArguments === null ? null : JSON.stringify(scriptArguments),
    });
    const message = { action, subject, body, scriptArguments, deliveryId: randomUUID() };
    const outcome = await tryAgent({ ...deps, now: () => deps.clock.now() }, notifier, message);
    if (outcome.kind === 'sent') await markLogSent(deps.db, logId);
    else deps.log.warn({ notifierId: notifier.id, reason: redact(outcome.problem) }, 'a notification was not sent');
    return { logId, outcome };
  };
}
