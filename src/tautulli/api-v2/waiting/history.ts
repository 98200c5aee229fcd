import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room history. */
export const historyWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'delete_history',
    summary: 'Deletes plays by their row ids',
    room: 'history',
    access: 'write',
    params: { row_ids: { kind: 'ids', required: true } },
  }),
];
