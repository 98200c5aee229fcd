/** Who may call what, and that nobody is told of others what is none of their business: every route, every command. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NEEDS, type Need } from '#auth/actor.ts';
import { isOpen } from '#http/open-routes.ts';
import { EXAMPLES } from './roles-examples.ts';
import { type Owned, ownedBy, tellsOfOthers } from './roles-foreign.ts';
import { type Example, type Scene, sceneOf } from './roles-scene.ts';
import { ASKERS, type Asker, startWorld, type World } from './roles-world.ts';

let world: World;
const owned = {} as Record<'viewer' | 'guest', Owned>;
const scenes = {} as Record<'viewer' | 'guest', Scene>;

const idsOf = async (query: ReturnType<typeof sql>): Promise<ReadonlySet<number>> =>
  new Set((await world.db.execute<{ id: number }>(query)).rows.map(({ id }) => id));

beforeAll(async () => {
  world = await startWorld();
  const { db, people } = world;
  const usable = {
    viewer: await idsOf(sql`select id from libraries where section_id in (1, 2)`),
    guest: await idsOf(
      sql`select distinct library_id as id from plays where user_id = ${people.guest} and library_id is not null`,
    ),
  };
  for (const who of ['viewer', 'guest'] as const) {
    owned[who] = await ownedBy(db, people[who]);
    scenes[who] = await sceneOf(db, people[who], usable[who]);
  }
}, 120_000);
afterAll(() => world?.close());

interface Closed {
  readonly name: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly need: Need;
}

const closedRoutes = (): readonly Closed[] =>
  world.app.routesSeen
    .filter(({ method, url }) => !isOpen(method, url))
    .map(({ method, url, need = 'admin' }) => ({
      ...{ name: `${method} ${url}`, method: method as Closed['method'], path: url, need },
    }));

const GIVES: Readonly<Record<Asker, Need>> = {
  anonymous: 'nothing',
  'admin account': 'admin',
  viewer: 'sign-in',
  guest: 'sign-in',
  'read key': 'read',
  'write key': 'write',
  'admin key': 'admin',
};
const may = (asker: Asker, need: Need): boolean => NEEDS.indexOf(GIVES[asker]) >= NEEDS.indexOf(need);
const isOwn = (asker: Asker): asker is 'viewer' | 'guest' => asker === 'viewer' || asker === 'guest';
const sceneFor = (asker: Asker): Scene => scenes[isOwn(asker) ? asker : 'viewer'];

const UNKNOWN = '999999';
const urlOf = ({ path }: Closed, example: Example, asker: Asker): string =>
  example.url?.(sceneFor(asker)) ?? path.replace(/:\w+/g, UNKNOWN);

const examplesOf = ({ method, path }: Closed): readonly Example[] =>
  EXAMPLES[`${method === 'HEAD' ? 'GET' : method} ${path}`] ?? [];

const call = (asker: Asker, route: Closed, example: Example) =>
  world.ask(asker, {
    ...{ method: route.method, url: urlOf(route, example, asker) },
    ...(example.body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(example.body) }),
  });

test('every closed route has an example, and every example a route', () => {
  const names = closedRoutes().filter(({ method }) => method !== 'HEAD');
  expect(new Set(Object.keys(EXAMPLES))).toEqual(new Set(names.map(({ name }) => name)));
  expect(names.length).toBeGreaterThan(80);
  // Nothing below the API is open but what lets people in.
  const open = world.app.routesSeen.filter(({ method, url }) => isOpen(method, url) && url.startsWith('/api/v3/'));
  expect(open.filter(({ url }) => !/^\/api\/v3\/(auth|setup)\//.test(url))).toEqual([]);
});

/** What whoever may not call a route is told, and whether those who may are let through. */
async function check(asker: Asker, route: Closed, example: Example): Promise<void> {
  const isAllowed = may(asker, route.need);
  if (isAllowed && example.isRefusedOnly) return;
  const { status, body } = await call(asker, route, example);
  const what = `${asker}: ${route.method} ${urlOf(route, example, asker)}`;
  if (!isAllowed) {
    expect([what, status]).toEqual([what, asker === 'anonymous' ? 401 : 403]);
    if (route.method !== 'HEAD') expect(Object.keys(JSON.parse(body))).toEqual(['error']);
    return;
  }
  const expected = isOwn(asker) ? (example.own ?? example.all) : example.all;
  // A program has no account of its own, and makes no others.
  const isOfAccounts = /^\/api\/v3\/(accounts?|api-keys)\b/.test(route.path) && asker.endsWith('key');
  if (expected !== undefined) expect([what, status]).toEqual([what, expected]);
  else if (!isOfAccounts) expect([401, 403, 500], what).not.toContain(status);
  if (isOwn(asker) && !example.isDescription) expect([what, tellsOfOthers(owned[asker], body)]).toEqual([what, []]);
}

describe.each(ASKERS)('%s', (asker) => {
  test('is answered what they may call, and refused everything else', async () => {
    let calls = 0;
    for (const route of closedRoutes()) {
      // Keys are told what administrators are; one call of each route is enough.
      const isOnce = route.method === 'HEAD' || asker.endsWith('key');
      for (const example of examplesOf(route).slice(0, isOnce ? 1 : undefined)) {
        await check(asker, route, example);
        calls += 1;
      }
    }
    expect(calls).toBeGreaterThan(110);
  }, 60_000);

  test('may use the commands of the compatible API that their key allows', async () => {
    const { commands } = world;
    expect(commands.length).toBeGreaterThan(80);
    for (const { name, access, isOpen: isPublic } of commands) {
      const isKey = asker.endsWith('key');
      const { body } = await world.ask(asker, { method: 'GET', url: `/api/v2?cmd=${name}` });
      const ran = body.includes('"it ran"');
      const isAllowed = isPublic || (isKey && NEEDS.indexOf(GIVES[asker]) >= NEEDS.indexOf(access));
      expect([name, ran]).toEqual([name, isAllowed]);
      if (isOwn(asker)) expect(tellsOfOthers(owned[asker], body)).toEqual([]);
    }
  });
});

