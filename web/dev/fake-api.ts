import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Activity, AddServerBody, LiveEvent, TerminateBody } from '#contract/activity.ts';
import { HistoryPage, HistoryQuery, HistoryTotals, PlayDetail } from '#contract/history.ts';
import { LiveRows } from '#contract/live.ts';
import { PreferencesBody } from '#contract/preferences.ts';
import { HomeCards } from '#contract/statistics.ts';
import { artwork } from './artwork.ts';
import { authState, SELF, type Visitor } from './fake-auth.ts';
import { detail, page, sums } from './history.ts';
import { changeable } from './history-edits.ts';
import { concurrency, homeCards, libraries, recentlyAdded } from './home.ts';
import { items } from './items.ts';
import { libraryAnswer, newShelves, type Shelves } from './libraries.ts';
import { type Decided, people } from './people.ts';
import { type StaticFiles, staticFiles } from './static-files.ts';
import { statistics } from './statistics.ts';
import { makeWorld, type Scenario, server, type World } from './world.ts';

/** Says what the pretend server is to do wrong. */
export interface Faults {
  /** Refuses the event stream and closes open ones. */
  isStreamDown: boolean;
  /** Answers data requests with an error. */
  isBroken: boolean;
  /** Answers this much later, in milliseconds. */
  delayMs: number;
}

/** A running pretend Spyglass. */
export interface FakeApi {
  readonly url: string;
  readonly world: World;
  readonly faults: Faults;
  /** Closes all open event streams, as a restart would. */
  dropStreams(): void;
  close(): Promise<void>;
}

/** How to run it. */
export interface FakeOptions {
  readonly scenario: Scenario;
  readonly port?: number;
  /** e.g. `/spyglass`; empty for none. */
  readonly basePath?: string;
  /** Who looks; the owner unless said otherwise. */
  readonly visitor?: Visitor;
  /** Where the built app is; without it only the API answers. */
  readonly webRoot?: string;
}

interface Context {
  readonly world: World;
  readonly faults: Faults;
  readonly streams: Set<ServerResponse>;
  readonly visitor: Visitor;
  readonly change: ReturnType<typeof changeable>;
  readonly preferences: Record<string, unknown>;
  readonly files: StaticFiles | undefined;
  readonly decided: Decided;
  readonly shelves: Shelves;
}

const now = (): number => Date.now();
const HEARTBEAT_MS = 15_000;

/** An answer as data; undefined when the response is written already. */
type Reply = { readonly status: number; readonly body?: unknown } | undefined;

const ok = (body: unknown): Reply => ({ status: 200, body });

const fail = (status: number, code: string, message: string, hint: string | null): Reply => ({
  status,
  body: { error: { code, message, hint, id: null } },
});

