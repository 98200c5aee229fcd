/** The whole product behind a real nginx, set up as the handbook says. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import { type SignedIn, signIn } from '#test/support/signed-in.ts';
import { documentedExample, nginxBuild, startNginx } from './nginx.ts';

const build = nginxBuild();
const withNginx = test.skipIf(build === null);

const clock = systemClock();
const CHUNK = 4_194_304;
let dir: string;
let sim: Simulator;
let server: ServerProcess;
let nginx: Awaited<ReturnType<typeof startNginx>>;
let owner: SignedIn;
const base = (): string => `${nginx.url}/spyglass`;

beforeAll(async () => {
  if (build === null) return;
  dir = await mkdtemp(join(tmpdir(), 'spyglass-nginx-'));
  sim = await startSimulator({ clock });
  const port = await freePort();
  server = await startServer(
    {
      SPYGLASS_DATA_DIR: join(dir, 'data'),
      SPYGLASS_BASE_PATH: '/spyglass',
      SPYGLASS_TRUSTED_PROXIES: '127.0.0.1',
      SPYGLASS_PLEX_URL: sim.pmsUrl,
      SPYGLASS_PLEX_TOKEN: sim.token,
      SPYGLASS_PLEXTV_URL: sim.plextvUrl,
    },
    { port },
  );
  nginx = await startNginx(build, join(dir, 'nginx'), await freePort(), await documentedExample(port));
  // Nobody behind a proxy becomes the owner without the code, so that is done on the machine.
  await server.owner();
  owner = await signIn(base());
}, 90_000);

afterAll(async () => {
  await nginx?.stop();
  await server?.kill('SIGTERM');
  await sim?.close();
  if (dir !== undefined) await rm(dir, { recursive: true, force: true });
});

/** A request from another address of this machine. */
const from = (
  localAddress: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    request(base() + path, { localAddress, headers, method, agent: false }, resolve)
      .on('error', reject)
      .end(body);
  });

test.runIf(build === null)(
  'there is no nginx on this machine: what the handbook says about it is not tried out',
  ({ skip }) => skip(),
);

withNginx('the page knows its path, and its files are found below it', async () => {
  const page = await (await fetch(`${base()}/history`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('<base href="/spyglass/" />');
  const [, file = ''] = /(?:src|href)="\.\/(assets\/[^"]+)"/.exec(page) ?? [];
  expect((await fetch(`${base()}/${file}`)).status).toBe(200);
});

withNginx('the cookie stays below the path', () => {
  expect(owner.cookie).toMatch(/^spyglass=/);
});

withNginx('a write of our own page passes, one of another site does not', async () => {
  const send = (origin: string): Promise<Response> =>
    owner.fetch('/api/v3/account/sessions', { method: 'DELETE', headers: { origin } });
  expect((await send(nginx.url)).status).toBe(200);
  expect((await send('https://evil.example')).status).toBe(403);
});

withNginx('the address of the visitor is noted, not that of nginx nor one that is made up', async () => {
  const forged = {
    'x-forwarded-for': '198.51.100.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
  };
  const headers = { ...forged, 'x-forwarded-prefix': '/evil', 'content-type': 'application/json' };
  const body = JSON.stringify({ username: 'nobody', password: 'wrong' });
  const response = await from('127.0.0.2', '/api/v3/auth/sign-in', headers, body);
  expect(response.statusCode).toBe(401);
  const log = (await (await owner.fetch('/api/v3/sign-ins?limit=5')).json()) as {
    rows: { ipAddress: string | null; host: string | null }[];
  };
  expect(log.rows[0]).toMatchObject({ ipAddress: '127.0.0.2', host: base() });
});

withNginx('live events pass as they come', async () => {
  const response = await from('127.0.0.1', '/api/v3/events', { ...owner.headers });
  expect(response.statusCode).toBe(200);
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await expect.poll(() => text, { timeout: 5_000 }).toContain('event: snapshot');
  const [film] = [...sim.world.library.items()].filter(({ kind }) => kind === 'movie');
  const person = sim.world.people.find(({ listed }) => listed);
  await sim.act({
    action: 'start',
    session: 'a',
    user: person!.key,
    player: sim.world.players[0]!.key,
    item: film!.key,
    machine: 'a',
  });
  await expect.poll(() => text, { timeout: 5_000 }).toContain('event: session');
  response.destroy();
});

withNginx('a large piece of an upload arrives', async () => {
  const bytes = randomBytes(CHUNK);
  const begun = await owner.fetch('/api/v3/imports/uploads', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'tautulli.db', sizeBytes: CHUNK }),
  });
  const { id } = (await begun.json()) as { id: string };
  const sent = await owner.fetch(`/api/v3/imports/uploads/${id}?offset=0`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  expect([sent.status, await sent.json()]).toMatchObject([200, { offset: CHUNK }]);
});

withNginx('one who is signed out sees an open page end within a second', async () => {
  const other = await signIn(base());
  const response = await from('127.0.0.1', '/api/v3/events', { ...other.headers });
  response.resume();
  const ended = new Promise<number>((resolve) => response.once('close', () => resolve(clock.monotonic())));
  const at = clock.monotonic();
  await owner.fetch('/api/v3/account/sessions', { method: 'DELETE' });
  expect((await ended) - at).toBeLessThan(1_000);
  expect((await other.fetch('/api/v3/activity')).status).toBe(401);
});
