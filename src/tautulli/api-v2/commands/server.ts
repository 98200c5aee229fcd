/** What is known of the Plex server without asking it (API notes, server commands). */
import { defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent, readBoolean } from '../params.ts';
import { serverAddresses } from '../queries-server.ts';
import { failed, LOOK_IN_THE_LOG } from '../reply.ts';
import { addressOf, isServerConnected, serverFacts } from '../server-facts.ts';
import { flag01 } from './old-values.ts';

export const serverCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'server_status',
    summary: 'Whether the Plex server answers',
    params: {},
    handle: async (_params, { db, services }) => ({ connected: await isServerConnected(db, services) }),
  }),
  defineCommand({
    name: 'get_server_info',
    summary: 'Where the Plex server is and what it runs on',
    params: {},
    async handle(_params, { db }) {
      const server = await serverFacts(db);
      return {
        pms_name: server.name,
        pms_version: server.version,
        pms_platform: server.platform,
        pms_ip: server.ip,
        pms_port: server.port,
        pms_ssl: flag01(server.isSecure),
        pms_url: server.url,
        pms_url_manual: flag01(server.isTypedIn),
        pms_identifier: server.identifier,
        pms_plexpass: flag01(server.hasPlexPass),
      };
    },
  }),
  defineCommand({
    name: 'get_server_id',
    summary: 'The identifier of a Plex server by its address',
    params: {
      hostname: { kind: 'text', default: '' },
      port: { kind: 'integer', default: 0 },
      identifier: { kind: 'text', default: '' },
      ssl: { kind: 'boolean' },
      manual: { kind: 'boolean' },
      get_url: { kind: 'boolean' },
      test_websocket: { kind: 'boolean' },
    },
    async handle({ hostname, port, identifier }, { db, sent }) {
      // A mistake of the reference that clients know.
      if (readBoolean(lastSent(sent, 'get_url') ?? '')) return failed(LOOK_IN_THE_LOG, { status: 500 });
      if (identifier !== '') return { identifier };
      const known = (await serverAddresses(db)).find(({ url }) => {
        const address = addressOf(url);
        return address !== null && address.ip === hostname && (port === 0 || address.port === port);
      });
      return { identifier: known?.machineIdentifier ?? null };
    },
  }),
];
