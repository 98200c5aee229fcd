/** The servers of an account by their addresses, and which of them is meant (Plex protocol notes 1.1, 5.8, 5.9). Pure. */
import type { PlexConnection, PlexResource } from './parse-plex-tv.ts';

/** One address under which a server can be reached. */
export interface FoundServer {
  readonly name: string;
  readonly machineIdentifier: string;
  readonly address: string | null;
  readonly port: number | null;
  readonly uri: string;
  readonly isLocal: boolean;
  readonly isHttpsRequired: boolean;
  readonly isCloud: boolean;
}

export interface ServerListOptions {
  /** Also addresses that cannot be reached from here. */
  readonly withAllAddresses: boolean;
  readonly withCloud: boolean;
  /** The server that answers on this machine; null when none does. */
  readonly localIdentifier: string | null;
}

const CLOUD = 'Cloud';
const LOCAL: PlexConnection = {
  protocol: 'http',
  uri: 'http://127.0.0.1:32400',
  address: '127.0.0.1',
  port: 32_400,
  isLocal: true,
  isRelay: false,
};

export const isCloud = ({ platform }: PlexResource): boolean => platform === CLOUD;

/** From another network the local addresses lead nowhere, and from the same one the others are a detour. */
const isUseful = (server: PlexResource, connection: PlexConnection): boolean =>
  server.isSameNetwork === connection.isLocal;

function addressesOf(server: PlexResource, options: ServerListOptions): readonly FoundServer[] {
  const own = server.connections.filter((one) => options.withAllAddresses || isUseful(server, one));
  const isHere = server.machineIdentifier === options.localIdentifier;
  return (isHere ? [LOCAL, ...own] : own).map((connection) => ({
    name: server.name,
    machineIdentifier: server.machineIdentifier,
    address: connection.address,
    port: connection.port,
    uri: connection.uri,
    isLocal: connection.isLocal,
    isHttpsRequired: server.isHttpsRequired || isCloud(server),
    isCloud: isCloud(server),
  }));
}

const unlisted = (machineIdentifier: string): FoundServer => ({
  name: 'Local',
  machineIdentifier,
  address: LOCAL.address,
  port: LOCAL.port,
  uri: LOCAL.uri,
  isLocal: true,
  isHttpsRequired: false,
  isCloud: false,
});

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: FoundServer, b: FoundServer): number =>
  compareTexts(a.name, b.name) ||
  Number(b.isLocal) - Number(a.isLocal) ||
  compareTexts(a.address ?? '', b.address ?? '');

/** Servers of the account's own that are on, by name, local addresses first. */
export function listServers(resources: readonly PlexResource[], options: ServerListOptions): readonly FoundServer[] {
  const own = resources.filter(
    (one) => one.isOwned && one.isServerOnly && one.isPresent === true && (options.withCloud || !isCloud(one)),
  );
  const { localIdentifier } = options;
  const isListed = own.some(({ machineIdentifier }) => machineIdentifier === localIdentifier);
  const local = localIdentifier === null || isListed ? [] : [unlisted(localIdentifier)];
  return [...own.flatMap((server) => addressesOf(server, options)), ...local].toSorted(inOrder);
}

export interface WantedServer {
  readonly machineIdentifier: string;
  readonly address: string;
  readonly port: number;
}

const isAt = (connection: PlexConnection, { address, port }: Omit<WantedServer, 'machineIdentifier'>): boolean =>
  connection.address === address && connection.port === port;

/** The server with this identifier, else the first with this address; null when the account has neither. */
export function findServer(resources: readonly PlexResource[], wanted: WantedServer): PlexResource | null {
  return (
    resources.find(({ machineIdentifier }) => machineIdentifier === wanted.machineIdentifier) ??
    resources.find((one) => one.isServerOnly && one.connections.some((connection) => isAt(connection, wanted))) ??
    null
  );
}

export interface ServerAddress {
  readonly url: string;
  /** Whether it is reached over the internet. */
  readonly isRemote: boolean;
}

export interface AddressSettings {
  readonly address: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** The address was typed in, and is meant as it is. */
  readonly isManual: boolean;
}

/** How a server is reached (Plex protocol notes 1.1). */
export function addressFor(server: PlexResource | null, settings: AddressSettings): ServerAddress {
  const { address, port, isSecure, isManual } = settings;
  const isInCloud = server !== null && isCloud(server);
  if (isSecure && !isManual) {
    const [first] = server?.connections ?? [];
    const found = server?.connections.find((one) => isAt(one, settings)) ?? first;
    if (found !== undefined) return { url: found.uri, isRemote: !found.isLocal };
  }
  const scheme = (isSecure && isManual) || isInCloud ? 'https' : 'http';
  return { url: `${scheme}://${address}:${port}`, isRemote: false };
}