function send(response: ServerResponse, reply: Reply): void {
  if (!reply) return;
  response.writeHead(reply.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}

function events({ world, faults, streams }: Context, response: ServerResponse): Reply {
  if (faults.isStreamDown) return fail(503, 'unavailable', 'The event stream is down', null);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let id = 0;
  const write = (event: LiveEvent): void => {
    id += 1;
    response.write(`id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(LiveEvent.parse(event))}\n\n`);
  };
  write({ type: 'snapshot', activity: world.activity() });
  const unlisten = world.listen(write);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  streams.add(response);
  response.on('close', () => {
    clearInterval(heartbeat);
    unlisten();
    streams.delete(response);
  });
  return undefined;
}

/** The second stream cannot be stopped, so that a refusal can be seen. */
const UNSTOPPABLE = 2;

async function terminate({ world }: Context, request: IncomingMessage, id: number): Promise<Reply> {
  TerminateBody.parse(await readBody(request));
  if (id === UNSTOPPABLE) {
    return fail(502, 'upstream', 'Plex refused to end the stream', 'Ending streams needs Plex Pass on the server');
  }
  setTimeout(() => world.end(id), 400);
  return { status: 204 };
}

/** What the account chose, kept as long as the pretend server runs. */
async function preferences(context: Context, request: IncomingMessage): Promise<Reply> {
  const { values } = request.method === 'PUT' ? PreferencesBody.parse(await readBody(request)) : { values: {} };
  Object.assign(context.preferences, values);
  return ok({ values: context.preferences });
}

async function addServer({ world }: Context, request: IncomingMessage): Promise<Reply> {
  const { url, token } = AddServerBody.parse(await readBody(request));
  if (!url.includes('://')) {
    return fail(422, 'invalid', `"${url}" is not an address`, 'It starts with http:// or https://');
  }
  if (token === 'wrong') {
    return fail(502, 'upstream', `Plex at ${url} answered, but refused the token`, 'Copy the token again');
  }
  const added = server(world.servers.length + 1, 'Attic', now());
  world.servers.push(added);
  world.emit({ type: 'server', server: added });
  return { status: 201, body: added };
}

/** Changes of the history, and what is asked about it beside the pages. */
async function edits({ change }: Context, request: IncomingMessage, path: string, url: URL): Promise<Reply> {
  const method = request.method ?? 'GET';
  const query = HistoryQuery.parse({ ...Object.fromEntries(url.searchParams), cursor: undefined });
  const body = method === 'GET' ? undefined : await readBody(request);
  const answer = change({ method, path, query, body });
  return answer === undefined ? undefined : ok(answer);
}

function history({ world }: Context, path: string, query: URLSearchParams): Reply {
  const filter = HistoryQuery.parse(Object.fromEntries(query));
  if (path === '/history') return ok(HistoryPage.parse(page(world.plays, filter)));
  if (path === '/history/totals') return ok(HistoryTotals.parse(sums(world.plays, filter)));
  const play = world.plays.find(({ row }) => `/history/${row.playId}` === path);
  return play ? ok(PlayDetail.parse(detail(play))) : fail(404, 'not_found', 'There is no such play', null);
}

function image(response: ServerResponse, path: string, size: string | null): Reply {
  const [kind = '', ...name] = decodeURIComponent(path.slice('/images/'.length)).split('-');
  response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=86400' });
  response.end(artwork(kind, name.join('-'), size));
  return undefined;
}

/** Libraries; those that Now counts are others. */
async function shelves({ shelves: kept }: Context, request: IncomingMessage, path: string, query: URLSearchParams) {
  if (!/^\/(?:libraries|exports|servers\/1\/libraries)/.test(path)) return undefined;
  if (path === '/libraries' && !query.has('sort')) return undefined;
  const { method = 'GET' } = request;
  const sent = method === 'GET' ? {} : await readBody(request);
  return libraryAnswer(kept, { method, path, query, body: sent as object });
}

/** What Now shows below the live streams. */
function home({ world }: Context, path: string): Reply {
  if (path === '/statistics/home') return ok(HomeCards.parse(homeCards(world.plays)));
  if (path === '/statistics/concurrency') return ok(concurrency(now()));
  if (path === '/libraries') return ok(libraries());
  if (/^\/servers\/\d+\/recently-added$/.test(path)) return ok(LiveRows.parse(recentlyAdded(world.plays, now())));
  if (/^\/servers\/\d+\/ping$/.test(path)) return ok({ answeredInMs: 12 });
  return undefined;
}

/** People, and what is decided about them. */
async function somebody(context: Context, request: IncomingMessage, path: string, params: URLSearchParams) {
  const method = request.method ?? 'GET';
  const only = context.visitor === 'viewer' || context.visitor === 'guest' ? SELF.id : null;
  const asking = { plays: context.world.plays, decided: context.decided, only };
  const found = people(asking, { method, path, params }, method === 'GET' ? undefined : await readBody(request));
  if (found === undefined) return undefined;
  return found === null ? fail(404, 'not_found', 'There is no such person', null) : ok(found);
}

async function api(context: Context, request: IncomingMessage, response: ServerResponse, url: URL): Promise<Reply> {
  const { world, faults } = context;
  const path = url.pathname.replace('/api/v3', '');
  if (path === '/auth/state') return ok(authState(context.visitor));
  if (path.startsWith('/images/')) return image(response, path, url.searchParams.get('size'));
  if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
  if (path === '/events') return events(context, response);
  if (faults.isBroken) return fail(503, 'unavailable', 'The database does not answer', 'Look at its log');
  const stop = /^\/sessions\/(\d+)\/terminate$/.exec(path);
  if (stop && request.method === 'POST') return terminate(context, request, Number(stop[1]));
  if (path === '/account/preferences') return preferences(context, request);
  const shelf = await shelves(context, request, path, url.searchParams);
  if (shelf !== undefined) return ok(shelf);
  if (path === '/servers' && request.method === 'POST') return addServer(context, request);
  if (path === '/servers') return ok({ servers: world.servers });
  if (path === '/activity') return ok(Activity.parse(world.activity()));
  if (/^\/(?:history\/(?:choices|shows|trash|items|delete|restore|reassign)|views)/.test(path))
    return edits(context, request, path, url);
  if (path.startsWith('/history')) return history(context, path, url.searchParams);
  const title = items(
    world.plays.map(({ row }) => row),
    path,
    url.searchParams,
  );
  if (title !== undefined) return title === null ? fail(404, 'not_found', 'There is no such title', null) : ok(title);
  const numbers = path.startsWith('/statistics/')
    ? statistics(world.plays, path.slice('/statistics/'.length), url.searchParams)
    : undefined;
  if (numbers !== undefined) return ok(numbers);
  const known = await somebody(context, request, path, url.searchParams);
  if (known !== undefined) return known;
  return home(context, path) ?? fail(404, 'not_found', 'There is no such address', null);
}

function ready({ world, faults }: Context): Reply {
  const [status, state, database] = faults.isBroken ? [503, 'unavailable', 'down'] : [200, 'ready', 'ok'];
  return { status: Number(status), body: { status: state, database, servers: world.servers.length, version: '0.1.0' } };
}

async function answer(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
  base: string,
): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://fake.invalid');
  if (!url.pathname.startsWith(base)) return fail(404, 'not_found', 'There is no such address', null);
  url.pathname = url.pathname.slice(base.length) || '/';
  if (url.pathname.startsWith('/api/v3/')) return api(context, request, response, url);
  if (url.pathname === '/readyz') return ready(context);
  if (!context.files) return fail(404, 'not_found', 'The app is not built', null);
  await context.files.serve(url.pathname, response);
  return undefined;
}

/** Starts a pretend Spyglass on the loopback address: the API with generated data, and the built app. */
export async function startFakeApi({
  scenario,
  port = 0,
  basePath = '',
  visitor = 'owner',
  webRoot,
}: FakeOptions): Promise<FakeApi> {
  const world = makeWorld(scenario, now);
  const context: Context = {
    world,
    change: changeable(world.plays),
    faults: { isStreamDown: false, isBroken: false, delayMs: 0 },
    streams: new Set(),
    preferences: {},
    visitor,
    decided: new Map(),
    shelves: newShelves(),
    files: webRoot === undefined ? undefined : staticFiles(webRoot, basePath),
  };
  const listener = createServer((request, response) => {
    answer(context, request, response, basePath)
      .catch((error: unknown) => fail(400, 'invalid', String(error), null))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));
  const { port: actual } = listener.address() as AddressInfo;
  const dropStreams = (): void => {
    for (const stream of context.streams) stream.destroy();
  };
  return {
    url: `http://127.0.0.1:${actual}${basePath}`,
    world: context.world,
    faults: context.faults,
    dropStreams,
    close: async () => {
      dropStreams();
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
