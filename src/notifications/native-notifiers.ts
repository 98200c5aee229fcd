/** Agents for the native API: secrets go in and never come out. */
import type { z } from 'zod';
import {
  type NewNotifierBody,
  type NotifierBody,
  type NotifierDetail,
  type NotifierKind,
  type NotifierList,
  NotifierSetting,
  type NotifierTestBody,
  type NotifierTestResult,
  type NotifierView,
} from '#contract/notifications.ts';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Agent } from './agents/agent.ts';
import { agentById, agents } from './agents/registry.ts';
import { checkConditions } from './conditions/check-conditions.ts';
import { parseLogic } from './conditions/condition-logic.ts';
import {
  deleteNotifier,
  listNotifiers,
  type NotifierConfig,
  type NotifierSummary,
  readNotifier,
  type NotifierDetail as Stored,
} from './notifiers.ts';
import type { SendNow } from './outbox/send-now.ts';
import { addNotifier, type NotifierChange, saveNotifier } from './save-notifier.ts';

/** A number nobody has throws Problem `not_found`, settings that do not fit `invalid`. */
export interface NotifierDesk {
  list(): Promise<NotifierList>;
  read(id: number): Promise<NotifierDetail>;
  create(body: NewNotifierBody): Promise<NotifierDetail>;
  update(id: number, body: NotifierBody): Promise<NotifierDetail>;
  remove(id: number): Promise<void>;
  /** Sends a message at once, and says how it went. */
  test(id: number, body: NotifierTestBody): Promise<NotifierTestResult>;
}

export interface NotifierDeskDeps {
  db(): Db;
  open(sealed: string): string;
  seal(secret: string): string;
  readonly sendNow: SendNow;
}

export function createNotifierDesk(deps: NotifierDeskDeps): NotifierDesk {
  const stored = async (id: number): Promise<Stored> => {
    const found = await readNotifier(deps.db(), id, deps.open);
    if (found === null) throw unknown(id);
    return found;
  };
  const read = async (id: number): Promise<NotifierDetail> => {
    const summary = (await listNotifiers(deps.db(), null)).find((one) => one.id === id);
    if (summary === undefined) throw unknown(id);
    return detailOf(summary, await stored(id));
  };
  return {
    read,
    list: async () => ({ notifiers: (await listNotifiers(deps.db(), null)).map(viewOf), kinds: agents().map(kindOf) }),
    async create({ kindId, ...body }) {
      const agent = agentById(kindId);
      if (agent === undefined) throw new Problem('invalid', `There is no kind of agent with the number ${kindId}`);
      const change = changeOf(agent, agent, {}, body);
      const id = await addNotifier(deps.db(), deps.seal, agent, change.config);
      await saveNotifier(deps.db(), deps.seal, id, change);
      return read(id);
    },
    async update(id, body) {
      const before = await stored(id);
      const { agentId, agentName, agentLabel } = before;
      const kind = { id: agentId, name: agentName, label: agentLabel };
      await saveNotifier(deps.db(), deps.seal, id, changeOf(agentById(agentId), kind, before.config, body));
      return read(id);
    },
    async remove(id) {
      await stored(id);
      await deleteNotifier(deps.db(), id);
    },
    async test(id, { subject, body }) {
      const sent = await deps.sendNow({ notifierId: id, action: 'test', subject, body, scriptArguments: null });
      if (sent === null) throw unknown(id);
      const { logId, outcome } = sent;
      return { logId, isSent: outcome.kind === 'sent', problem: outcome.kind === 'sent' ? null : outcome.problem };
    },
  };
}

const unknown = (id: number): Problem => new Problem('not_found', `There is no agent with the number ${id}`);

const kindOf = ({ id, name, label, settings }: Agent): NotifierKind => ({ id, name, label, settings: [...settings] });

const viewOf = (row: NotifierSummary): NotifierView => ({
  id: row.id,
  kindId: row.agentId,
  kindName: row.agentName,
  kindLabel: row.agentLabel,
  name: row.friendlyName === '' ? null : row.friendlyName,
  isAvailable: agentById(row.agentId) !== undefined,
  isPaused: row.isPaused,
  lastSentAt: row.lastSentAt?.toISOString() ?? null,
  lastWasSuccess: row.lastWasSuccess,
});

function detailOf(summary: NotifierSummary, stored: Stored): NotifierDetail {
  const checked = checkConditions(stored.conditions === null ? null : JSON.stringify(stored.conditions));
  return {
    ...viewOf(summary),
    settings: shownSettings(agentById(stored.agentId), stored.config),
    triggers: [...stored.triggers].map(([trigger, { isEnabled, subject, body }]) => ({
      trigger,
      isEnabled,
      subject,
      body,
    })),
    conditions: (checked.ok ? checked.conditions : [])
      .filter(({ parameter }) => parameter !== '')
      .map(({ parameter, operator, value }) => ({ parameter, operator, value: [...value] })),
    conditionsLogic: stored.conditionsLogic ?? '',
  };
}

/** Settings that no form knows are nobody's to see; a secret shows only whether it is there. */
function shownSettings(agent: Agent | undefined, config: NotifierConfig): NotifierDetail['settings'] {
  const shown: Record<string, z.output<typeof NotifierSetting> | null> = {};
  for (const { key, isSecret } of agent?.settings ?? []) {
    const value = NotifierSetting.safeParse(config[key]);
    if (value.success && !(isSecret && value.data === '')) shown[key] = isSecret ? null : value.data;
  }
  return shown;
}

/** What is saved. Settings of a kind that cannot send yet stay as they are. */
function changeOf(
  agent: Agent | undefined,
  kind: NotifierChange['agent'],
  before: NotifierConfig,
  body: NotifierBody,
): NotifierChange {
  const given = Object.entries(body.settings).map(([key, value]) => [key, value ?? before[key]] as const);
  const config = agent === undefined ? before : agent.readConfig(Object.fromEntries(given));
  const checked = checkConditions(JSON.stringify(body.conditions));
  if (!checked.ok) throw new Problem('invalid', checked.problem);
  const logic = body.conditionsLogic.trim();
  const parsed = logic === '' ? null : parseLogic(logic, checked.conditions.length);
  if (parsed !== null && !parsed.ok) throw new Problem('invalid', parsed.problem);
  return {
    agent: { id: kind.id, name: kind.name, label: kind.label },
    config,
    friendlyName: body.name ?? '',
    isPaused: body.isPaused,
    conditions: checked.conditions.map((one) => ({ ...one, value: [...one.value] })),
    conditionsLogic: logic,
    triggers: new Map(body.triggers.map(({ trigger, ...change }) => [trigger, change])),
  };
}
