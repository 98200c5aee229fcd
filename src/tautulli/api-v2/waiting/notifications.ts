import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room notifications. */
export const notificationsWaiting: readonly WaitingCommand[] = [
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
