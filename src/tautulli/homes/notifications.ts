import { TRIGGERS } from '#contract/enums.ts';
import { type Homes, inTable, KEPT_ID, OUR_PERSON } from './home.ts';

/** One column a trigger became one row a trigger. */
const triggerColumns = (suffix: string, column: string): Homes =>
  Object.fromEntries(
    TRIGGERS.map((trigger) => [
      `${trigger}${suffix}`,
      { home: `notifier_triggers.${column}` as const, note: `in the row of ${trigger}` },
    ]),
  );

const NOTIFIERS: Homes = {
  ...inTable('notifiers', {
    id: ['id', KEPT_ID],
    agent_id: 'agent_id',
    agent_name: 'agent_name',
    agent_label: 'agent_label',
    friendly_name: 'friendly_name',
    notifier_config: ['config_sealed', 'sealed as a whole'],
  }),
  ...triggerColumns('', 'is_enabled'),
  ...triggerColumns('_subject', 'subject'),
  ...triggerColumns('_body', 'body'),
  ...inTable('notifiers', { custom_conditions: 'conditions', custom_conditions_logic: 'conditions_logic' }),
};

/** Before v1.3.8 a row had one column a trigger with the time at which it was sent. */
const OLD_LOG: Homes = Object.fromEntries(
  ['play', 'stop', 'watched', 'pause', 'resume', 'buffer', 'created'].map((action) => [
    `on_${action}`,
    {
      home: 'notification_log.sent_at',
      note: `releases before v1.3.8: a row of its own with the action ${action}`,
    } as const,
  ]),
);

const LOG: Homes = {
  ...inTable('notification_log', {
    id: ['id', KEPT_ID],
    timestamp: ['sent_at', 'seconds become a moment'],
    session_key: 'session_key',
    rating_key: 'rating_key',
    parent_rating_key: 'parent_rating_key',
    grandparent_rating_key: 'grandparent_rating_key',
    user_id: ['user_id', OUR_PERSON],
    user: 'user_name',
    notifier_id: ['notifier_id', 'null where the agent is gone; its number stays in imported_values'],
    agent_id: 'agent_id',
    agent_name: 'agent_name',
    notify_action: 'action',
    subject_text: 'subject',
    body_text: 'body',
    script_args: 'script_arguments',
    success: 'is_success',
    tag: 'tag',
    poster_url: 'poster_url',
  }),
  ...OLD_LOG,
};

const NEWSLETTERS: Homes = inTable('newsletters', {
  id: ['id', KEPT_ID],
  agent_id: 'agent_id',
  agent_name: 'agent_name',
  agent_label: 'agent_label',
  id_name: 'id_name',
  friendly_name: 'friendly_name',
  newsletter_config: 'config',
  email_config: ['email_config_sealed', 'sealed as a whole'],
  subject: 'subject',
  body: 'body',
  message: 'message',
  cron: 'cron',
  active: 'is_active',
});

const NEWSLETTER_LOG: Homes = inTable('newsletter_log', {
  id: ['id', KEPT_ID],
  timestamp: ['sent_at', 'seconds become a moment'],
  newsletter_id: ['newsletter_id', 'null where the newsletter is gone; its number stays in imported_values'],
  agent_id: 'agent_id',
  agent_name: 'agent_name',
  notify_action: 'action',
  subject_text: 'subject',
  body_text: 'body',
  message_text: 'message',
  start_date: ['start_date', 'what is no date stays in imported_values'],
  end_date: ['end_date', 'as start_date'],
  start_time: ['start_at', 'seconds become a moment'],
  end_time: ['end_at', 'seconds become a moment'],
  uuid: ['uuid', 'addresses of sent newsletters keep working'],
  filename: 'file_name',
  email_msg_id: 'email_message_id',
  success: 'is_success',
});

/** What is sent, to whom, and what was. */
export const NOTIFICATION_HOMES = {
  notifiers: NOTIFIERS,
  notify_log: LOG,
  newsletters: NEWSLETTERS,
  newsletter_log: NEWSLETTER_LOG,
} as const;
