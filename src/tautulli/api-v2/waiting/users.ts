import { type WaitingCommand, waitingCommand } from '../command.ts';
import { tableParams } from '../table.ts';

/** Commands that wait for the room users. */
export const usersWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_user',
    summary: 'One user',
    room: 'users',
    params: { user_id: { kind: 'id', required: true }, include_last_seen: { kind: 'boolean' } },
  }),
  waitingCommand({
    name: 'get_user_ips',
    summary: 'The addresses a user was seen at',
    room: 'users',
    params: { user_id: { kind: 'id', required: true }, ...tableParams('last_seen') },
  }),
  waitingCommand({
    name: 'get_user_logins',
    summary: 'When and from where users signed in',
    room: 'users',
    params: { user_id: { kind: 'id' }, ...tableParams('timestamp') },
  }),
  waitingCommand({ name: 'get_user_names', summary: 'Names and ids of all users', room: 'users', params: {} }),
  waitingCommand({
    name: 'get_user_player_stats',
    summary: 'The players a user watches on',
    room: 'users',
    params: { user_id: { kind: 'id', required: true }, grouping: { kind: 'boolean' } },
  }),
  waitingCommand({
    name: 'get_user_watch_time_stats',
    summary: 'How much a user watched in the last days',
    room: 'users',
    params: { user_id: { kind: 'id', required: true }, grouping: { kind: 'boolean' }, query_days: { kind: 'ids' } },
  }),
  waitingCommand({ name: 'get_users', summary: 'All users as plex.tv describes them', room: 'users', params: {} }),
  waitingCommand({
    name: 'get_users_table',
    summary: 'All users with what they played last',
    room: 'users',
    params: { grouping: { kind: 'boolean' }, user_id: { kind: 'id' }, ...tableParams('friendly_name') },
  }),
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
