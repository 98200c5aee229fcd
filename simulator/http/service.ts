import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock, EpochMs } from '#clock';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { type Call, queryWithoutToken, readCall } from './call.ts';
import { type Fault, type Faults, makeFaults } from './faults.ts';
import type { Reply } from './reply.ts';
import { type Flavour, sendReply } from './send.ts';

export type ServiceName = 'pms' | 'plextv';

/** One request that was answered (or cut off: status 0). */
export interface RequestRecord {
  readonly at: EpochMs;
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  /** Without the token. */
  readonly query: string;
  readonly status: number;
}

export interface ServiceOptions {
  readonly name: ServiceName;
  readonly host: string;
  /** 0 = any free one; it is kept for as long as the service lives. */
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly flavour: Flavour;
  readonly record: (request: RequestRecord) => void;
  /** Answers a request, or takes it over and returns `taken`. */
  readonly answer: (call: Call, request: IncomingMessage, response: ServerResponse) => Reply | null | 'taken';
  readonly upgrade?: (call: Call, request: IncomingMessage, socket: Duplex) => number;
}

export interface Service {
  readonly faults: Faults;
  url(): string;
  port(): number;
  isUp(): boolean;
  listen(): Promise<void>;
  /** Refuses connections and cuts every open one. */
  shut(): Promise<void>;
}

interface State {
  server: Server | null;
  port: number;
  readonly sockets: Set<Socket>;
}

const MAINTENANCE =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Response code="503" title="Maintenance" status="Plex Media Server is currently running startup maintenance tasks."/>\n';

async function answerRequest(
  options: ServiceOptions,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = readCall(request);
  const note = (code: number): void => record(options, request, call, code);
  request.resume();
  if (call === null) return note(sendReply(response, options.flavour, null, { kind: 'status', status: 400 }, null));
  const fault = faults.take(decodedPath(call));
  if (fault?.delay_ms) await options.clock.sleep(fault.delay_ms);
  if (fault?.drop) {
    request.socket.destroy();
    return note(0);
  }
  const reply = replyOf(options, call, fault, request, response);
  note(reply === 'taken' ? 200 : sendReply(response, options.flavour, call, reply, fault));
}

const decodedPath = (call: Call): string => `/${call.segments.join('/')}`;

function record(options: ServiceOptions, request: IncomingMessage, call: Call | null, code: number): void {
  options.record({
    at: options.clock.now(),
    service: options.name,
    method: request.headers.upgrade ? 'UPGRADE' : (request.method ?? 'GET'),
    path: call?.path ?? request.url ?? '',
    query: call === null ? '' : queryWithoutToken(call),
    status: code,
  });
}

function replyOf(
  options: ServiceOptions,
  call: Call,
  fault: Fault | null,
  request: IncomingMessage,
  response: ServerResponse,
): Reply | null | 'taken' {
  if (fault?.maintenance) return { kind: 'document', body: MAINTENANCE, type: 'text/xml', status: 503 };
  if (fault?.status) return { kind: 'status', status: fault.status };
  try {
    return options.answer(call, request, response);
  } catch (error) {
    options.log.error({ path: call.path, reason: describeError(error) }, 'the simulator could not answer');
    return { kind: 'status', status: 500 };
  }
}

function upgradeRequest(options: ServiceOptions, request: IncomingMessage, socket: Duplex): void {
  const call = readCall(request);
  socket.on('error', () => socket.destroy());
  const code = call === null ? 400 : (options.upgrade?.(call, request, socket) ?? 404);
  if (code !== 101) socket.end(`HTTP/1.1 ${code} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  record(options, request, call, code);
}

function open(options: ServiceOptions, faults: Faults, state: State): Promise<void> {
  const server = createServer((request, response) => {
    void answerRequest(options, faults, request, response);
  });
  server.on('connection', (socket) => {
    state.sockets.add(socket);
    socket.on('close', () => state.sockets.delete(socket));
  });
  server.on('upgrade', (request, socket) => upgradeRequest(options, request, socket));
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Problem('unavailable', `The simulator cannot listen on port ${state.port}`, { cause })),
    );
    server.listen(state.port, options.host, () => {
      state.server = server;
      state.port = addressOf(server).port;
      resolve();
    });
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Problem('unavailable', 'The simulator has no port');
  return address;
}

/** An HTTP service that can go down and come back on the same port, and fail on demand. */
export function makeService(options: ServiceOptions): Service {
  const faults = makeFaults();
  const state: State = { server: null, port: options.port, sockets: new Set() };
  return {
    faults,
    url: () => `http://${options.host}:${state.port}`,
    port: () => state.port,
    isUp: () => state.server !== null,
    listen: () => (state.server === null ? open(options, faults, state) : Promise.resolve()),
    async shut() {
      const { server } = state;
      if (server === null) return;
      state.server = null;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const socket of state.sockets) socket.destroy();
      await closed;
    },
  };
}
