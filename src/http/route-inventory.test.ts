import { type FastifyInstance, fastify, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, gives, NEEDS, type Need, NOBODY } from '#auth/actor.ts';
import { Problem } from '#problem';
import { createApp } from './app.ts';
import { ADMIN_KEY, anAuth, VIEWER } from './auth-testing.ts';
import { OPEN_ROUTES } from './open-routes.ts';
import { httpDeps } from './testing.ts';
import { demandNeeds, type RouteSeen } from './who-calls.ts';

let routes: readonly RouteSeen[];
let app: FastifyInstance;
let actor: Actor | 'unknown' = NOBODY;
beforeAll(async () => {
  const actorOf = async (): Promise<Actor> => {
    if (actor === 'unknown') throw new Problem('unavailable', 'It cannot be found out now who asks');
    return actor;
  };
  app = await createApp(httpDeps({ auth: anAuth(NOBODY, { actorOf }) }));
  routes = app.routesSeen;
});
afterAll(() => app.close());

const nameOf = ({ method, url }: RouteSeen): string => `${method} ${url}`;
const closed = (): readonly RouteSeen[] => routes.filter((route) => !OPEN_ROUTES.has(nameOf(route)));
/** An address of a route, with something for its parameters. */
const request = ({ method, url }: RouteSeen): InjectOptions => ({
  method: method as 'GET',
  url: url.replace(/:\w+/g, '1').replace('*', 'x'),
});
const ask = async (who: Actor | 'unknown', route: RouteSeen) => {
  actor = who;
  return app.inject(request(route));
};

test('every route says who may call it', () => {
  expect(routes.length).toBeGreaterThan(100);
  expect(
    closed()
      .filter(({ need }) => need === undefined || need === 'nothing')
      .map(nameOf),
  ).toEqual([]);
});

test('the open routes are exactly these', () => {
  expect(routes.filter((route) => OPEN_ROUTES.has(nameOf(route))).map(nameOf)).toEqual(
    expect.arrayContaining([...OPEN_ROUTES]),
  );
  expect(OPEN_ROUTES).toMatchSnapshot();
});

test('what each closed route needs', () => {
  const needs = NEEDS.map((need) => [
    need,
    closed()
      .filter((route) => route.need === need)
      .map(nameOf)
      .sort(),
  ]);
  expect(Object.fromEntries(needs)).toMatchSnapshot();
});

describe('a closed route', () => {
  test('is not there for nobody', async () => {
    for (const route of closed()) {
      const response = await ask(NOBODY, route);
      expect([nameOf(route), response.statusCode]).toEqual([nameOf(route), 401]);
      if (route.method !== 'HEAD') expect(response.json().error.code).toBe('unauthorised');
      expect(response.headers['set-cookie']).toBeUndefined();
    }
  });

  test('stays closed while it cannot be found out who asks', async () => {
    for (const route of closed())
      expect([nameOf(route), (await ask('unknown', route)).statusCode]).toEqual([nameOf(route), 503]);
  });

  test.each<[string, Actor]>([
    ['a viewer', VIEWER],
    ['a key that reads', { ...ADMIN_KEY, scope: 'read' } as Actor],
    ['a key that writes', { ...ADMIN_KEY, scope: 'write' } as Actor],
  ])('refuses %s what is beyond them', async (_name, who) => {
    const level = (need: Need | undefined): number => NEEDS.indexOf(need ?? 'admin');
    const beyond = closed().filter(({ need }) => level(need) > level(gives(who)));
    expect(beyond.length).toBeGreaterThan(10);
    for (const route of beyond)
      expect([nameOf(route), (await ask(who, route)).statusCode]).toEqual([nameOf(route), 403]);
  });
});

describe('a route that does not say who may call it', () => {
  test('cannot be added', async () => {
    const other = fastify();
    demandNeeds(other);
    expect(() => other.get('/new', async () => 'x')).toThrow('must say what it needs');
    expect(() => other.get('/new', { config: { need: 'nothing' } }, async () => 'x')).toThrow('stand on the list');
    other.get('/fine', { config: { need: 'read' } }, async () => 'x');
    await other.close();
  });
});
