import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room notifications. */
export const notificationsWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'add_notifier_config',
    summary: 'Adds a notifier of a kind',
    room: 'notifications',
    access: 'admin',
    params: { agent_id: { kind: 'id', required: true } },
  }),
  waitingCommand({
    name: 'set_notifier_config',
    summary: 'Changes the configuration of a notifier',
    room: 'notifications',
    access: 'admin',
    params: {
      notifier_id: { kind: 'id', required: true },
      agent_id: { kind: 'id', required: true },
      '<agent_name>_<setting>': { kind: 'text' },
      friendly_name: { kind: 'text' },
      'on_<event>': { kind: 'boolean' },
      'on_<event>_subject': { kind: 'text' },
      'on_<event>_body': { kind: 'text' },
      custom_conditions: { kind: 'text' },
      custom_conditions_logic: { kind: 'text' },
    },
  }),
  waitingCommand({
    name: 'notify',
    summary: 'Sends a notification now',
    room: 'notifications',
    access: 'write',
    params: {
      notifier_id: { kind: 'id', required: true },
      subject: { kind: 'text' },
      body: { kind: 'text' },
      headers: { kind: 'text' },
      script_args: { kind: 'text' },
    },
  }),
  waitingCommand({
    name: 'notify_recently_added',
    summary: 'Announces an item as recently added',
    room: 'notifications',
    access: 'write',
    params: { rating_key: { kind: 'id', required: true }, notifier_id: { kind: 'id' } },
  }),
];
