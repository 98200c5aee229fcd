import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room plex. */
export const plexServerWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_pms_update',
    summary: 'Whether there is a newer version of the Plex server',
    room: 'plex',
    params: {},
  }),
  waitingCommand({
    name: 'get_server_list',
    summary: 'The servers of the Plex account',
    room: 'plex',
    params: { include_cloud: { kind: 'text' }, all_servers: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'get_server_pref',
    summary: 'One preference of the Plex server',
    room: 'plex',
    access: 'admin',
    params: { pref: { kind: 'text', required: true } },
  }),
  waitingCommand({
    name: 'get_servers_info',
    summary: 'The servers that the Plex server knows of',
    room: 'plex',
    params: {},
  }),
  waitingCommand({
    name: 'delete_synced_item',
    summary: 'Deletes something that was synced to a device',
    room: 'plex',
    access: 'write',
    params: { client_id: { kind: 'text', required: true }, sync_id: { kind: 'text', required: true } },
  }),
];
