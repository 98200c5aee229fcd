import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room newsletters. */
export const newslettersWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'add_newsletter_config',
    summary: 'Adds a newsletter of a kind',
    room: 'newsletters',
    access: 'admin',
    params: { agent_id: { kind: 'id', required: true } },
  }),
  waitingCommand({
    name: 'set_newsletter_config',
    summary: 'Changes the configuration of a newsletter',
    room: 'newsletters',
    access: 'admin',
    params: {
      newsletter_id: { kind: 'id', required: true },
      agent_id: { kind: 'id', required: true },
      subject: { kind: 'text', required: true },
      body: { kind: 'text', required: true },
      message: { kind: 'text', required: true },
      cron: { kind: 'text' },
      active: { kind: 'boolean' },
      id_name: { kind: 'text' },
      friendly_name: { kind: 'text' },
      'newsletter_config_<setting>': { kind: 'text' },
      'newsletter_email_<setting>': { kind: 'text' },
    },
  }),
  waitingCommand({
    name: 'notify_newsletter',
    summary: 'Sends a newsletter now',
    room: 'newsletters',
    access: 'write',
    params: {
      newsletter_id: { kind: 'id', required: true },
      subject: { kind: 'text' },
      body: { kind: 'text' },
      message: { kind: 'text' },
    },
  }),
];
