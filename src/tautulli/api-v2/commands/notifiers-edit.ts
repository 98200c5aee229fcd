/** Commands that make and change notification agents (API notes, notification commands). */
import { TRIGGERS, type Trigger } from '#contract/enums.ts';
import { readNotifier } from '#notifications/notifiers.ts';
import { addNotifier, saveNotifier, type TriggerChange } from '#notifications/save-notifier.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { JsonObject } from '../json.ts';
import { lastSent, readBoolean, type SentParams } from '../params.ts';
import { failed, succeeded } from '../reply.ts';
import { type Agent, agentOf, completeConfig, HIDDEN, isPassword } from './agent-catalogue.ts';
import { readConditions } from './notifier-conditions.ts';
import { secretOpener, secretSealer } from './open-secret.ts';

const NOT_ADDED = 'Failed to add notification agent.';
const NOT_SAVED = 'Failed to save notification agent.';

/** The settings of the agent as they were sent; a password nobody typed again stays as it is. */
export function sentConfig(agent: Agent, sent: SentParams, stored: JsonObject): JsonObject {
  const given = Object.entries(agent.options).flatMap(([key, option]) => {
    const values = sent.get(`${agent.name}_${key}`);
    const last = values?.at(-1);
    if (values === undefined || last === undefined) return [];
    if (isPassword(key) && last === HIDDEN) return [[key, stored[key] ?? option.default] as const];
    return [[key, Array.isArray(option.default) ? values.filter((value) => value !== '') : last] as const];
  });
  return completeConfig(agent.options, Object.fromEntries(given));
}

/** What was sent about triggers; what was not sent stays. */
function sentTriggers(sent: SentParams): ReadonlyMap<Trigger, TriggerChange> {
  return new Map(
    TRIGGERS.map((trigger): [Trigger, TriggerChange] => {
      const isEnabled = lastSent(sent, trigger);
      const texts = { subject: lastSent(sent, `${trigger}_subject`), body: lastSent(sent, `${trigger}_body`) };
      return [trigger, { isEnabled: isEnabled === undefined ? undefined : readBoolean(isEnabled), ...texts }];
    }),
  );
}

async function save(notifierId: number, agent: Agent, { db, services, sent }: CommandContext) {
  const conditions = readConditions(lastSent(sent, 'custom_conditions'), lastSent(sent, 'custom_conditions_logic'));
  if (conditions === null) return failed(NOT_SAVED);
  const before = await readNotifier(db, notifierId, secretOpener(services));
  await saveNotifier(db, secretSealer(services), notifierId, {
    agent,
    config: sentConfig(agent, sent, before?.config ?? {}),
    // One that came with an import waits no longer: whoever saves it has looked at it.
    isPaused: false,
    friendlyName: lastSent(sent, 'friendly_name') ?? '',
    ...conditions,
    triggers: sentTriggers(sent),
  });
  return succeeded('Saved notification agent.');
}

export const notifierEditCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'add_notifier_config',
    summary: 'Adds a notifier of a kind',
    access: 'admin',
    params: { agent_id: { kind: 'id', required: NOT_ADDED } },
    async handle({ agent_id }, { db, services }) {
      const agent = agent_id === null ? undefined : agentOf(agent_id);
      if (agent === undefined) return failed(NOT_ADDED);
      const preset = completeConfig(agent.options, {});
      const notifier_id = await addNotifier(db, secretSealer(services), agent, preset);
      return succeeded('Added notification agent.', { notifier_id });
    },
  }),
  defineCommand({
    name: 'set_notifier_config',
    summary: 'Changes the configuration of a notifier',
    access: 'admin',
    params: {
      notifier_id: { kind: 'id', required: NOT_SAVED },
      agent_id: { kind: 'id', required: NOT_SAVED },
      '<agent_name>_<setting>': { kind: 'text' },
      friendly_name: { kind: 'text' },
      'on_<event>': { kind: 'boolean' },
      'on_<event>_subject': { kind: 'text' },
      'on_<event>_body': { kind: 'text' },
      custom_conditions: { kind: 'text' },
      custom_conditions_logic: { kind: 'text' },
    },
    async handle({ notifier_id, agent_id }, context) {
      const agent = agent_id === null ? undefined : agentOf(agent_id);
      return notifier_id === null || agent === undefined ? failed(NOT_SAVED) : save(notifier_id, agent, context);
    },
  }),
];
