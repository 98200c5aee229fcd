/** Newsletters and the issues that were sent (API notes, newsletter commands; newsletter notes 2). */

import {
  clearNewsletterLog,
  deleteNewsletter,
  type LogColumn,
  type LogRow,
  listNewsletters,
  type NewsletterDetail,
  type NewsletterSummary,
  readNewsletter,
  readNewsletterLog,
} from '#newsletters/newsletters.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { JsonObject } from '../json.ts';
import { failed, succeeded } from '../reply.ts';
import { readTable, tableParams } from '../table.ts';
import { completeConfig, describeOptions, maskPasswords, type Options, optionsOfAgent } from './agent-catalogue.ts';
import { BROKEN_TABLE, listQuery, tableAnswer } from './list-query.ts';
import { epochSeconds, flag01, withKept } from './old-values.ts';
import { secretOpener } from './open-secret.ts';

const EMAIL_AGENT = 10;

const CONFIG: Options = {
  custom_cron: { default: 0, input: 'checkbox' },
  time_frame: { default: 7, input: 'number' },
  time_frame_units: { default: 'days', input: 'select', choices: ['months', 'days', 'hours'] },
  formatted: { default: 1, input: 'checkbox' },
  threaded: { default: 0, input: 'checkbox' },
  notifier_id: { default: 0, input: 'select' },
  filename: { default: '', input: 'text' },
  save_only: { default: 0, input: 'checkbox' },
  incl_libraries: { default: [], input: 'selectize' },
};

const EMAIL_CONFIG: Options = {
  ...optionsOfAgent(EMAIL_AGENT),
  from_name: { default: 'Spyglass newsletter', input: 'text' },
  notifier_id: { default: 0, input: 'select' },
};

const DEFAULT_SUBJECT = 'Recently added to {server_name} ({end_date})';
const DEFAULT_BODY = 'Everything that is new: {newsletter_url}';

const presentSummary = (row: NewsletterSummary): JsonObject =>
  withKept(
    {
      id: row.id,
      agent_id: row.agentId,
      agent_name: row.agentName,
      agent_label: row.agentLabel,
      friendly_name: row.friendlyName,
      cron: row.cron,
      active: flag01(row.isActive),
      last_triggered: row.lastSentAt === null ? null : epochSeconds(row.lastSentAt),
      last_success: row.lastWasSuccess === null ? null : flag01(row.lastWasSuccess),
    },
    row.importedValues,
  );

function presentDetail(newsletter: NewsletterDetail): JsonObject {
  const config = completeConfig(CONFIG, newsletter.config);
  const email = maskPasswords(completeConfig(EMAIL_CONFIG, newsletter.emailConfig));
  const own = {
    id: newsletter.id,
    agent_id: newsletter.agentId,
    agent_name: newsletter.agentName,
    agent_label: newsletter.agentLabel,
    id_name: newsletter.idName,
    friendly_name: newsletter.friendlyName,
    cron: newsletter.cron,
    active: flag01(newsletter.isActive),
    subject: newsletter.subject || DEFAULT_SUBJECT,
    body: newsletter.body || DEFAULT_BODY,
    // Clients find a text that is not empty in the envelope (API notes 3, rule 4).
    message: newsletter.message ?? '',
  };
  return {
    ...withKept(own, newsletter.importedValues),
    config,
    email_config: email,
    config_options: describeOptions(CONFIG, 'newsletter_config', config),
    email_config_options: describeOptions(EMAIL_CONFIG, 'newsletter_email', email),
  };
}

const LOG_COLUMNS: Readonly<Record<string, { readonly column: LogColumn; readonly isSearched: boolean }>> = {
  timestamp: { column: 'sentAt', isSearched: true },
  newsletter_id: { column: 'newsletterId', isSearched: true },
  agent_name: { column: 'agentName', isSearched: true },
  notify_action: { column: 'action', isSearched: true },
  subject_text: { column: 'subject', isSearched: true },
  body_text: { column: 'body', isSearched: true },
  start_date: { column: 'startDate', isSearched: true },
  end_date: { column: 'endDate', isSearched: true },
  uuid: { column: 'uuid', isSearched: true },
};

const presentIssue = (row: LogRow): JsonObject =>
  withKept(
    {
      id: row.id,
      timestamp: epochSeconds(row.sentAt),
      newsletter_id: row.newsletterId,
      agent_id: row.agentId,
      agent_name: row.agentName,
      notify_action: row.action,
      subject_text: row.subject,
      body_text: row.body,
      start_date: row.startDate,
      end_date: row.endDate,
      uuid: row.uuid,
      success: flag01(row.isSuccess),
    },
    row.importedValues,
  );

export const newsletterCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_newsletters',
    summary: 'The newsletters',
    params: {},
    handle: async (_params, { db }) => (await listNewsletters(db)).map(presentSummary),
  }),
  defineCommand({
    name: 'get_newsletter_config',
    summary: 'The configuration of a newsletter',
    access: 'admin',
    params: { newsletter_id: { kind: 'id', required: true } },
    async handle({ newsletter_id }, { db, services }) {
      const found = newsletter_id === null ? null : await readNewsletter(db, newsletter_id, secretOpener(services));
      return found === null ? null : presentDetail(found);
    },
  }),
  defineCommand({
    name: 'get_newsletter_log',
    summary: 'Newsletters that were sent',
    params: { ...tableParams('timestamp') },
    async handle(params, { db }) {
      const request = readTable(params);
      if (request === null) return BROKEN_TABLE;
      return tableAnswer(await readNewsletterLog(db, listQuery(request, LOG_COLUMNS)), request, presentIssue);
    },
  }),
  defineCommand({
    name: 'delete_newsletter_log',
    summary: 'Deletes the list of sent newsletters',
    access: 'write',
    params: {},
    async handle(_params, { db }) {
      await clearNewsletterLog(db);
      return succeeded('Cleared newsletter logs.');
    },
  }),
  defineCommand({
    name: 'delete_newsletter',
    summary: 'Deletes a newsletter',
    access: 'admin',
    params: { newsletter_id: { kind: 'id', required: 'Failed to delete newsletter.' } },
    async handle({ newsletter_id }, { db }) {
      if (newsletter_id === null) return failed('Failed to delete newsletter.');
      await deleteNewsletter(db, newsletter_id);
      return succeeded('Newsletter deleted successfully.');
    },
  }),
];
