/** The program itself (API notes, system commands). */
import { arch, hostname, release, type, version } from 'node:os';
import { defineCommand, type ReadyCommand } from '../command.ts';
import { probeDatabase } from '../queries-server.ts';
import { succeeded } from '../reply.ts';

/** The release whose API this is; clients refuse older ones (API notes, clients 1.8). */
export const API_RELEASE = 'v2.17.2';

export const systemCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'status',
    summary: 'Whether the program and, if asked, its database are well',
    params: { check: { kind: 'text', default: '' } },
    async handle({ check }, { db }) {
      if (!check.includes('database')) return succeeded('Ok');
      await probeDatabase(db);
      return succeeded('Database ok', { integrity_check: 'ok' });
    },
  }),
  defineCommand({
    name: 'get_tautulli_info',
    summary: 'Version and platform, as Tautulli reports them',
    params: {},
    handle: () => ({
      tautulli_install_type: 'docker',
      tautulli_version: API_RELEASE,
      tautulli_branch: 'master',
      tautulli_commit: null,
      tautulli_platform: type(),
      tautulli_platform_release: release(),
      tautulli_platform_version: version(),
      tautulli_platform_linux_distro: '',
      tautulli_platform_device_name: hostname(),
      // Clients show it as the version of the run time.
      tautulli_python_version: `${process.versions.node} (${arch()})`,
    }),
  }),
  defineCommand({
    name: 'get_plex_log',
    summary: 'Lines of a log of the Plex server',
    access: 'admin',
    params: { window: { kind: 'strictInteger' }, logfile: { kind: 'text' }, log_type: { kind: 'text' } },
    // No folder of logs is read yet: what clients see when none is configured.
    handle: () => ({ data: [] }),
  }),
];
