/** Recorded answers about servers, accounts and devices, from the documents to what clients read. */
import { expect, test } from 'vitest';
import { systemClock } from '#clock';
import { deleteSyncedItem, devices, syncListsOf } from '#plex/parse-devices.ts';
import type { UpdateChannel } from '#plex/parse-downloads.ts';
import { cloudServer, geoPlaceOf, ownAddress, ping, serverTimes } from '#plex/parse-lookups.ts';
import { owner, type PlexOwner, type PlexPerson } from '#plex/parse-people.ts';
import { resources } from '#plex/parse-plex-tv.ts';
import { dvrs, lookForUpdate, preference, remoteAccess, serverNames, updaterStatus } from '#plex/parse-server-state.ts';
import { findLocalServer, readServerName, readUpdate, readUpdateChannel } from '#plex/read-server.ts';
import { addressFor, findServer, isCloud, listServers } from '#plex/server-list.ts';
import { recordedWorld, WORLD, type WorldCase, worldCases, worldRequests, worldResult } from '#plex/world-testing.ts';
import {
  presentDevice,
  presentDvr,
  presentFoundServer,
  presentNamedServer,
  presentOfferedUpdate,
  presentPlace,
  presentRemoteAccess,
  presentSynced,
  presentUpdate,
} from './present-server.ts';
import { flag01 } from './present-values.ts';

type World = ReturnType<typeof recordedWorld>;

function account(person: PlexPerson | PlexOwner): Record<string, unknown> {
  return {
    user_id: String(person.plexUserId),
    username: person.isManaged ? '' : person.username,
    thumb: person.thumb,
    email: person.email ?? '',
    is_home_user: person.isHomeUser ? '1' : '0',
    is_restricted: person.isRestricted ? '1' : '0',
    filter_all: person.filters.all,
    filter_movies: person.filters.movies,
    filter_tv: person.filters.tv,
    filter_music: person.filters.music,
    filter_photos: person.filters.photos,
  };
}

async function people({ plexTv }: World): Promise<unknown> {
  const answer = await plexTv.people(WORLD.machineIdentifier);
  if (!answer.ok) return [];
  const { owner: self, others, shares } = answer.value;
  const common = { is_active: 1 };
  const rows = others.map((person) => {
    const share = shares.find(({ plexUserId }) => plexUserId === person.plexUserId);
    return {
      ...account(person),
      ...common,
      title: person.title,
      is_admin: 0,
      is_allow_sync: person.allowsSync ? '1' : '0',
      ...(share === undefined
        ? {}
        : { server_token: share.serverToken, shared_libraries: share.sectionIds.map(String) }),
    };
  });
  const first = { ...account(self), ...common, title: self.title, is_admin: 1, is_allow_sync: 1 };
  return [{ ...first, user_token: self.token, server_token: self.token, shared_libraries: null }, ...rows];
}

async function pin({ plexTv }: World, { args }: WorldCase): Promise<unknown> {
  const answer = args.pin === undefined ? await plexTv.createPin() : await plexTv.checkPin(Number(args.pin));
  return answer.ok ? { id: String(answer.value.id), code: answer.value.code, token: answer.value.token ?? '' } : null;
}

async function discover({ plexTv, fetch }: World, { args }: WorldCase): Promise<unknown> {
  const localIdentifier = await findLocalServer(systemClock(), 'test', fetch);
  const answer = await plexTv.ask(resources);
  const options = { withAllAddresses: args.all_servers === true, withCloud: args.include_cloud !== false };
  return listServers(answer.ok ? answer.value : [], { ...options, localIdentifier }).map(presentFoundServer);
}

