/** Ways in through others in the whole product: its own process, a real socket, the simulated Plex. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import type { AuthStateAnswer } from '#contract/auth.ts';
import type { PlexPinAnswer, PlexPinBegun, PlexServersAnswer } from '#contract/sign-in-elsewhere.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { urlOf } from './import-process.ts';

const clock = systemClock();
let database: TestDatabase;
let sim: Simulator;
let server: ServerProcess | undefined;
const dataDir = mkdtempSync(join(tmpdir(), 'spyglass-elsewhere-'));

beforeAll(async () => {
  database = await createTestDatabase();
  sim = await startSimulator({ clock, world: scenarioWorld() });
  sim.setPinApproval(null);
  server = await startServer(
    {
      DATABASE_URL: urlOf(database.connection),
      SPYGLASS_DATA_DIR: dataDir,
      SPYGLASS_PLEXTV_URL: sim.plextvUrl,
      SPYGLASS_SETTING_GUEST_ACCESS: '1',
      SPYGLASS_PROXY_AUTH_HEADER: 'Remote-User',
      SPYGLASS_PROXY_AUTH_FROM: '10.99.0.0/16',
    },
    { port: await freePort() },
  );
});
afterAll(async () => {
  await server?.kill('SIGTERM');
  await sim.close();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const FERN = 71_000_102;

/** A browser that keeps its cookies. */
function aBrowser() {
  const jar = new Map<string, string>();
  let csrf: string | null = null;
  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(csrf !== null && { 'x-spyglass-csrf': csrf }), ...init.headers };
    const response = await fetch(`${server?.url}/api/v3${path}`, { ...init, headers });
    for (const one of response.headers.getSetCookie()) {
      const [pair = ''] = one.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }
  const browser = {
    /** Every body that was answered. */
    seen: [] as string[],
    async post<T>(path: string, body: unknown): Promise<T> {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const text = await (await send(path, init)).text();
      browser.seen.push(text);
      return JSON.parse(text) as T;
    },
    async state(headers: Record<string, string> = {}): Promise<AuthStateAnswer> {
      const state = (await (await send('/auth/state', { headers })).json()) as AuthStateAnswer;
      csrf = state.csrfToken;
      return state;
    },
  };
  return browser;
}

function agree({ address }: PlexPinBegun, person: string): void {
  const token = sim.world.people.find(({ key }) => key === person)?.token;
  sim.approvePin(/simulatedpin(\d+)/.exec(address)?.[1] ?? '', token);
}

async function comeIn(person: string) {
  const browser = aBrowser();
  const begun = await browser.post<PlexPinBegun>('/auth/plex/pin', {});
  agree(begun, person);
  return { browser, answer: await browser.post<PlexPinAnswer>('/auth/plex/pin/check', { pinId: begun.pinId }) };
}

test('a server is connected by a sign-in at Plex; its owner and a friend come in, and the friend goes when they must', async () => {
  const owner = aBrowser();
  await owner.post('/setup/owner', { username: 'keeper', password: 'only tests sign in with this' });
  expect((await owner.state()).methods).toMatchObject({ plex: false, proxy: false });
  const begun = await owner.post<PlexPinBegun>('/servers/plex/pin', {});
  agree(begun, 'owner');
  const found = await owner.post<PlexServersAnswer>('/servers/plex/pin/check', { pinId: begun.pinId });
  if (found.state !== 'done') throw new Error(JSON.stringify(found));
  const machineIdentifier = sim.machineIdentifier;
  const choice = { pinId: found.pinId, machineIdentifier, url: sim.pmsUrl };
  expect(await owner.post('/servers/plex/test', choice)).toMatchObject({ result: 'reachable' });
  expect(await owner.post('/servers/plex', choice)).toMatchObject({ machineIdentifier });
  expect(owner.seen.join('')).not.toContain(sim.token);
  expect((await owner.state()).methods.plex).toBe(true);

  const again = await comeIn('owner');
  expect(again.answer).toMatchObject({ state: 'done', account: { username: 'keeper', role: 'owner' } });

  const { key } = await owner.post<{ key: string }>('/api-keys', { name: 'test', scope: 'admin' });
  const call = async (words: string) =>
    (
      await fetch(`${server?.url}/api/v2?apikey=${key}&user_id=${FERN}&${words}`, { method: 'POST' })
    ).json() as Promise<{
      response: { data: { allow_guest?: number } | null };
    }>;
  /** Whether it is so afterwards: somebody nobody has heard of yet cannot be allowed anything. */
  const allow = async (isAllowed: number): Promise<boolean> => {
    await call(`cmd=edit_user&allow_guest=${isAllowed}`);
    return (await call('cmd=get_user')).response.data?.allow_guest === isAllowed;
  };
  await waitFor(clock, 'the people to be read', () => allow(1), 20_000);
  const friend = await comeIn('fern');
  expect(friend.answer).toMatchObject({ state: 'done', account: { username: 'fern.quill', role: 'guest' } });
  expect((await friend.browser.state()).account).toMatchObject({ username: 'fern.quill' });
  expect((await comeIn('stranger')).answer).toMatchObject({ error: { code: 'forbidden' } });
  await allow(0);
  await waitFor(clock, 'the friend to be signed out', async () => (await friend.browser.state()).account === null);
  expect((await comeIn('fern')).answer).toMatchObject({ error: { code: 'forbidden' } });
}, 60_000);

test('who writes the header of the proxy from elsewhere is nobody', async () => {
  const state = await aBrowser().state({ 'remote-user': 'keeper', 'x-forwarded-for': '10.99.0.1' });
  expect(state).toMatchObject({ account: null, methods: { proxy: false } });
});
