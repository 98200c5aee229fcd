import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Cancel, Clock } from '#clock';
import type { Log } from '#log';
import type { ImageSource } from '../art/images.ts';
import type { Call } from '../http/call.ts';
import { type Reply, status } from '../http/reply.ts';
import { makeRouter } from '../http/router.ts';
import type { Flavour } from '../http/send.ts';
import { makeService, type RequestRecord, type Service } from '../http/service.ts';
import { terminateStream } from '../playback/playback.ts';
import type { Stage } from '../playback/stage.ts';
import type { Person } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { PrefValue, ServerState } from './context.ts';
import { acceptEventSource } from './event-source.ts';
import { imageRoutes } from './image-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { type Listeners, readFilter } from './listeners.ts';
import { sectionRoutes } from './section-routes.ts';
import { identity, serverRoutes } from './server-routes.ts';
import { shelfRoutes } from './shelf-routes.ts';
import { statusRoutes } from './status-routes.ts';
import { acceptWebSocket } from './websocket.ts';

const PROTOCOL = { 'X-Plex-Protocol': '1.0' };

/** A media server's errors are small HTML pages. */
const FLAVOUR: Flavour = {
  xmlType: 'text/xml;charset=utf-8',
  jsonType: 'application/json',
  headers: PROTOCOL,
  error(code) {
    const name = STATUS_CODES[code] ?? 'Error';
    const body = `<html><head><title>${name}</title></head><body><h1>${code} ${name}</h1></body></html>`;
    return { body, type: 'text/html' };
  },
};

const SOCKET_PATHS: ReadonlySet<string> = new Set(['/:/websockets/notifications', '/:/websocket/notifications']);
const EVENT_SOURCE_PATH = '/:/eventsource/notifications';

const defaultPrefs = (name: string): [string, PrefValue][] => [
  ['FriendlyName', name],
  ['PublishServerOnPlexOnlineKey', true],
  ['ButlerUpdateChannel', '16'],
  ['ManualPortMappingMode', true],
  ['ManualPortMappingPort', 32_400],
  ['LanNetworksBandwidth', ''],
  ['secureConnections', 1],
  ['customConnections', ''],
  ['WanPerStreamMaxUploadRate', 0],
  ['logDebug', true],
  ['sendCrashReports', false],
  ['ScheduledLibraryUpdatesEnabled', false],
];

export interface MediaServerOptions {
  readonly world: World;
  readonly stage: Stage;
  readonly listeners: Listeners;
  readonly images: ImageSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly host: string;
  readonly port: number;
  readonly pingIntervalMs: number;
  readonly record: (request: RequestRecord) => void;
}

export interface MediaServer {
  readonly service: Service;
  readonly state: ServerState;
  /** Back to a healthy server: no faults, default settings, nothing terminated. */
  reset(): void;
  close(): Promise<void>;
}

function makeState(options: MediaServerOptions): ServerState {
  const { world, stage, images } = options;
  const state: ServerState = {
    world,
    stage,
    images,
    remoteAccess: { mappingState: 'mapped', mappingError: '' },
    prefs: new Map(defaultPrefs(world.server.friendlyName)),
    terminated: [],
    terminate(sessionId, reason) {
      const found = terminateStream(stage, sessionId);
      if (found) state.terminated.push({ sessionId, reason });
      return found;
    },
  };
  return state;
}

function resetState({ world, remoteAccess, prefs, terminated }: ServerState): void {
  Object.assign(remoteAccess, { mappingState: 'mapped', mappingError: '' });
  prefs.clear();
  for (const [id, value] of defaultPrefs(world.server.friendlyName)) prefs.set(id, value);
  terminated.length = 0;
}

function personOf(world: World, call: Call): Person | undefined {
  return call.token === undefined ? undefined : world.people.find(({ token }) => token === call.token);
}

/** Answers requests; strangers get 401 for everything but `/identity`. */
function makeAnswer({ world, listeners }: MediaServerOptions, state: ServerState) {
  const route = makeRouter([
    ...serverRoutes(state),
    ...sectionRoutes(state),
    ...itemRoutes(state),
    ...shelfRoutes(state),
    ...statusRoutes(state),
    ...imageRoutes(state),
  ]);
  return (call: Call, request: IncomingMessage, response: ServerResponse): Reply | null | 'taken' => {
    if (call.path === '/identity') return identity(state);
    const person = personOf(world, call);
    if (person === undefined) return status(401);
    if (call.path === EVENT_SOURCE_PATH) {
      listeners.add(acceptEventSource(request, response, readFilter(call.query.filters), listeners.remove));
      return 'taken';
    }
    return route({ ...call, person });
  };
}

/** Opens notification sockets; gives the status the handshake is answered with. */
function makeUpgrade({ world, listeners }: MediaServerOptions) {
  return (call: Call, request: IncomingMessage, socket: Duplex): number => {
    if (!SOCKET_PATHS.has(call.path)) return 404;
    if (personOf(world, call) === undefined) return 401;
    if (listeners.health.refused) return 503;
    listeners.add(acceptWebSocket(request, socket, readFilter(call.query.filters), listeners.remove));
    return 101;
  };
}

/** The simulated media server; it answers once its service listens. */
export function makeMediaServer(options: MediaServerOptions): MediaServer {
  const state = makeState(options);
  const service = makeService({
    name: 'pms',
    host: options.host,
    port: options.port,
    clock: options.clock,
    log: options.log,
    flavour: FLAVOUR,
    record: options.record,
    answer: makeAnswer(options, state),
    upgrade: makeUpgrade(options),
  });
  const stopPings: Cancel = options.clock.every(options.pingIntervalMs, () => options.listeners.ping());
  return {
    service,
    state,
    reset() {
      service.faults.clear();
      options.listeners.heal();
      resetState(state);
    },
    async close() {
      stopPings();
      await service.shut();
    },
  };
}
