import type { Clock, EpochMs } from '#clock';
import { type Log, silentLog } from '#log';
import { Action, type FaultAction, type StreamAction } from './actions.ts';
import { type ImageSource, makeImages } from './art/images.ts';
import { type Growth, makeGrowth } from './growth/growth.ts';
import type { RequestRecord } from './http/service.ts';
import type { LedgerEntry } from './playback/ledger.ts';
import { reachabilityNotification } from './playback/notification.ts';
import { actOnStream, beginRun, makeStage, startStream } from './playback/playback.ts';
import type { Stage } from './playback/stage.ts';
import { type StreamState, streamStates } from './playback/views.ts';
import { type AccountService, makeAccountService } from './plextv/plextv.ts';
import type { Termination } from './pms/context.ts';
import { type Listeners, makeListeners } from './pms/listeners.ts';
import { type MediaServer, makeMediaServer } from './pms/pms.ts';
import type { Item } from './world/types.ts';
import type { World } from './world/world.ts';
import { showcaseWorld } from './worlds/showcase-world.ts';

export interface SimulatorOptions {
  readonly clock: Clock;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (default) = any free port. */
  readonly pmsPort?: number;
  readonly plextvPort?: number;
  /** Default: the showcase world of `seed`. */
  readonly world?: World;
  readonly pingIntervalMs?: number;
  readonly log?: Log;
  readonly seed?: number;
}

/** A running media server and account service. */
export interface Simulator {
  readonly pmsUrl: string;
  readonly plextvUrl: string;
  /** The owner's token. */
  readonly token: string;
  readonly machineIdentifier: string;
  readonly world: World;
  /** Does what a step of a scenario says. Throws a `Problem` for things that do not exist. */
  act(action: Action): Promise<void>;
  /** A healthy server without streams, and identifiers that follow from `nonce`. */
  begin(options: { t0: EpochMs; nonce: string }): Promise<void>;
  /** When the current run began. */
  startedAt(): EpochMs;
  /** What every identifier given out since `begin` stands for. */
  aliases(): ReadonlyMap<string, string>;
  streams(): readonly StreamState[];
  /** What was really played since `begin`. */
  ledger(): readonly LedgerEntry[];
  /** The latest requests, oldest first. */
  requests(): readonly RequestRecord[];
  /** How many clients listen to notifications. */
  listeners(): number;
  readonly terminated: readonly Termination[];
  /** Puts prepared items (parents first) into the library, as a scan would. */
  arrive(items: readonly Item[]): void;
  /** Agrees to a sign-in; by default with the owner's token. False for an unknown pin. */
  approvePin(id: string | number, token?: string): boolean;
  /** After how many looks pins approve themselves (default 1); null = only through `approvePin`. */
  setPinApproval(afterLooks: number | null): void;
  close(): Promise<void>;
}

const DEFAULT_PING_MS = 10_000;
const REQUEST_LIMIT = 20_000;

interface Parts {
  readonly stage: Stage;
  readonly listeners: Listeners;
  readonly pms: MediaServer;
  readonly plextv: AccountService;
  readonly growth: Growth;
  readonly requests: RequestRecord[];
}

function makeRecorder(requests: RequestRecord[]): (request: RequestRecord) => void {
  return (request) => {
    requests.push(request);
    if (requests.length > REQUEST_LIMIT) requests.splice(0, REQUEST_LIMIT / 2);
  };
}

function makeParts(options: SimulatorOptions, world: World, images: ImageSource): Parts {
  const { clock, log = silentLog, host = '127.0.0.1' } = options;
  const listeners = makeListeners();
  const stage = makeStage(world, clock, listeners.notify);
  const requests: RequestRecord[] = [];
  const record = makeRecorder(requests);
  const common = { world, images, clock, log, host, record };
  const pms = makeMediaServer({
    ...common,
    stage,
    listeners,
    port: options.pmsPort ?? 0,
    pingIntervalMs: options.pingIntervalMs ?? DEFAULT_PING_MS,
  });
  const plextv = makeAccountService({
    ...common,
    port: options.plextvPort ?? 0,
    mediaServer: () => ({ port: pms.service.port(), isUp: pms.service.isUp() }),
  });
  return { stage, listeners, pms, plextv, growth: makeGrowth(stage), requests };
}

async function begin(parts: Parts, run: { t0: EpochMs; nonce: string }): Promise<void> {
  parts.pms.reset();
  parts.plextv.reset();
  await parts.pms.service.listen();
  parts.growth.reset();
  beginRun(parts.stage, run);
  parts.requests.length = 0;
}

function addFault({ pms, plextv }: Parts, fault: FaultAction): void {
  (fault.service === 'plextv' ? plextv : pms).service.faults.add(fault);
}

