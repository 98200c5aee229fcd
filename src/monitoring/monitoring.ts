/** Watches every configured server: one link, one monitor and one log of the link for each. */
import type { OnNewLibraries } from '#catalogue/save-libraries.ts';
import type { Clock } from '#clock';
import { clientIdentifier } from '#config/installation.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { Settings } from '#config/settings.ts';
import type { ServerId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { createFactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import type { MediaServer } from '#plex/media-server.ts';
import { type Network, networkFrom } from '#plex/network.ts';
import type { PlexTv } from '#plex/plex-tv.ts';
import { Problem } from '#problem';
import { firstContact } from './first-contact.ts';
import { wake } from './queries.ts';
import {
  type KnownServer,
  liveSession,
  liveSessionByKey,
  pinServer,
  type StoppableSession,
  saveAddedServer,
} from './queries-servers.ts';
import { createServerAccess, isSameServer, type ServerAccess } from './server-access.ts';
import type { Observe } from './server-life/jobs.ts';
import { createReadings } from './server-life/readings.ts';
import { type Reading, type WatchedServer, watchServer } from './watch-server.ts';

export interface MonitoringDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly box: SecretBox;
  readonly plexTvUrl: string;
  /** The settings now. */
  readonly settings: () => Promise<Settings>;
  /** Called within the transaction in which libraries are listed for the first time. */
  readonly onNewLibraries?: OnNewLibraries | undefined;
  /** Keeps a record of what is read of servers. */
  readonly observe?: Observe | undefined;
  /** A server declared by the environment. */
  readonly pinned?: { readonly url: string; readonly token: string } | undefined;
}

export interface Monitoring {
  /** Reads who this installation is and which servers there are; enough to speak to them. */
  prepare(): Promise<void>;
  /**
   * Begins to watch all servers; resolves when the database was read. Never waits for Plex. What is heard is written
   * through `db`, which may be fenced off. May follow a `stop`.
   */
  start(db?: Db): Promise<void>;
  /** The list of servers may have changed: looks at it, and watches accordingly. */
  serversChanged(): Promise<void>;
  /** Somebody else has put a server's streams into the database: goes on with those. */
  rewatch(id: ServerId): Promise<void>;
  /** Declares a server after reaching it once. @throws Problem `invalid`, `upstream`, `unauthorised`, `conflict`. */
  addServer(added: { readonly url: string; readonly token: string }): Promise<ServerId>;
  /** Asks a stream's server to end it. @throws Problem `not_found`, `refused`, `upstream`. */
  terminate(id: SessionId, message: string): Promise<void>;
  /** The same by the server's own key of the stream. */
  terminateByKey(sessionKey: string, message: string): Promise<void>;
  /** To ask a server something; undefined for one that is not known. */
  mediaServer(id: ServerId): MediaServer | undefined;
  /** To ask plex.tv something on behalf of a server's owner. */
  plexTv(id: ServerId): PlexTv | undefined;
  /** Reads who may use a server, its libraries, or whether its token and its release are good, now; whether that succeeded. */
  readAnew(id: ServerId, what: Reading): Promise<boolean>;
  /** Ends the links and writes what was heard; waits `patienceMs` for a database that is away. */
  stop(patienceMs: number): Promise<void>;
}

/** How long a server that is watched anew, or not any more, may take to write what was heard. */
const STOP_MS = 5_000;
const WORDS_OF_THE_OWNER = 'The server owner has ended the stream.';

export function createMonitoring(deps: MonitoringDeps): Monitoring {
  return new House(deps);
}

class House implements Monitoring {
  private readonly deps: MonitoringDeps;
  private readonly network: Network;
  private readonly watched = new Map<ServerId, { readonly server: KnownServer; readonly watch: WatchedServer }>();
  private access: ServerAccess | null = null;
  private identifier = '';
  private isWatching = false;
  /** What the watched write through. */
  private db: Db;
  /** One change of what is watched at a time. */
  private changing: Promise<void> = Promise.resolve();

  constructor(deps: MonitoringDeps) {
    this.deps = deps;
    this.db = deps.db;
    this.network = networkFrom(deps.settings);
  }

  async prepare(): Promise<void> {
    const { db, box, pinned } = this.deps;
    this.identifier = await clientIdentifier(db);
    if (pinned !== undefined) await pinServer(db, box, pinned);
    this.access = createServerAccess({ ...this.deps, network: this.network, clientIdentifier: this.identifier });
    await this.access.refresh();
  }

  async start(db: Db = this.deps.db): Promise<void> {
    this.db = db;
    if (this.access === null) await this.prepare();
    this.isWatching = true;
    await this.serversChanged();
  }

  serversChanged = (): Promise<void> => this.change(() => this.follow());

  rewatch(id: ServerId): Promise<void> {
    return this.change(async () => {
      await this.end(id);
      await this.follow();
    });
  }

  async addServer({ url: given, token }: { readonly url: string; readonly token: string }): Promise<ServerId> {
    const { db, box, settings } = this.deps;
    const { outwardPrivateNetworks: mayBePrivate } = await settings();
    const reaching = { ...this.deps, network: this.network, clientIdentifier: this.identifier, mayBePrivate };
    const { url, about } = await firstContact({ url: given, token }, reaching);
    const id = await saveAddedServer(db, box, { url, token, about });
    await wake(db, { t: 'server', serverId: id });
    await this.serversChanged();
    return id;
  }

  async terminate(id: SessionId, message: string): Promise<void> {
    const found = await liveSession(this.deps.db, id);
    if (found === null) throw new Problem('not_found', 'This stream has ended already');
    await this.endStream(found, message);
  }

  async terminateByKey(sessionKey: string, message: string): Promise<void> {
    const found = await liveSessionByKey(this.deps.db, sessionKey);
    if (found === null) throw new Problem('not_found', 'No such stream is live');
    await this.endStream(found, message);
  }

  mediaServer = (id: ServerId): MediaServer | undefined =>
    this.watched.get(id)?.watch.media() ?? this.access?.media(id);
  plexTv = (id: ServerId): PlexTv | undefined => this.access?.plexTv(id);
  async readAnew(id: ServerId, what: Reading): Promise<boolean> {
    const watched = this.watched.get(id);
    if (watched !== undefined) return watched.watch.readAnew(what);
    // Another process watches it; this one can read as well.
    const server = this.access?.servers().find((one) => one.id === id);
    const plexTv = this.plexTv(id);
    if (server === undefined || plexTv === undefined) return false;
    const readings = createReadings({
      ...this.deps,
      server,
      plexTv,
      media: () => this.access?.media(id),
      isHeard: () => true,
      onNewLibraries: this.deps.onNewLibraries ?? (async () => undefined),
      onPeople: () => undefined,
    });
    try {
      return await readings[what]();
    } finally {
      await readings.stop(STOP_MS);
    }
  }

  async stop(patienceMs: number): Promise<void> {
    this.isWatching = false;
    await this.changing;
    const all = [...this.watched.values()];
    this.watched.clear();
    await Promise.all(all.map(({ watch }) => watch.stop(patienceMs)));
  }

  private change(run: () => Promise<void>): Promise<void> {
    const change = this.changing.then(run);
    this.changing = change.catch(() => undefined);
    return change;
  }

  private async end(id: ServerId): Promise<void> {
    const watched = this.watched.get(id);
    this.watched.delete(id);
    await watched?.watch.stop(STOP_MS);
  }

  /** Makes what is watched the list of servers. */
  private async follow(): Promise<void> {
    const servers = (await this.access?.refresh()) ?? [];
    for (const [id, { server }] of this.watched) {
      const now = servers.find((one) => one.id === id);
      if (now === undefined || !isSameServer(now, server)) await this.end(id);
    }
    for (const server of servers) if (this.isWatching && !this.watched.has(server.id)) await this.watch(server);
  }

  private async watch(server: KnownServer): Promise<void> {
    const watch = watchServer({
      ...this.deps,
      db: this.db,
      cache: createFactCache(),
      server,
      network: this.network,
      clientIdentifier: this.identifier,
      onNewLibraries: this.deps.onNewLibraries ?? (async () => undefined),
    });
    this.watched.set(server.id, { server, watch });
    await watch.start();
  }

  private async endStream({ serverId, plexSessionId }: StoppableSession, message: string): Promise<void> {
    if (plexSessionId === null) throw new Problem('refused', 'The server gives no way to end this stream');
    const media = this.mediaServer(serverId);
    if (media === undefined) throw new Problem('unavailable', 'This server cannot be asked at present');
    const answer = await media.terminate(plexSessionId, message === '' ? WORDS_OF_THE_OWNER : message);
    if (!answer.ok) throw new Problem('upstream', answer.problem);
  }
}
