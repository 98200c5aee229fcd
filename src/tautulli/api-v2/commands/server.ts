/** Where the Plex server is, and whether it answers (API notes, server commands). */
import { isIP } from 'node:net';
import { resources } from '#plex/parse-plex-tv.ts';
import { findServer } from '#plex/server-list.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { lastSent, readBoolean } from '../params.ts';
import { serverAddresses } from '../queries-server.ts';
import { failed, LOOK_IN_THE_LOG } from '../reply.ts';
import { type Address, addressOf, DEFAULT_PORT, isServerConnected, serverFacts } from '../server-facts.ts';
import { told } from './live-plex.ts';
import { flag01 } from './old-values.ts';

/** A server we know, one of the account's, or whatever answers there. */
async function identifierOf({ ip, port, isSecure }: Address, context: CommandContext): Promise<string | null> {
  const known = (await serverAddresses(context.db)).find(({ url }) => {
    const address = addressOf(url);
    return address !== null && address.ip === ip && (port === 0 || address.port === port);
  });
  if (known !== undefined) return known.machineIdentifier;
  const listed = await told(context, ({ plexTv }) => plexTv.ask(resources));
  const found = findServer(listed ?? [], { machineIdentifier: '', address: ip, port });
  if (found !== null) return found.machineIdentifier;
  // Who may only read must not make us call any address in our network.
  if (context.grant.scope === 'read') return null;
  const host = isIP(ip) === 6 ? `[${ip}]` : ip;
  return (
    (await context.services.identify?.(`${isSecure ? 'https' : 'http'}://${host}:${port || DEFAULT_PORT}`)) ?? null
  );
}

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
    async handle({ hostname, port, identifier, ssl = false }, context) {
      // A mistake of the reference that clients know.
      if (readBoolean(lastSent(context.sent, 'get_url') ?? '')) return failed(LOOK_IN_THE_LOG, { status: 500 });
      if (identifier !== '') return { identifier };
      return { identifier: await identifierOf({ ip: hostname, port, isSecure: ssl }, context) };
    },
  }),
];
