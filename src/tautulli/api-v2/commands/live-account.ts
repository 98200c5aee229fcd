/** What plex.tv is asked for on behalf of the server's owner: places of addresses, and what was synced to devices. */
import { isIP } from 'node:net';
import type { LiveServer } from '#catalogue/live-server.ts';
import type { PlaylistFacts } from '#plex/parse-collections.ts';
import { deleteSyncedItem, type SyncedItem, syncListsOf } from '#plex/parse-devices.ts';
import { geoPlaceOf } from '#plex/parse-lookups.ts';
import { readOwnPlaylists } from '#plex/read-listing.ts';
import { allPeople, displayName } from '#users/people.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { presentPlace, presentSynced } from '../present-server.ts';
import { userServerToken } from '../queries-server.ts';
import { failed, succeeded } from '../reply.ts';
import { serverFacts } from '../server-facts.ts';
import { liveServerOf, told } from './live-plex.ts';

/** The playlists of somebody, seen with their own eyes; none when they cannot be seen. */
async function playlistsOf(
  plexUserId: number,
  server: LiveServer,
  { db, services }: CommandContext,
): Promise<readonly PlaylistFacts[]> {
  const sealed = await userServerToken(db, server.id, plexUserId);
  const token = sealed === null ? undefined : services.openSecret?.(sealed);
  const answer = token === undefined ? null : await readOwnPlaylists(server.media.as(token));
  return answer?.ok ? answer.value : [];
}

/** Playlists are named by their guid only: whose they are tells which. */
async function ratingKeyOf(item: SyncedItem, server: LiveServer, context: CommandContext): Promise<string | null> {
  const { playlist, userId } = item;
  if (playlist === null || userId === null) return item.ratingKey;
  const all = await playlistsOf(Number(userId), server, context);
  const found = all.find(({ guid }) => guid?.endsWith(playlist) ?? false);
  return found?.ratingKey == null ? null : String(found.ratingKey);
}

async function synced(machineId: string, userId: number | null | undefined, context: CommandContext): Promise<Json> {
  const server = await liveServerOf(context);
  const answer = await server?.plexTv.ask(syncListsOf(machineId));
  if (server === null || !answer?.ok) return {};
  const people = await allPeople(context.db, server.id);
  const names = new Map(people.map((person) => [String(person.plexUserId), person]));
  const wanted = answer.value.filter((item) => userId === undefined || item.userId === String(userId));
  return Promise.all(
    wanted.map(async (item) => {
      const person = names.get(item.userId ?? '');
      const by = { user: person === undefined ? '' : displayName(person), username: person?.username ?? '' };
      return presentSynced(item, await ratingKeyOf(item, server, context), by);
    }),
  );
}

export const liveAccountCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_geoip_lookup',
    summary: 'Where in the world an address is',
    refusal: 'message-in-data',
    params: { ip_address: { kind: 'text', required: 'No IP address provided.' } },
    async handle({ ip_address }, context) {
      if (isIP(ip_address) === 0) return failed(`Invalid IP address provided: ${ip_address}`);
      const place = await told(context, ({ plexTv }) => plexTv.ask(geoPlaceOf(ip_address)));
      return place === null ? failed(`Failed to lookup GeoIP info for address: ${ip_address}`) : presentPlace(place);
    },
  }),
  defineCommand({
    name: 'get_whois_lookup',
    summary: 'Whose network an address belongs to',
    params: { ip_address: { kind: 'text', default: '' } },
    handle: async ({ ip_address }, { services }) =>
      (await services.whois?.(ip_address)) ?? { host: 'Not available', nets: [] },
  }),
  defineCommand({
    name: 'get_synced_items',
    summary: 'What was synced to devices',
    params: { machine_id: { kind: 'text', default: '' }, user_id: { kind: 'id' } },
    async handle({ machine_id, user_id }, context) {
      const machineId = machine_id === '' ? (await serverFacts(context.db)).identifier : machine_id;
      return synced(machineId, user_id, context);
    },
  }),
  defineCommand({
    name: 'delete_synced_item',
    summary: 'Deletes something that was synced to a device',
    access: 'write',
    params: {
      client_id: { kind: 'text', required: 'Missing client ID and sync ID.' },
      sync_id: { kind: 'text', required: 'Missing client ID and sync ID.' },
    },
    async handle({ client_id, sync_id }, context) {
      const server = await liveServerOf(context);
      const answer = await server?.plexTv.ask(deleteSyncedItem(client_id, sync_id));
      return answer?.ok ? succeeded('Synced item deleted successfully.') : failed('Failed to delete synced item.');
    },
  }),
];
