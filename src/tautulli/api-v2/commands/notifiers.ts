/** Notification agents and what they sent (API notes, notification commands). */
import { TRIGGERS, type Trigger } from '#contract/enums.ts';
import { agentById } from '#notifications/agents/registry.ts';
import { NO_CONDITIONS } from '#notifications/conditions/check-conditions.ts';
import {
  clearNotificationLog,
  type LogColumn,
  type LogRow,
  readNotificationLog,
} from '#notifications/notification-log.ts';
import {
  deleteNotifier,
  listNotifiers,
  type NotifierDetail,
  type NotifierSummary,
  readNotifier,
  type TriggerTexts,
} from '#notifications/notifiers.ts';
import { parameterList } from '#notifications/parameters/parameter-list.ts';
import { defaultTexts } from '#notifications/text/default-texts.ts';
import { SEES_ALL } from '#users/visible.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { JsonObject } from '../json.ts';
import { failed, LOOK_IN_THE_LOG, succeeded } from '../reply.ts';
import { readTable, tableParams } from '../table.ts';
import { completeConfig, describeOptions, maskPasswords, optionsOfAgent } from './agent-catalogue.ts';
import { BROKEN_TABLE, listQuery, tableAnswer } from './list-query.ts';
import { epochSeconds, flag01, keyValue, withKept } from './old-values.ts';
import { secretOpener } from './open-secret.ts';

const isTrigger = (text: string): text is Trigger => TRIGGERS.some((trigger) => trigger === text);

const presentSummary = (row: NotifierSummary): JsonObject =>
  withKept(
    {
      id: row.id,
      agent_id: row.agentId,
      agent_name: row.agentName,
      agent_label: row.agentLabel,
      friendly_name: row.friendlyName,
      last_triggered: row.lastSentAt === null ? null : epochSeconds(row.lastSentAt),
      last_success: row.lastWasSuccess === null ? null : flag01(row.lastWasSuccess),
      active: flag01(row.isTriggered),
    },
    row.importedValues,
  );

const descriptionsOf = (agentId: number): Readonly<Record<string, string>> =>
  Object.fromEntries((agentById(agentId)?.settings ?? []).map(({ key, description }) => [key, description]));

/** What an agent without conditions has. */
const blankConditions = (): readonly JsonObject[] => NO_CONDITIONS.map((one) => ({ ...one }));

function presentDetail(notifier: NotifierDetail): JsonObject {
  const options = optionsOfAgent(notifier.agentId);
  const config = maskPasswords(completeConfig(options, notifier.config));
  const own = {
    id: notifier.id,
    agent_id: notifier.agentId,
    agent_name: notifier.agentName,
    agent_label: notifier.agentLabel,
    friendly_name: notifier.friendlyName,
    custom_conditions_logic: notifier.conditionsLogic ?? '',
  };
  const triggers = [...notifier.triggers];
  return {
    ...withKept(own, notifier.importedValues),
    custom_conditions: notifier.conditions ?? blankConditions(),
    config,
    config_options:
      options === undefined
        ? []
        : describeOptions(options, notifier.agentName, config, descriptionsOf(notifier.agentId)),
    actions: Object.fromEntries(triggers.map(([trigger, { isEnabled }]) => [trigger, flag01(isEnabled)])),
    notify_text: Object.fromEntries(
      triggers.map(([trigger, texts]) => [trigger, textsOf(notifier.agentId, trigger, texts)]),
    ),
  };
}

function textsOf(agentId: number, trigger: Trigger, { subject, body }: TriggerTexts): JsonObject {
  const preset = defaultTexts(trigger, agentId);
  return { subject: subject ?? preset.subject, body: body ?? preset.body };
}

const LOG_COLUMNS: Readonly<Record<string, { readonly column: LogColumn; readonly isSearched: boolean }>> = {
  timestamp: { column: 'sentAt', isSearched: true },
  notifier_id: { column: 'notifierId', isSearched: true },
  agent_name: { column: 'agentName', isSearched: true },
  notify_action: { column: 'action', isSearched: true },
  subject_text: { column: 'subject', isSearched: true },
  body_text: { column: 'body', isSearched: true },
};

const presentEntry = (row: LogRow): JsonObject =>
  withKept(
    {
      id: row.id,
      timestamp: epochSeconds(row.sentAt),
      session_key: keyValue(row.sessionKey),
      rating_key: keyValue(row.ratingKey),
      user_id: row.plexUserId,
      user: row.userName,
      notifier_id: row.notifierId,
      agent_id: row.agentId,
      agent_name: row.agentName,
      notify_action: row.action,
      subject_text: row.subject,
      // Web pages show it as it is.
      body_text: (row.body ?? '').replace(/\r\n|\r|\n/g, '<br />'),
      success: flag01(row.isSuccess),
    },
    row.importedValues,
  );

export const notifierCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_notifiers',
    summary: 'The notifiers, or those of one event',
    params: { notify_action: { kind: 'text', default: '' } },
    async handle({ notify_action }, { db }) {
      if (notify_action !== '' && !isTrigger(notify_action)) return failed(LOOK_IN_THE_LOG, { status: 500 });
      const notifiers = await listNotifiers(db, notify_action === '' ? null : notify_action);
      return notifiers.map(presentSummary);
    },
  }),
  defineCommand({
    name: 'get_notifier_config',
    summary: 'The configuration of a notifier',
    access: 'admin',
    params: { notifier_id: { kind: 'id', required: true } },
    async handle({ notifier_id }, { db, services }) {
      const notifier = notifier_id === null ? null : await readNotifier(db, notifier_id, secretOpener(services));
      return notifier === null ? null : presentDetail(notifier);
    },
  }),
  defineCommand({
    name: 'get_notifier_parameters',
    summary: 'The values a notification text can name',
    params: {},
    handle: () => parameterList().map(({ name, type, value }) => ({ name, type, value })),
  }),
  defineCommand({
    name: 'get_notification_log',
    summary: 'Notifications that were sent',
    params: { ...tableParams('timestamp') },
    async handle(params, { db }) {
      const request = readTable(params);
      if (request === null) return BROKEN_TABLE;
      return tableAnswer(
        await readNotificationLog(db, SEES_ALL, listQuery(request, LOG_COLUMNS)),
        request,
        presentEntry,
      );
    },
  }),
  defineCommand({
    name: 'delete_notification_log',
    summary: 'Deletes the list of sent notifications',
    access: 'write',
    params: {},
    async handle(_params, { db }) {
      await clearNotificationLog(db);
      return succeeded('Cleared notification logs.');
    },
  }),
  defineCommand({
    name: 'delete_notifier',
    summary: 'Deletes a notifier',
    access: 'admin',
    params: { notifier_id: { kind: 'id', required: 'Failed to delete notifier.' } },
    async handle({ notifier_id }, { db }) {
      if (notifier_id === null) return failed('Failed to delete notifier.');
      await deleteNotifier(db, notifier_id);
      return succeeded('Notifier deleted successfully.');
    },
  }),
];
