import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room system. */
export const systemWaiting: readonly WaitingCommand[] = [
  waitingCommand({ name: 'update_check', summary: 'Whether there is a newer version', room: 'system', params: {} }),
  waitingCommand({ name: 'update', summary: 'Installs a newer version', room: 'system', access: 'admin', params: {} }),
  waitingCommand({ name: 'restart', summary: 'Starts the program again', room: 'system', access: 'admin', params: {} }),
];
