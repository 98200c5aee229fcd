import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room users. */
export const usersWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'edit_user',
    summary: 'Changes name, picture and rules of a user',
    room: 'users',
    access: 'write',
    params: {
      user_id: { kind: 'id', required: true },
      friendly_name: { kind: 'text' },
      custom_thumb: { kind: 'text' },
      do_notify: { kind: 'boolean' },
      keep_history: { kind: 'boolean' },
      allow_guest: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'delete_user',
    summary: 'Removes users with their history',
    room: 'users',
    access: 'admin',
    params: { user_id: { kind: 'id' }, row_ids: { kind: 'ids' } },
  }),
  waitingCommand({
    name: 'delete_all_user_history',
    summary: 'Deletes every play of users',
    room: 'users',
    access: 'admin',
    params: { user_id: { kind: 'id' }, row_ids: { kind: 'ids' } },
  }),
  waitingCommand({
    name: 'undelete_user',
    summary: 'Brings a removed user back',
    room: 'users',
    access: 'write',
    params: { user_id: { kind: 'id' }, username: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'refresh_users_list',
    summary: 'Reads the users from plex.tv again',
    room: 'users',
    access: 'write',
    params: {},
  }),
  waitingCommand({
    name: 'logout_user_session',
    summary: 'Ends the sign-ins of users',
    room: 'users',
    access: 'write',
    params: { row_ids: { kind: 'ids', required: true } },
  }),
];
