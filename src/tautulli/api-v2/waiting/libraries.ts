import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room catalogue. */
export const librariesWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'refresh_libraries_list',
    summary: 'Reads the libraries from Plex again',
    room: 'catalogue',
    access: 'write',
    params: {},
  }),
];
