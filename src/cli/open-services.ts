/** What the compatible API asks of other rooms, over an open house. */
import { reverse } from 'node:dns/promises';
import { liveMainServer, type ServerLinks } from '#catalogue/live-server.ts';
import { mainServer } from '#catalogue/main-server.ts';
import type { MediaInfoCache } from '#catalogue/media-info.ts';
import type { Clock } from '#clock';
import { clientIdentifier } from '#config/installation.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { Db } from '#db/pool.ts';
import type { Exporter } from '#exports/exporter.ts';
import type { ImageProxy } from '#images/proxy.ts';
import type { LiveActivity } from '#monitoring/activity-live.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { findLocalServer, identifyServer } from '#plex/read-server.ts';
import type { Services } from '#tautulli/api-v2/command.ts';
import { lookUpNetwork } from '#tautulli/api-v2/whois.ts';
import type { Notifying } from './open-notifying.ts';

/** What needs an open database. */
interface Rooms {
  readonly database: { readonly db: Db };
  readonly live: LiveActivity;
  readonly monitoring: Monitoring;
  readonly exporter: Exporter;
  readonly notifying: Notifying;
}

export interface ServiceDeps {
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly images: ImageProxy;
  readonly mediaInfo: MediaInfoCache;
  readonly logLines?: (() => readonly string[]) | undefined;
  /** @throws Problem `unavailable` until the database is open. */
  rooms(): Rooms;
}

/** The way to servers, for who needs it only when it is asked. */
export const linksOf = (monitoring: () => Monitoring): ServerLinks => ({
  mediaServer: (id) => monitoring().mediaServer(id),
  plexTv: (id) => monitoring().plexTv(id),
});

/** Needs an open house only when it is asked. */
export function openServices({ box, clock, images, mediaInfo, logLines, rooms }: ServiceDeps): Services {
  const db = (): Db => rooms().database.db;
  const links = linksOf(() => rooms().monitoring);
  return {
    openSecret: (sealed) => box.open(sealed),
    sealSecret: (secret) => box.seal(secret),
    activity: () => rooms().live.current(),
    terminate: (id, message) => rooms().monitoring.terminate(id, message),
    sendNow: (request) => rooms().notifying.sendNow(request),
    plex: () => liveMainServer(db(), links),
    async readAnew(what) {
      const id = await mainServer(db());
      return id === null ? null : rooms().monitoring.readAnew(id, what);
    },
    whois: (address) => lookUpNetwork(address, { clock, fetch, reverse }),
    identify: async (url) => identifyServer(url, clock, await clientIdentifier(db())),
    localServer: async () => findLocalServer(clock, await clientIdentifier(db())),
    mediaInfo,
    movedPlays: new Set(),
    logLines: logLines ?? (() => []),
    images,
    get exports() {
      return rooms().exporter;
    },
  };
}
