/** Watches every configured server: one link, one monitor and one log of the link for each. */
import type { Clock } from '#clock';
import { clientIdentifier } from '#config/installation.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { SettingOverrides } from '#config/settings.ts';
import type { ServerId, SessionId, SessionKey } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { createFactCache, type FactCache } from '#history/fact-cache.ts';
import type { Log } from '#log';
import type { Answer } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { createMediaServer } from '#plex/media-server.ts';
import { describeError, Problem } from '#problem';
import { wake } from './queries.ts';
import { type KnownServer, listServers, pinServer, saveAddedServer, sessionToStop } from './queries-servers.ts';
import { type WatchedServer, watchServer } from './watch-server.ts';

export interface MonitoringDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly box: SecretBox;
  readonly plexTvUrl: string;
  /** Settings the environment has decided. */
  readonly overrides?: SettingOverrides | undefined;
  /** A server declared by the environment. */
  readonly pinned?: { readonly url: string; readonly token: string } | undefined;
}

export interface Monitoring {
  /** Begins to watch; resolves when the database was read. Never waits for Plex. */
  start(): Promise<void>;
  /** Declares a server after reaching it once. @throws Problem `upstream`, `unauthorised`, `conflict`. */
  addServer(added: { readonly url: string; readonly token: string }): Promise<ServerId>;
  /** Asks a stream's server to end it. @throws Problem `not_found`, `refused`, `upstream`. */
  terminate(id: SessionId, message: string): Promise<void>;
  /** The same by the server's own key of the stream. */
  terminateByKey(sessionKey: string, message: string): Promise<void>;
  /** To fetch images; undefined for a server that is not watched. */
  mediaServer(id: ServerId): MediaServer | undefined;
  /** Ends the links and writes what was heard; waits `patienceMs` for a database that is away. */
  stop(patienceMs: number): Promise<void>;
}

const WORDS_OF_THE_OWNER = 'The server owner has ended the stream.';

type FailureReason = Extract<Answer<unknown>, { ok: false }>['reason'];

/** What to do about a server that did not answer as it should. */
const HINTS: Readonly<Partial<Record<FailureReason, string>>> = {
  unauthorised: 'Copy the token again, or sign in to Plex again and take the new one',
  unreachable: 'Check the address and that the server runs; from inside a container, localhost is the container',
};

/** @throws Problem `invalid` */
function serverAddress(given: string): string {
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Problem('invalid', `"${given}" is not an address. It looks like http://192.168.1.10:32400`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** @throws Problem `upstream` */
async function endStream(media: MediaServer, plexSessionId: string, message: string): Promise<void> {
  const answer = await media.terminate(plexSessionId, message === '' ? WORDS_OF_THE_OWNER : message);
  if (!answer.ok) throw new Problem('upstream', answer.problem);
}

export function createMonitoring(deps: MonitoringDeps): Monitoring {
  const { db, clock, log, box } = deps;
  const cache: FactCache = createFactCache();
  const watched = new Map<ServerId, WatchedServer>();
  let identifier = '';

  const watch = async (server: KnownServer): Promise<void> => {
    const created = watchServer({ ...deps, cache, server, clientIdentifier: identifier });
    watched.set(server.id, created);
    await created.start();
  };

  const readServers = (): Promise<KnownServer[]> =>
    listServers(db, box, (name, error) =>
      log.error({ server: name, reason: describeError(error) }, 'this server cannot be watched'),
    );

  const stop = async (server: WatchedServer | undefined, patienceMs: number): Promise<void> => server?.stop(patienceMs);

  return {
    async start() {
      identifier = await clientIdentifier(db);
      if (deps.pinned !== undefined) await pinServer(db, box, deps.pinned);
      for (const server of await readServers()) await watch(server);
    },
    async addServer({ url: given, token }) {
      const url = serverAddress(given);
      const name = new URL(url).host;
      const media = createMediaServer({ url, token, name, clientIdentifier: identifier, clock, log });
      const about = await media.about();
      if (!about.ok)
        throw new Problem(about.reason === 'unauthorised' ? 'unauthorised' : 'upstream', about.problem, {
          hint: HINTS[about.reason],
        });
      const id = await saveAddedServer(db, box, { url, token, about: about.value });
      await stop(watched.get(id), 5_000);
      const server = (await readServers()).find((one) => one.id === id);
      if (server !== undefined) await watch(server);
      await wake(db, { t: 'server', serverId: id });
      return id;
    },
    async terminate(id, message) {
      const { serverId, plexSessionId } = await sessionToStop(db, id);
      const media = watched.get(serverId)?.media();
      if (media === undefined) throw new Problem('unavailable', 'This server is not watched at present');
      await endStream(media, plexSessionId, message);
    },
    async terminateByKey(sessionKey, message) {
      for (const server of watched.values()) {
        const listed = server.sessions().live.get(sessionKey as SessionKey)?.listed;
        const media = server.media();
        if (listed?.plexSessionId == null || media === undefined) continue;
        await endStream(media, listed.plexSessionId, message);
        return;
      }
      throw new Problem('not_found', 'No such stream is live');
    },
    mediaServer: (id) => watched.get(id)?.media(),
    async stop(patienceMs) {
      await Promise.all([...watched.values()].map((server) => stop(server, patienceMs)));
      watched.clear();
    },
  };
}
