/** The recorded default world behind our own clients: what a server and plex.tv answer, and what they were asked. */
import { readFileSync } from 'node:fs';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { createMediaServer } from './media-server.ts';
import type { Fetch } from './network.ts';
import { createPlexTv } from './plex-tv.ts';
import { fixtureJson } from './testing.ts';

/** A document, a fault or a status, and for which requests it is the answer. */
export interface WorldRoute {
  readonly host?: string;
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly content_type?: string;
  readonly file?: string;
  readonly body?: string;
  readonly fault?: string;
}

const folder = new URL('../../test/fixtures/plex/', import.meta.url);

/** A request of the reference with its result, and what answers it before the default world does. */
export interface WorldCase {
  readonly id: string;
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly routes?: readonly WorldRoute[];
  readonly config?: Readonly<Record<string, unknown>>;
}

export const worldCases = (...calls: readonly string[]): readonly WorldCase[] =>
  (fixtureJson('cases.json') as readonly WorldCase[]).filter(({ call }) => calls.includes(call));

/** What the reference made of it; undefined where it failed by a mistake. */
export const worldResult = (id: string): unknown =>
  (fixtureJson(`expected/${id}.json`) as { readonly result?: unknown }).result;

/** The exact traffic of the reference. */
export const worldRequests = (id: string): readonly string[] =>
  (fixtureJson(`expected/${id}.json`) as { readonly requests: readonly string[] }).requests;

export const WORLD = {
  url: 'http://192.0.2.10:32400',
  token: 'adminTok3nFixture000',
  machineIdentifier: '5f1d0c7a9be84236a1c0d2e3f4a5b6c7d8e9f001',
  version: '1.41.3.9314-0a1b2c3d4',
  platform: 'Linux',
} as const;

const HOSTS: Readonly<Record<string, string>> = { '192.0.2.10': 'pms', '127.0.0.1': 'localhost' };

const fits = (route: WorldRoute, url: URL, method: string): boolean =>
  (route.host ?? 'pms') === (HOSTS[url.hostname] ?? url.hostname) &&
  (route.method ?? 'GET') === method &&
  route.path === url.pathname &&
  Object.entries(route.query ?? {}).every(([name, value]) =>
    value === '*' ? url.searchParams.has(name) : url.searchParams.get(name) === value,
  );

const FAULTS: Readonly<Record<string, string>> = {
  refused: 'ECONNREFUSED',
  timeout: 'ETIMEDOUT',
  tls: 'DEPTH_ZERO_SELF_SIGNED_CERT',
};

function answerOf(route: WorldRoute | undefined): Response {
  if (route === undefined) return new Response('<h1>404 Not Found</h1>', { status: 404 });
  if (route.fault !== undefined)
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: FAULTS[route.fault] }) });
  const body =
    route.file === undefined ? (route.body ?? '') : new Uint8Array(readFileSync(new URL(route.file, folder)));
  const status = route.status ?? 200;
  return new Response(status === 204 ? null : body, {
    status,
    headers: { 'content-type': route.content_type ?? 'text/xml;charset=utf-8' },
  });
}

/** Clients of the default world, with `routes` before it. Requests are noted as `GET http://...`. */
export function recordedWorld(routes: readonly WorldRoute[] = []) {
  const requests: string[] = [];
  const all = [...routes, ...(fixtureJson('routes.json') as readonly WorldRoute[])];
  const fetch: Fetch = async (url, { method = 'GET' }) => {
    requests.push(`${method} ${url.href}`);
    return answerOf(all.find((route) => fits(route, url, method)));
  };
  const clock = systemClock();
  const common = { token: WORLD.token, clientIdentifier: 'test', clock, log: silentLog, fetch, random: () => 0 };
  return {
    requests,
    fetch,
    media: createMediaServer({ ...common, url: WORLD.url, name: 'Lanternhouse', timeZone: 'UTC' }),
    plexTv: createPlexTv({ ...common, baseUrl: 'https://plex.tv' }),
  };
}
