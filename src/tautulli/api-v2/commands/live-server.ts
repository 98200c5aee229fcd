/** What the Plex server and plex.tv say of the server itself (API notes, server commands). */
import { resources } from '#plex/parse-plex-tv.ts';
import { preference, serverNames } from '#plex/parse-server-state.ts';
import { readServerName, readUpdate } from '#plex/read-server.ts';
import { listServers } from '#plex/server-list.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { lastSent, readBoolean } from '../params.ts';
import { presentFoundServer, presentNamedServer, presentUpdate } from '../present-server.ts';
import { failed } from '../reply.ts';
import { serverFacts } from '../server-facts.ts';
import { liveServerOf, told } from './live-plex.ts';

async function update(context: CommandContext): Promise<Json> {
  const server = await liveServerOf(context);
  if (server === null) return {};
  const { settings, db } = context;
  const answer = await readUpdate(server.media, server.plexTv, {
    channel: settings.plexUpdateChannel,
    platform: (await serverFacts(db)).platform,
    distribution: settings.plexUpdateDistribution,
    build: settings.plexUpdateBuild,
  });
  return presentUpdate(answer.ok ? answer.value : null);
}

/** Parameters that are true unless something else was sent. */
const isWanted = (name: string, { sent }: CommandContext): boolean => {
  const text = lastSent(sent, name);
  return text === undefined || readBoolean(text);
};

export const liveServerCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_server_friendly_name',
    summary: 'The name of the Plex server',
    params: {},
    async handle(_params, context) {
      const { identifier } = await serverFacts(context.db);
      // While the server is silent, clients expect an empty one.
      return (await told(context, ({ media }) => readServerName(media, identifier))) ?? '';
    },
  }),
  defineCommand({
    name: 'get_server_identity',
    summary: 'Identifier and version of the Plex server',
    params: {},
    async handle(_params, context) {
      const identity = await told(context, ({ media }) => media.identity());
      return identity === null ? {} : { machine_identifier: identity.machineIdentifier, version: identity.version };
    },
  }),
  defineCommand({
    name: 'get_servers_info',
    summary: 'The servers that the Plex server knows of',
    params: {},
    handle: async (_params, context) =>
      ((await told(context, ({ media }) => media.ask(serverNames))) ?? []).map(presentNamedServer),
  }),
  defineCommand({
    name: 'get_server_pref',
    summary: 'One preference of the Plex server',
    access: 'admin',
    params: { pref: { kind: 'text', required: true } },
    async handle({ pref }, context) {
      const found = await told(context, ({ media }) => media.ask(preference(pref)));
      if (found === null) return '';
      return found.isKnown ? found.value : 'None';
    },
  }),
  defineCommand({
    name: 'get_server_list',
    summary: 'The servers of the Plex account',
    params: { include_cloud: { kind: 'text' }, all_servers: { kind: 'text' } },
    async handle(_params, context) {
      const found = await told(context, ({ plexTv }) => plexTv.ask(resources));
      const list = listServers(found ?? [], {
        withCloud: isWanted('include_cloud', context),
        withAllAddresses: isWanted('all_servers', context),
        localIdentifier: (await context.services.localServer?.()) ?? null,
      });
      return list.length === 0 ? failed(null) : list.map(presentFoundServer);
    },
  }),
  defineCommand({
    name: 'get_pms_update',
    summary: 'Whether there is a newer version of the Plex server',
    params: {},
    handle: (_params, context) => update(context),
  }),
];