type ServerAction = Exclude<Action, StreamAction | { action: 'start' }>;

function setRemoteAccess({ pms, listeners }: Parts, action: Extract<Action, { action: 'remote_access' }>): void {
  const { mappingState, mappingError } = action.account ?? {};
  if (mappingState !== undefined) pms.state.remoteAccess.mappingState = mappingState;
  if (mappingError !== undefined) pms.state.remoteAccess.mappingError = mappingError;
  listeners.notify(reachabilityNotification(action.reachable));
}

function actOnSockets({ listeners }: Parts, action: ServerAction): boolean {
  const { health } = listeners;
  switch (action.action) {
    case 'ws_close':
    case 'ws_abort':
      listeners.each((listener) => (action.action === 'ws_abort' ? listener.abort() : listener.close()));
      health.refused = action.refuse ?? false;
      return true;
    case 'ws_cut_frame':
      listeners.each((listener) => listener.cutFrame());
      return true;
    case 'ws_accept':
      health.refused = false;
      return true;
    case 'ws_silence':
    case 'ws_unsilence':
      health.silent = action.action === 'ws_silence';
      health.muted = health.silent;
      return true;
    case 'ws_mute':
    case 'ws_unmute':
      health.muted = action.action === 'ws_mute';
      return true;
    case 'ws_raw':
      listeners.raw(typeof action.message === 'string' ? action.message : JSON.stringify(action.message));
      return true;
    default:
      return false;
  }
}

async function actOnServer(parts: Parts, action: ServerAction): Promise<void> {
  const { pms, plextv, growth } = parts;
  switch (action.action) {
    case 'server_down':
      return pms.service.shut();
    case 'server_up':
      return pms.service.listen();
    case 'fault':
      addFault(parts, action);
      break;
    case 'fault_clear':
      pms.service.faults.clear();
      plextv.service.faults.clear();
      break;
    case 'add':
      growth.add(action);
      break;
    case 'remove':
      growth.remove(action.name);
      break;
    case 'announce':
      growth.announce(action.name);
      break;
    case 'refresh':
      growth.refresh(action.item);
      break;
    case 'remote_access':
      setRemoteAccess(parts, action);
      break;
    case 'pref':
      pms.state.prefs.set(action.id, action.value);
      break;
    case 'plextv_token':
      plextv.state.tokenValid = action.valid;
      break;
    case 'plextv_release':
      plextv.state.latestVersion = action.version;
      break;
  }
}

const STREAM_ACTIONS: ReadonlySet<string> = new Set([
  'pause',
  'resume',
  'error',
  'progress',
  'programme',
  'vanish',
  'seek',
  'buffer',
  'transcode_change',
  'next',
  'channel',
  'stop',
]);

const isStreamAction = (action: Action): action is StreamAction => STREAM_ACTIONS.has(action.action);

async function act(parts: Parts, input: Action): Promise<void> {
  const action = Action.parse(input);
  if (action.action === 'start') startStream(parts.stage, action);
  else if (isStreamAction(action)) actOnStream(parts.stage, action);
  else if (!actOnSockets(parts, action)) await actOnServer(parts, action);
}

/**
 * Starts a media server and an account service. Rejects with a `Problem` when a port is taken.
 * Everything that happens later happens through `act` or through the clock.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = options.world ?? showcaseWorld(options.seed, options.clock.now());
  const parts = makeParts(options, world, makeImages(world));
  const { stage, pms, plextv, listeners, requests } = parts;
  await Promise.all([pms.service.listen(), plextv.service.listen()]);
  const t0 = options.clock.now();
  beginRun(stage, { t0, nonce: Math.floor(t0).toString(36).padStart(8, '0').slice(-8) });
  return {
    pmsUrl: pms.service.url(),
    plextvUrl: plextv.service.url(),
    token: world.server.ownerToken,
    machineIdentifier: world.server.machineIdentifier,
    world,
    act: (action) => act(parts, action),
    begin: (run) => begin(parts, run),
    startedAt: () => stage.ids.t0,
    aliases: () => stage.ids.aliases(),
    streams: () => streamStates(stage),
    ledger: () => stage.ledger.entries(options.clock.now()),
    requests: () => [...requests],
    listeners: () => listeners.size(),
    terminated: pms.state.terminated,
    arrive: (items) => parts.growth.arrive(items),
    approvePin: (id, token) => plextv.state.pins.approve(String(id), token ?? world.server.ownerToken),
    setPinApproval: (afterLooks) => plextv.state.pins.setApproval(afterLooks),
    async close() {
      for (const session of stage.sessions.values()) session.cancelReport();
      await Promise.all([pms.close(), plextv.service.shut()]);
    },
  };
}
