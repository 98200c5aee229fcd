import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room users. */
export const usersWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'logout_user_session',
    summary: 'Ends the sign-ins of users',
    room: 'users',
    access: 'write',
    params: { row_ids: { kind: 'ids', required: true } },
  }),
];
