/** The Plex server as the reference's settings describe it. */
import { mainServer } from '#catalogue/main-server.ts';
import type { Db } from '#db/pool.ts';
import type { Services } from './command.ts';
import { serverRow } from './queries-server.ts';

export interface ServerFacts {
  readonly identifier: string;
  readonly name: string;
  /** Empty for a server that is known from imported history only. */
  readonly url: string;
  readonly ip: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly version: string;
  readonly platform: string;
  readonly hasPlexPass: boolean;
  /** Somebody typed the address in; otherwise whoever runs the program has declared it. */
  readonly isTypedIn: boolean;
}

/** Where servers listen unless they are told otherwise. */
export const DEFAULT_PORT = 32_400;

const NO_SERVER: ServerFacts = {
  identifier: '',
  name: '',
  url: '',
  ip: '127.0.0.1',
  port: DEFAULT_PORT,
  isSecure: false,
  version: '',
  platform: '',
  hasPlexPass: false,
  isTypedIn: false,
};

export interface Address {
  readonly ip: string;
  readonly port: number;
  readonly isSecure: boolean;
}

/** Address and port of a URL; a name stays a name. Null when it is none. */
export function addressOf(url: string | null): Address | null {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname, port, protocol } = new URL(url);
  const isSecure = protocol === 'https:';
  return {
    ip: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    isSecure,
  };
}

/** What is known of the server that is meant where there can be only one. */
export async function serverFacts(db: Db): Promise<ServerFacts> {
  const id = await mainServer(db);
  const row = id === null ? null : await serverRow(db, id);
  if (row === null) return NO_SERVER;
  return {
    ...NO_SERVER,
    ...addressOf(row.url),
    identifier: row.machineIdentifier ?? '',
    name: row.name,
    url: row.url ?? '',
    version: row.version ?? '',
    platform: row.platform ?? '',
    hasPlexPass: row.hasPlexPass ?? false,
    isTypedIn: !row.isPinned,
  };
}

/** Whether the server answers; null while nobody has tried. One that we have no token for is not even asked. */
export async function isServerConnected(db: Db, { serverConnected }: Services): Promise<boolean | null> {
  const heard = await serverConnected?.();
  if (typeof heard === 'boolean') return heard;
  const id = await mainServer(db);
  const row = id === null ? null : await serverRow(db, id);
  if (row === null || !row.hasToken) return row === null ? null : false;
  if (row.linkState === 'connecting') return null;
  return row.linkState === 'ok' || row.linkState === 'degraded';
}