async function connections({ plexTv }: World, { args }: WorldCase): Promise<unknown> {
  const answer = await plexTv.ask(resources);
  const found = findServer(answer.ok ? answer.value : [], {
    machineIdentifier: String(args.pms_identifier ?? WORLD.machineIdentifier),
    address: String(args.pms_ip ?? ''),
    port: Number(args.pms_port ?? 0),
  });
  if (found === null) return {};
  return {
    pms_identifier: found.machineIdentifier,
    pms_name: found.name,
    pms_version: found.version,
    pms_platform: found.platform,
    pms_presence: found.isPresent === true ? '1' : '0',
    pms_is_cloud: flag01(isCloud(found)),
    connections: found.connections.map(({ protocol, address, port, uri, isLocal }) => ({
      protocol,
      address,
      port: String(port),
      uri,
      local: isLocal ? '1' : '0',
    })),
  };
}

async function serverResources({ plexTv }: World, { config = {} }: WorldCase): Promise<unknown> {
  const answer = await plexTv.ask(resources);
  const self = await plexTv.ask(owner);
  const settings = {
    address: '192.0.2.10',
    port: 32_400,
    isSecure: config.PMS_SSL === 1,
    isManual: config.PMS_URL_MANUAL === 1,
  };
  const found = findServer(answer.ok ? answer.value : [], { ...settings, machineIdentifier: WORLD.machineIdentifier });
  const { url, isRemote } = addressFor(found, settings);
  return {
    pms_name: found?.name,
    pms_version: found?.version,
    pms_platform: found?.platform,
    pms_ip: settings.address,
    pms_port: settings.port,
    pms_ssl: flag01(settings.isSecure),
    pms_is_cloud: flag01(found !== null && isCloud(found)),
    pms_url: url,
    pms_url_manual: flag01(settings.isManual),
    pms_identifier: found?.machineIdentifier,
    pms_plexpass: flag01(self.ok && self.value.hasPlexPass),
    pms_is_remote: flag01(isRemote),
  };
}

const channelOf = ({ config = {} }: WorldCase): UpdateChannel | 'plex' =>
  (config.PMS_UPDATE_CHANNEL as UpdateChannel | undefined) ?? 'plex';

async function update({ media, plexTv }: World, one: WorldCase): Promise<unknown> {
  const { config = {} } = one;
  const answer = await readUpdate(media, plexTv, {
    channel: channelOf(one),
    platform: String(config.PMS_PLATFORM ?? WORLD.platform),
    distribution: String(config.PMS_UPDATE_DISTRO ?? ''),
    build: String(config.PMS_UPDATE_DISTRO_BUILD ?? ''),
  });
  return presentUpdate(answer.ok ? answer.value : null);
}

async function synced({ plexTv }: World, { args }: WorldCase): Promise<unknown> {
  const answer = await plexTv.ask(syncListsOf(WORLD.machineIdentifier));
  const isWanted = (sent: unknown, value: string | null) => sent === undefined || sent === value;
  if (!answer.ok) return {};
  return answer.value
    .filter((item) => isWanted(args.user_id_filter, item.userId) && isWanted(args.rating_key_filter, item.ratingKey))
    .map((item) => presentSynced(item, item.ratingKey, { user: 'mossy_anvil', username: 'mossy_anvil' }));
}

async function cloud({ plexTv }: World): Promise<unknown> {
  const answer = await plexTv.ask(cloudServer);
  return answer.ok && answer.value.address === '192.0.2.10' ? answer.value.isRunning : null;
}

