import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room monitoring. */
export const activityWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'terminate_session',
    summary: 'Ends a session and shows the viewer a message',
    room: 'monitoring',
    access: 'write',
    params: { session_key: { kind: 'text' }, session_id: { kind: 'text' }, message: { kind: 'text' } },
  }),
];
