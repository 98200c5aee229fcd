import { dateText } from '../../legacy-rows/column.ts';
import type { Load, RawRow } from '../source/load.ts';
import { boolean01, epochSeconds, integer, json, type Note, rawText, text } from '../source/normalise.ts';
import { keep, readableJson } from './keep.ts';
import { rowId, small } from './row-id.ts';
import { stage } from './stage.ts';

export const NEWSLETTER_STAGE = stage('newsletters', {
  id: 'bigint',
  agent_id: 'integer',
  agent_name: 'text',
  agent_label: 'text',
  id_name: 'text',
  friendly_name: 'text',
  config: 'jsonb',
  email_config_sealed: 'text',
  subject: 'text',
  body: 'text',
  message: 'text',
  cron: 'text',
  is_active: 'boolean',
  imported_values: 'jsonb',
});

export const NEWSLETTER_LOG_STAGE = stage('newsletter_log', {
  id: 'bigint',
  newsletter_id: 'bigint',
  agent_id: 'integer',
  agent_name: 'text',
  action: 'text',
  sent_at: 'timestamptz',
  is_success: 'boolean',
  subject: 'text',
  body: 'text',
  message: 'text',
  start_date: 'date',
  end_date: 'date',
  start_at: 'timestamptz',
  end_at: 'timestamptz',
  uuid: 'text',
  file_name: 'text',
  email_message_id: 'text',
  imported_values: 'jsonb',
});

const silent: Note = () => undefined;

const NEWSLETTER_SPELLING = {
  friendly_name: (row: RawRow) => text(row.friendly_name),
  agent_id: (row: RawRow) => small(row.agent_id, 0),
  newsletter_config: readableJson('newsletter_config'),
};

/** `newsletters`. */
export const newslettersLoad: Load = {
  table: 'newsletters',
  stages: [NEWSLETTER_STAGE],
  begin({ emit, issue, seal }) {
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        const cron = rawText(row.cron) ?? '0 0 * * 0';
        // Weekday lists and ranges count from Monday there, single numbers from Sunday.
        if (/[,-]/.test(cron.trim().split(/\s+/)[4] ?? '')) issue('cron_weekdays', { id, detail: cron });
        const email = text(row.email_config);
        emit(NEWSLETTER_STAGE.name, [
          id,
          small(row.agent_id, 0),
          rawText(row.agent_name) ?? '',
          rawText(row.agent_label) ?? '',
          rawText(row.id_name) ?? '',
          text(row.friendly_name),
          { json: json(row.newsletter_config, (kind) => issue(kind, { id, detail: 'newsletter_config' })) ?? {} },
          email === null ? null : seal(email),
          rawText(row.subject),
          rawText(row.body),
          rawText(row.message),
          cron,
          boolean01(row.active, silent) ?? false,
          keep(row, NEWSLETTER_SPELLING),
        ]);
        return undefined;
      },
    };
  },
};

/** The reference keeps fractions of seconds in its integer columns. */
const moment = (value: RawRow[string] | undefined): number | null => epochSeconds(value, silent);

const LOG_SPELLING = {
  start_date: (row: RawRow) => dateText(row.start_date),
  end_date: (row: RawRow) => dateText(row.end_date),
  timestamp: (row: RawRow) => moment(row.timestamp) ?? 0,
  agent_id: (row: RawRow) => small(row.agent_id, null),
  start_time: (row: RawRow) => moment(row.start_time),
  end_time: (row: RawRow) => moment(row.end_time),
};

/** `newsletter_log`. */
export const newsletterLogLoad: Load = {
  table: 'newsletter_log',
  stages: [NEWSLETTER_LOG_STAGE],
  begin({ emit, issue }) {
    const seen = new Set<string>();
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        const uuid = text(row.uuid);
        const isTaken = uuid !== null && seen.has(uuid);
        if (isTaken) issue('duplicate_uuid', { id, detail: uuid });
        if (uuid !== null) seen.add(uuid);
        emit(NEWSLETTER_LOG_STAGE.name, [
          id,
          integer(row.newsletter_id, silent),
          small(row.agent_id, null),
          text(row.agent_name),
          rawText(row.notify_action) ?? '',
          epochSeconds(row.timestamp, (kind) => issue(kind, { id })) ?? 0,
          boolean01(row.success, silent) ?? false,
          rawText(row.subject_text),
          rawText(row.body_text),
          rawText(row.message_text),
          dateText(row.start_date),
          dateText(row.end_date),
          moment(row.start_time),
          moment(row.end_time),
          isTaken ? null : uuid,
          text(row.filename),
          text(row.email_msg_id),
          keep(row, { ...LOG_SPELLING, uuid: () => (isTaken ? null : uuid) }),
        ]);
        return undefined;
      },
    };
  },
};
