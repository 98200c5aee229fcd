import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room system. */
export const systemWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'status',
    summary: 'Whether the program and, if asked, its database are well',
    room: 'system',
    params: { check: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'get_tautulli_info',
    summary: 'Version and platform, as Tautulli reports them',
    room: 'system',
    params: {},
  }),
  waitingCommand({ name: 'get_date_formats', summary: 'How dates and times are written', room: 'system', params: {} }),
  waitingCommand({
    name: 'get_settings',
    summary: 'The settings, or one section of them',
    room: 'system',
    access: 'admin',
    params: { key: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'get_geoip_lookup',
    summary: 'Where in the world an address is',
    room: 'system',
    refusal: 'message-in-data',
    params: { ip_address: { kind: 'text', required: true } },
  }),
  waitingCommand({
    name: 'get_whois_lookup',
    summary: 'Whose network an address belongs to',
    room: 'system',
    params: { ip_address: { kind: 'text', required: true } },
  }),
  waitingCommand({ name: 'update_check', summary: 'Whether there is a newer version', room: 'system', params: {} }),
  waitingCommand({ name: 'update', summary: 'Installs a newer version', room: 'system', access: 'admin', params: {} }),
  waitingCommand({ name: 'restart', summary: 'Starts the program again', room: 'system', access: 'admin', params: {} }),
];