/** How each recorded call is answered here, with what the reference gives when nothing could be read. */
const CALLS: Readonly<Record<string, (world: World, one: WorldCase) => Promise<unknown>>> = {
  server_identity: async ({ media }) => {
    const answer = await media.identity();
    return answer.ok ? { machine_identifier: answer.value.machineIdentifier, version: answer.value.version } : {};
  },
  servers_info: async ({ media }) => {
    const answer = await media.ask(serverNames);
    return answer.ok ? answer.value.map(presentNamedServer) : [];
  },
  server_pref: async ({ media }, { args }) => {
    const answer = await media.ask(preference(String(args.pref)));
    return answer.ok ? (answer.value.isKnown ? answer.value.value : 'None') : '';
  },
  dvrs: async ({ media }) => {
    const answer = await media.ask(dvrs);
    return answer.ok ? answer.value.map(presentDvr) : undefined;
  },
  server_friendly_name: async ({ media }) => {
    const answer = await readServerName(media, WORLD.machineIdentifier);
    return answer.ok ? answer.value : null;
  },
  update_channel: async ({ media }, one) => {
    const answer = await readUpdateChannel(media, channelOf(one));
    return answer.ok ? answer.value : null;
  },
  updater: async ({ media }) => {
    await media.ask(lookForUpdate);
    const answer = await media.ask(updaterStatus);
    return presentOfferedUpdate(answer.ok ? answer.value : null);
  },
  server_response: async ({ media }) => {
    const answer = await media.ask(remoteAccess);
    return answer.ok ? presentRemoteAccess(answer.value) : null;
  },
  full_users_list: people,
  plex_account: async ({ plexTv }) => {
    const answer = await plexTv.ask(owner);
    return answer.ok ? { ...account(answer.value), user_token: answer.value.token } : null;
  },
  plexpass: async ({ plexTv }) => {
    const answer = await plexTv.ask(owner);
    return answer.ok && answer.value.hasPlexPass;
  },
  pin,
  server_token: async ({ plexTv }) => {
    const answer = await plexTv.ask(resources);
    const own = answer.ok ? answer.value.find((one) => one.machineIdentifier === WORLD.machineIdentifier) : undefined;
    return own?.accessToken ?? null;
  },
  server_connections: connections,
  discover,
  server_resources: serverResources,
  server_times: async ({ plexTv }) => {
    const answer = await plexTv.ask(serverTimes);
    const own = answer.ok ? answer.value.find((one) => one.machineIdentifier === WORLD.machineIdentifier) : undefined;
    return { created_at: own?.createdAt, updated_at: own?.updatedAt, version: own?.version };
  },
  devices: async ({ plexTv }) => {
    const answer = await plexTv.ask(devices);
    return answer.ok ? answer.value.map(presentDevice) : [];
  },
  synced_items: synced,
  delete_sync: async ({ plexTv }, { args }) =>
    (await plexTv.ask(deleteSyncedItem(String(args.client_id), String(args.sync_id)))).ok,
  plex_update: update,
  cloud,
  geoip: async ({ plexTv }, { args }) => {
    const answer = await plexTv.ask(geoPlaceOf(String(args.ip_address)));
    return answer.ok ? presentPlace(answer.value) : null;
  },
  ping: async ({ plexTv }) => {
    const answer = await plexTv.ask(ping);
    return answer.ok ? answer.value : null;
  },
  check_token: async ({ plexTv }) => {
    const answer = await plexTv.ask(ping);
    return answer.ok ? answer.value : null;
  },
  public_ip: async ({ plexTv }) => {
    const answer = await plexTv.ask(ownAddress);
    return answer.ok ? answer.value : null;
  },
};

/** Refused before plex.tv is asked. */
const NOT_ASKED = 'plextv-geoip-invalid';

const cases = worldCases(...Object.keys(CALLS)).filter(({ id }) => id !== NOT_ASKED);

test.each(cases)('$id', async (one) => {
  const world = recordedWorld(one.routes);
  const answer = await CALLS[one.call]?.(world, one);
  expect(answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))).toEqual(worldResult(one.id));
});

test.each(worldCases('image'))('$id', async ({ id, args, routes }) => {
  const { media, requests } = recordedWorld(routes);
  const answer = await media.image({
    path: String(args.img),
    width: Number(args.width ?? 1000),
    height: Number(args.height ?? 1500),
    format: args.img_format === 'jpg' ? 'jpg' : 'png',
    opacity: Number(args.opacity ?? 0),
    background: String(args.background ?? ''),
    blur: Number(args.blur ?? 0),
    isClip: args.clip === true,
    ...(args.refresh === true ? { newerThan: 1_735_689_600 } : {}),
  });
  const shown = answer.ok ? [{ binary_bytes: answer.value.bytes.length }, answer.value.contentType] : null;
  expect([shown, requests.slice(0, 1)]).toEqual([worldResult(id), worldRequests(id)]);
});
