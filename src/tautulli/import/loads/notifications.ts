import { TRIGGERS } from '#contract/enums.ts';
import type { Load, RawRow } from '../source/load.ts';
import { boolean01, epochSeconds, integer, json, type Note, rawText, text } from '../source/normalise.ts';
import { keep, readableJson } from './keep.ts';
import { MAX_ID, rowId, small } from './row-id.ts';
import { jsonOrNull, stage } from './stage.ts';

export const NOTIFIER_STAGE = stage('notifiers', {
  id: 'bigint',
  agent_id: 'integer',
  agent_name: 'text',
  agent_label: 'text',
  friendly_name: 'text',
  config_sealed: 'text',
  conditions: 'jsonb',
  conditions_logic: 'text',
  imported_values: 'jsonb',
});

export const TRIGGER_STAGE = stage('notifier_triggers', {
  notifier_id: 'bigint',
  trigger: 'text',
  is_enabled: 'boolean',
  subject: 'text',
  body: 'text',
});

export const NOTIFICATION_STAGE = stage('notification_log', {
  id: 'bigint',
  notifier_id: 'bigint',
  agent_id: 'integer',
  agent_name: 'text',
  action: 'text',
  sent_at: 'timestamptz',
  is_success: 'boolean',
  plex_user_id: 'bigint',
  user_name: 'text',
  session_key: 'text',
  rating_key: 'text',
  parent_rating_key: 'text',
  grandparent_rating_key: 'text',
  subject: 'text',
  body: 'text',
  script_arguments: 'text',
  tag: 'text',
  poster_url: 'text',
  imported_values: 'jsonb',
});

const silent: Note = () => undefined;

/** Names that later releases corrected (migration notes 2, fix 10). */
const LABELS: Readonly<Record<string, string>> = { XBMC: 'Kodi', 'OSX Notify': 'macOS Notification Center' };
/** Agents whose program or service cannot be reached from a container any more. */
const WITHOUT_SERVICE = new Set(['boxcar', 'growl', 'osx', 'facebook', 'twitter']);

const NOTIFIER_SPELLING = {
  friendly_name: (row: RawRow) => text(row.friendly_name),
  custom_conditions_logic: (row: RawRow) => text(row.custom_conditions_logic),
  agent_id: (row: RawRow) => small(row.agent_id, -1),
  custom_conditions: readableJson('custom_conditions'),
};

/** `notifiers`: one row of an agent and one of each trigger. */
export const notifiersLoad: Load = {
  table: 'notifiers',
  stages: [NOTIFIER_STAGE, TRIGGER_STAGE],
  begin({ emit, issue, seal, columns }) {
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        const wasRemoteApp = rawText(row.agent_name) === 'androidapp';
        const label = rawText(row.agent_label) ?? '';
        const name = wasRemoteApp ? 'remoteapp' : (rawText(row.agent_name) ?? '');
        if (wasRemoteApp || label in LABELS) issue('agent_renamed', { id, detail: label });
        if (WITHOUT_SERVICE.has(name)) issue('agent_without_service', { id, detail: name });
        const conditions = json(row.custom_conditions, (kind) => issue(kind, { id, detail: 'custom_conditions' }));
        const config = rawText(row.notifier_config) ?? '{}';
        json(config, (kind) => issue(kind, { id, detail: 'notifier_config' }));
        emit(NOTIFIER_STAGE.name, [
          id,
          small(row.agent_id, -1),
          name,
          wasRemoteApp ? 'Tautulli Remote App' : (LABELS[label] ?? label),
          text(row.friendly_name),
          seal(config),
          jsonOrNull(conditions),
          text(row.custom_conditions_logic),
          keep(row, NOTIFIER_SPELLING),
        ]);
        for (const trigger of TRIGGERS) {
          if (!columns.has(trigger)) continue;
          const isEnabled = boolean01(row[trigger], silent) ?? false;
          emit(TRIGGER_STAGE.name, [
            id,
            trigger,
            isEnabled,
            rawText(row[`${trigger}_subject`]),
            rawText(row[`${trigger}_body`]),
          ]);
        }
      },
    };
  },
};

/** Before v1.3.8 a row was a session and each trigger a column with the time it was sent (migration notes 2). */
const OLD_ACTIONS = ['play', 'stop', 'watched', 'pause', 'resume', 'buffer', 'created'];

const LOG_SPELLING = {
  user: (row: RawRow) => text(row.user),
  subject_text: (row: RawRow) => rawText(row.subject_text),
  rating_key: (row: RawRow) => integer(row.rating_key, silent),
  parent_rating_key: (row: RawRow) => integer(row.parent_rating_key, silent),
  grandparent_rating_key: (row: RawRow) => integer(row.grandparent_rating_key, silent),
  session_key: (row: RawRow) => integer(row.session_key, silent),
  user_id: (row: RawRow) => integer(row.user_id, silent),
  timestamp: (row: RawRow) => epochSeconds(row.timestamp, silent) ?? 0,
  agent_id: (row: RawRow) => small(row.agent_id, null),
};

const logValues = (row: RawRow, id: number, action: string, sentAt: number, isSuccess: boolean, isOld: boolean) => [
  id,
  integer(row.notifier_id, silent),
  small(row.agent_id, null),
  text(row.agent_name),
  action,
  sentAt,
  isSuccess,
  integer(row.user_id, silent),
  text(row.user),
  text(row.session_key),
  text(row.rating_key),
  text(row.parent_rating_key),
  text(row.grandparent_rating_key),
  rawText(row.subject_text),
  rawText(row.body_text),
  rawText(row.script_args),
  rawText(row.tag),
  text(row.poster_url),
  isOld ? null : keep(row, LOG_SPELLING),
];

/** `notify_log` of any release. */
export const notificationLogLoad: Load = {
  table: 'notify_log',
  stages: [NOTIFICATION_STAGE],
  begin({ emit, issue, columns }) {
    const isOld = !columns.has('notify_action');
    const old: { readonly row: RawRow; readonly action: string; readonly sentAt: number }[] = [];
    return {
      row(row) {
        const id = integer(row.id, silent);
        if (isOld) {
          const sent = OLD_ACTIONS.flatMap((action) => {
            const sentAt = epochSeconds(row[`on_${action}`], silent);
            return sentAt !== null && sentAt > 0 ? [{ row, action, sentAt }] : [];
          });
          old.push(...sent);
          return sent.length === 0 ? issue('empty_log_row', { id }) : undefined;
        }
        // A leftover of two entries in one second, without content.
        if (id === null || id === 0) return issue('empty_log_row', { id });
        if (id < 0 || id > MAX_ID) return issue('id_too_large', { id });
        const sentAt = epochSeconds(row.timestamp, (kind) => issue(kind, { id }));
        const isSuccess = columns.has('success') ? (boolean01(row.success, silent) ?? false) : true;
        emit(
          NOTIFICATION_STAGE.name,
          logValues(row, id, rawText(row.notify_action) ?? '', sentAt ?? 0, isSuccess, false),
        );
        return undefined;
      },
      end() {
        old.sort((a, b) => a.sentAt - b.sentAt);
        for (const [index, { row, action, sentAt }] of old.entries())
          emit(NOTIFICATION_STAGE.name, logValues(row, index + 1, action, sentAt, true, true));
      },
    };
  },
};
