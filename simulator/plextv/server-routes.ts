import { element, type Reply, text } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { type Attributes, el } from '../wire/element.ts';
import type { Person } from '../world/types.ts';
import type { AccountCall, AccountState } from './account.ts';
import { myPlex } from './people-routes.ts';

const LAST_SEEN_AT = 1_716_100_000;
const PUBLIC_PORT = 32_400;

function serverDevice({ world: { server }, mediaServer }: AccountState, person: Person): Attributes {
  return {
    name: server.friendlyName,
    product: 'Plex Media Server',
    productVersion: server.version,
    platform: server.platform,
    platformVersion: '22.04',
    device: 'PC',
    clientIdentifier: server.machineIdentifier,
    createdAt: server.createdAt,
    lastSeenAt: LAST_SEEN_AT,
    provides: 'server',
    owned: person.admin,
    accessToken: person.token,
    publicAddress: server.publicAddress,
    httpsRequired: false,
    relay: true,
    dnsRebindingProtection: false,
    natLoopbackSupported: true,
    publicAddressMatches: true,
    presence: mediaServer().isUp,
  };
}

function connections({ world: { server }, mediaServer }: AccountState, withHttps: boolean): Attributes[] {
  const { port } = mediaServer();
  const lan = { protocol: 'http', address: '127.0.0.1', port, uri: `http://127.0.0.1:${port}`, local: true };
  const address = server.publicAddress;
  if (!withHttps) {
    const uri = `http://${address}:${PUBLIC_PORT}`;
    return [lan, { protocol: 'http', address, port: PUBLIC_PORT, uri, local: false }];
  }
  const direct = (host: string, onPort: number): string =>
    `https://${host.replaceAll('.', '-')}.${server.machineIdentifier.slice(0, 32)}.plex.direct:${onPort}`;
  return [
    { protocol: 'https', address: '127.0.0.1', port, uri: direct('127.0.0.1', port), local: true },
    lan,
    { protocol: 'https', address, port: PUBLIC_PORT, uri: direct(address, PUBLIC_PORT), local: false },
  ];
}

/** Plex protocol notes 5.7. */
function resources(state: AccountState, call: AccountCall): Reply {
  const https = call.query.includeHttps === '1';
  const server = el(
    'Device',
    { ...serverDevice(state, call.person), synced: false },
    connections(state, https).map((one) => el('Connection', one)),
  );
  const [player] = state.world.players;
  const client = player && {
    name: player.title,
    product: player.product,
    productVersion: player.version,
    platform: player.platform,
    platformVersion: player.platformVersion,
    device: player.device,
    clientIdentifier: player.machineIdentifier ?? `${player.key}-0001`,
    createdAt: 1_600_000_000,
    lastSeenAt: 1_716_000_000,
    provides: 'player,pubsub-player',
    owned: true,
    publicAddress: state.world.server.publicAddress,
    publicAddressMatches: true,
    presence: false,
  };
  const devices = [server, ...(client === undefined ? [] : [el('Device', client)])];
  return element(el('MediaContainer', { size: devices.length }, devices));
}

function resourcesV2(state: AccountState, call: AccountCall): Reply {
  const device = serverDevice(state, call.person);
  const list = connections(state, call.query.includeHttps === '1').map((one) => ({
    ...one,
    relay: false,
    IPv6: false,
  }));
  const node = el('resources', {}, [
    el('resource', device, [
      el(
        'connections',
        {},
        list.map((one) => el('connection', one)),
      ),
    ]),
  ]);
  return element({ ...node, json: [{ ...device, connections: list }] });
}

export const SYNC_DEVICE: Attributes = {
  name: 'Pixel 8',
  product: 'Plexamp',
  productVersion: '4.10.1',
  platform: 'Android',
  platformVersion: '14',
  device: 'Pixel 8',
  model: 'shiba',
};
export const SYNC_CLIENT = 'sync-pixel-0001';
export const SYNC_DEVICE_ID = 9002;

/** Plex protocol notes 5.11. */
function devices({ world: { server } }: AccountState): Reply {
  const publicAddress = server.publicAddress;
  return element(
    el('MediaContainer', { publicAddress }, [
      el('Device', {
        name: server.friendlyName,
        publicAddress,
        product: 'Plex Media Server',
        productVersion: server.version,
        platform: server.platform,
        platformVersion: '22.04',
        device: 'PC',
        model: 'x86_64',
        vendor: '',
        provides: 'server',
        clientIdentifier: server.machineIdentifier,
        version: server.version,
        id: SYNC_DEVICE_ID - 1,
        token: server.ownerToken,
        createdAt: server.createdAt,
        lastSeenAt: LAST_SEEN_AT,
      }),
      el('Device', {
        ...SYNC_DEVICE,
        publicAddress,
        vendor: 'Google',
        provides: 'client,controller,sync-target,player',
        clientIdentifier: SYNC_CLIENT,
        version: SYNC_DEVICE.productVersion,
        id: SYNC_DEVICE_ID,
        token: 'device-token-pixel',
        createdAt: 1_650_000_000,
        lastSeenAt: 1_716_050_000,
      }),
    ]),
  );
}

/** Plex protocol notes 5.10. */
function servers(state: AccountState, { person }: AccountCall): Reply {
  const { server } = state.world;
  return element(
    el('MediaContainer', myPlex(state, 1), [
      el('Server', {
        accessToken: person.token,
        name: server.friendlyName,
        address: server.publicAddress,
        port: PUBLIC_PORT,
        version: server.version,
        scheme: 'http',
        host: server.publicAddress,
        localAddresses: server.lanAddress,
        machineIdentifier: server.machineIdentifier,
        createdAt: server.createdAt,
        updatedAt: server.updatedAt,
        owned: true,
        synced: false,
      }),
    ]),
  );
}

/** Servers, their connections, devices. */
export const resourceRoutes = (state: AccountState): Route<AccountCall>[] => [
  { pattern: '/api/resources', run: (call) => resources(state, call) },
  { pattern: '/api/v2/resources', run: (call) => resourcesV2(state, call) },
  { pattern: '/devices.xml', run: () => devices(state) },
  { pattern: '/devices/:id', method: 'DELETE', run: () => text('') },
  { pattern: '/pms/servers', run: (call) => servers(state, call) },
  { pattern: '/pms/servers.xml', run: (call) => servers(state, call) },
];
