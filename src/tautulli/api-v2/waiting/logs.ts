import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room logs. */
export const logsWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'download_plex_log',
    summary: 'A log of the Plex server as a file',
    room: 'logs',
    access: 'admin',
    refusal: 'empty',
    params: { logfile: { kind: 'text' }, log_type: { kind: 'text' } },
  }),
];
