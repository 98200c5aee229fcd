import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room logs. */
export const logsWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_logs',
    summary: 'Lines of the log',
    room: 'logs',
    access: 'admin',
    params: {
      sort: { kind: 'text' },
      search: { kind: 'text' },
      order: { kind: 'text' },
      regex: { kind: 'text' },
      start: { kind: 'strictInteger' },
      end: { kind: 'strictInteger' },
    },
  }),
  waitingCommand({
    name: 'download_log',
    summary: 'The log as a file',
    room: 'logs',
    access: 'admin',
    refusal: 'empty',
    params: { logfile: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'download_plex_log',
    summary: 'A log of the Plex server as a file',
    room: 'logs',
    access: 'admin',
    refusal: 'empty',
    params: { logfile: { kind: 'text' }, log_type: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'delete_login_log',
    summary: 'Deletes the list of sign-ins',
    room: 'logs',
    access: 'admin',
    params: {},
  }),
];
