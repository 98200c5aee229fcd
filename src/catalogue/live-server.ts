import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { MediaServer } from '#plex/media-server.ts';
import type { PlexTv } from '#plex/plex-tv.ts';
import { mainServer } from './main-server.ts';

/** A server that can be asked now, and plex.tv on behalf of its owner. */
export interface LiveServer {
  readonly id: ServerId;
  readonly media: MediaServer;
  readonly plexTv: PlexTv;
}

/** Who speaks to servers. */
export interface ServerLinks {
  mediaServer(id: ServerId): MediaServer | undefined;
  plexTv(id: ServerId): PlexTv | undefined;
}

/** The server with this number; null while nobody speaks to it. */
export function liveServer(links: ServerLinks, id: ServerId): LiveServer | null {
  const [media, plexTv] = [links.mediaServer(id), links.plexTv(id)];
  return media === undefined || plexTv === undefined ? null : { id, media, plexTv };
}

/** The server that is meant where a client knows of one only. */
export async function liveMainServer(db: Db, links: ServerLinks): Promise<LiveServer | null> {
  const id = await mainServer(db);
  return id === null ? null : liveServer(links, id);
}
