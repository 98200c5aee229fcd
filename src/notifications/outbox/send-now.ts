/** Sends a message at once because somebody asks for it: once, whether or not a trigger is switched on. */
import { randomUUID } from 'node:crypto';
import { type Log, redact } from '#log';
import { describeError } from '#problem';
import { type Outcome, refusedForGood } from '../agents/agent.ts';
import { notifierRow } from '../queries.ts';
import { insertLog, markLogSent } from '../queries-outbox.ts';
import type { SendDeps } from './send-next.ts';

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
    const outcome = await tryOnce(deps, notifier, request);
    if (outcome.kind === 'sent') await markLogSent(deps.db, logId);
    else deps.log.warn({ notifierId: notifier.id, reason: redact(outcome.problem) }, 'a notification was not sent');
    return { logId, outcome };
  };
}

async function tryOnce(
  { agentById, open, request, clock, log }: SendNowDeps,
  notifier: { readonly agentId: number; readonly configSealed: string },
  { action, subject, body, scriptArguments }: SendRequest,
): Promise<Outcome> {
  const agent = agentById(notifier.agentId);
  if (agent === undefined) return refusedForGood('This kind of agent cannot send yet');
  const message = { action, subject, body, scriptArguments, deliveryId: randomUUID() };
  try {
    const config: unknown = JSON.parse(open(notifier.configSealed));
    return await agent.send(config, message, { request, now: () => clock.now() });
  } catch (error) {
    return unexpected(log, agent.name, error);
  }
}

function unexpected(log: Log, agent: string, error: unknown): Outcome {
  log.error({ agent, reason: redact(describeError(error)) }, 'an agent failed unexpectedly');
  return refusedForGood('The agent failed unexpectedly');
}