describe.each(['viewer', 'guest'] as const)('what the %s is told', (who) => {
  const json = async <T>(url: string): Promise<T> =>
    JSON.parse((await world.ask(who, { method: 'GET', url })).body) as T;

  test('are all plays of theirs and no other', async () => {
    const mine = owned[who];
    expect(mine.plays.size).toBeGreaterThan(20);
    const totals = await json<Record<string, number>>('/api/v3/history/totals');
    expect(totals).toMatchObject({ plays: mine.plays.size, groups: mine.groups.size, people: 1 });
    const seen = new Set<number>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await json<{ rows: { playId: number }[]; nextCursor: string | null }>(
        `/api/v3/history?view=plays&limit=200${next}`,
      );
      for (const { playId } of page.rows) seen.add(playId);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(mine.plays);
  });

  test('are numbers of nothing else', async () => {
    const mine = owned[who];
    const { rows: people } = await json<{ rows: { id: number; plays: number }[] }>('/api/v3/users');
    expect(people.map(({ id, plays }) => [id, plays])).toEqual([[mine.userId, mine.plays.size]]);
    const sums = async (query: ReturnType<typeof sql>) =>
      new Map((await world.db.execute<{ id: number; n: number }>(query)).rows.map(({ id, n }) => [id, n] as const));
    const byLibrary = await sums(
      sql`select library_id as id, count(*)::int as n from plays where user_id = ${mine.userId} and library_id is not null group by 1`,
    );
    const { rows: libraries } = await json<{ rows: { id: number; sectionId: number; plays: number }[] }>(
      '/api/v3/libraries',
    );
    expect(libraries.length).toBeGreaterThan(0);
    for (const { id, plays } of libraries) expect(plays).toBe(byLibrary.get(id) ?? 0);
    if (who === 'viewer') expect(libraries.map(({ sectionId }) => sectionId).sort()).toEqual([1, 2]);
    for (const { id } of libraries) {
      const { windows, people: watchers } = await json<{ windows: { plays: number }[]; people: { id: number }[] }>(
        `/api/v3/libraries/${id}`,
      );
      expect(windows.at(-1)?.plays).toBeLessThanOrEqual(byLibrary.get(id) ?? 0);
      expect(watchers.every(({ id: one }) => one === mine.userId)).toBe(true);
    }
    const series = await json<{ lines: { id: number; total: number }[] }>(
      '/api/v3/statistics/plays?by=month&split=user&grouped=false&from=2010-01-01&to=2030-01-01',
    );
    const [ended] = await idsOf(
      sql`select count(*)::int as id from plays where user_id = ${mine.userId} and not coalesce('no_stop' = any(anomalies), false)`,
    );
    expect(series.lines.map(({ id, total }) => [id, total])).toEqual([[mine.userId, ended]]);
  });

  test('are their own streams, live as well', async () => {
    const { sessions, servers } = await json<{ sessions: { id: number }[]; servers: { url: string }[] }>(
      '/api/v3/activity',
    );
    const mine = owned[who].sessions;
    expect(mine.size).toBeGreaterThan(0);
    expect(new Set(sessions.map(({ id }) => id))).toEqual(mine);
    expect(servers.map(({ url }) => url)).toEqual(['']);
    const url = await world.app.listen({ host: '127.0.0.1', port: 0 }).catch(() => world.app.listeningOrigin);
    const leave = new AbortController();
    const events = await fetch(`${url}/api/v3/events`, { headers: world.headersOf(who), signal: leave.signal });
    const reader = events.body!.getReader();
    let text = '';
    const until = async (mark: string, times = 1) => {
      while (text.split(mark).length <= times) text += Buffer.from((await reader.read()).value ?? []).toString();
    };
    await until('event: snapshot');
    const others = await idsOf(sql`select id from sessions where user_id <> ${owned[who].userId}`);
    for (const id of others) {
      world.hub.publish({ t: 'sessions', ids: [id] as never });
      world.hub.publish({
        t: 'ended',
        sessionId: id,
        stoppedAt: '2026-01-01T00:00:00Z',
        viewOffsetMs: 1,
        percentComplete: 1,
        playId: 1,
      } as never);
    }
    world.hub.publish({ t: 'sessions', ids: [...mine] as never });
    await until('event: session\n', mine.size);
    leave.abort();
    const told = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data);
    expect(told).toHaveLength(1 + mine.size);
    for (const data of told) expect(tellsOfOthers(owned[who], data)).toEqual([]);
  });
});

test('an answer that tells of others is noticed', async () => {
  const { body } = await world.ask('admin key', { method: 'GET', url: '/api/v3/history?limit=200' });
  const found = tellsOfOthers(owned.viewer, body).map((one) => one.split(':')[0]);
  expect(new Set(found)).toEqual(new Set([...found, 'playId', 'user', 'fullTitle', 'ipAddress', 'text']));
});
