import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room maintenance. */
export const maintenanceWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'backup_config',
    summary: 'Makes a copy of the settings',
    room: 'maintenance',
    access: 'admin',
    params: {},
  }),
  waitingCommand({
    name: 'backup_db',
    summary: 'Makes a copy of the database',
    room: 'maintenance',
    access: 'admin',
    params: {},
  }),
  waitingCommand({
    name: 'download_config',
    summary: 'The settings as a file',
    room: 'maintenance',
    access: 'admin',
    refusal: 'empty',
    params: {},
  }),
  waitingCommand({
    name: 'download_database',
    summary: 'The database as a file',
    room: 'maintenance',
    access: 'admin',
    refusal: 'empty',
    params: {},
  }),
  waitingCommand({
    name: 'import_config',
    summary: 'Takes over the settings of an installation of Tautulli',
    room: 'maintenance',
    access: 'admin',
    params: { config_file: { kind: 'file' }, config_path: { kind: 'text' }, backup: { kind: 'boolean' } },
  }),
  waitingCommand({
    name: 'import_database',
    summary: 'Takes over the database of an installation of Tautulli',
    room: 'maintenance',
    access: 'admin',
    params: {
      app: { kind: 'text', required: true },
      database_file: { kind: 'file' },
      database_path: { kind: 'text' },
      method: { kind: 'text' },
      table_name: { kind: 'text' },
      backup: { kind: 'boolean' },
      import_ignore_interval: { kind: 'integer' },
    },
  }),
];
