/**
 * Speaking to every known server and to plex.tv on its behalf, whether or not this process watches it: commands and
 * pictures are served by all processes.
 */
import type { Clock } from '#clock';
import type { SecretBox } from '#config/secret-box.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { createMediaServer, type MediaServer } from '#plex/media-server.ts';
import type { Network } from '#plex/network.ts';
import { createPlexTv, type PlexTv } from '#plex/plex-tv.ts';
import { describeError } from '#problem';
import { type KnownServer, listServers } from './queries-servers.ts';

export interface ServerAccess {
  /** Reads the list of servers again. @throws whatever the database throws. */
  refresh(): Promise<readonly KnownServer[]>;
  /** As read last. */
  servers(): readonly KnownServer[];
  media(id: ServerId): MediaServer | undefined;
  plexTv(id: ServerId): PlexTv | undefined;
}

export interface ServerAccessDeps {
  readonly db: Db;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
  readonly network: Network;
  readonly plexTvUrl: string;
  readonly clientIdentifier: string;
}

interface Clients {
  readonly server: KnownServer;
  readonly media: MediaServer;
  readonly plexTv: PlexTv;
}

/** Whether one speaks to it in the same way. */
export const isSameServer = (a: KnownServer, b: KnownServer): boolean => a.url === b.url && a.token === b.token;

export function createServerAccess(deps: ServerAccessDeps): ServerAccess {
  const { db, box, clock, log, network, plexTvUrl, clientIdentifier } = deps;
  let known = new Map<ServerId, Clients>();

  const clientsOf = (server: KnownServer): Clients => {
    const { url, token, name } = server;
    return {
      server,
      media: createMediaServer({ url, token, name, clientIdentifier, clock, log, network }),
      plexTv: createPlexTv({ baseUrl: plexTvUrl, token, clientIdentifier, clock, log, network }),
    };
  };

  const kept = (server: KnownServer): Clients => {
    const before = known.get(server.id);
    return before !== undefined && isSameServer(before.server, server) ? { ...before, server } : clientsOf(server);
  };

  return {
    async refresh() {
      const servers = await listServers(db, box, (name, error) =>
        log.error({ server: name, reason: describeError(error) }, 'this server cannot be watched'),
      );
      known = new Map(servers.map((server) => [server.id, kept(server)]));
      return servers;
    },
    servers: () => [...known.values()].map(({ server }) => server),
    media: (id) => known.get(id)?.media,
    plexTv: (id) => known.get(id)?.plexTv,
  };
}
