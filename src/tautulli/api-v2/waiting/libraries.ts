import { type WaitingCommand, waitingCommand } from '../command.ts';
import { tableParams } from '../table.ts';

/** Commands that wait for the room catalogue. */
export const librariesWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_collections_table',
    summary: 'The collections of a library',
    room: 'catalogue',
    params: { section_id: { kind: 'id', required: true }, ...tableParams('titleSort') },
  }),
  waitingCommand({
    name: 'get_playlists_table',
    summary: 'The playlists of a library or a user',
    room: 'catalogue',
    params: { section_id: { kind: 'id' }, user_id: { kind: 'id' }, ...tableParams('title') },
  }),
  waitingCommand({
    name: 'edit_library',
    summary: 'Changes pictures and rules of a library',
    room: 'catalogue',
    access: 'write',
    params: {
      section_id: { kind: 'id', required: true },
      custom_thumb: { kind: 'text' },
      custom_art: { kind: 'text' },
      do_notify: { kind: 'boolean' },
      do_notify_created: { kind: 'boolean' },
      keep_history: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'delete_library',
    summary: 'Removes libraries with their history',
    room: 'catalogue',
    access: 'admin',
    params: { server_id: { kind: 'text' }, section_id: { kind: 'id' }, row_ids: { kind: 'ids' } },
  }),
  waitingCommand({
    name: 'delete_all_library_history',
    summary: 'Deletes every play of libraries',
    room: 'catalogue',
    access: 'admin',
    params: { server_id: { kind: 'text' }, section_id: { kind: 'id' }, row_ids: { kind: 'ids' } },
  }),
  waitingCommand({
    name: 'undelete_library',
    summary: 'Brings a removed library back',
    room: 'catalogue',
    access: 'write',
    params: { section_id: { kind: 'id' }, section_name: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'refresh_libraries_list',
    summary: 'Reads the libraries from Plex again',
    room: 'catalogue',
    access: 'write',
    params: {},
  }),
];
