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
    name: 'refresh_libraries_list',
    summary: 'Reads the libraries from Plex again',
    room: 'catalogue',
    access: 'write',
    params: {},
  }),
];
