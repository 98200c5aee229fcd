import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { createLog } from '#log';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { fixedNetwork } from './network.ts';
import { parsePin, parseResources } from './parse-plex-tv.ts';
import { createPlexTv } from './plex-tv.ts';
import { fixtureText } from './testing.ts';

const clock = systemClock();
let sim: Simulator;

beforeEach(async () => {
  sim = await startSimulator({ clock, world: scenarioWorld() });
});
afterEach(() => sim.close());

function client(baseUrl: string, token: string | null) {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const plexTv = createPlexTv({
    baseUrl,
    token,
    clientIdentifier: 'test-client',
    clock,
    log,
    random: () => 0,
    network: fixedNetwork({ timeoutMs: 500 }),
  });
  return { plexTv, lines };
}

describe('plex.tv', () => {
  test('names the owner first, then friends and the home', async () => {
    const { plexTv, lines } = client(sim.plextvUrl, sim.token);
    const answer = await plexTv.accounts();
    const accounts = answer.ok ? answer.value : [];
    expect(accounts.length).toBeGreaterThan(1);
    expect(accounts.map(({ isOwner }) => isOwner)).toEqual(accounts.map((_account, index) => index === 0));
    expect(new Set(accounts.map(({ plexUserId }) => plexUserId)).size).toBe(accounts.length);
    const few = await plexTv.accounts('no such server');
    expect(few.ok && few.value.every(({ isOwner, isHomeUser }) => isOwner || isHomeUser)).toBe(true);
    expect(lines).toEqual([]);
  });

  test('signs somebody in', async () => {
    sim.setPinApproval(null);
    const { plexTv } = client(sim.plextvUrl, null);
    const created = await plexTv.createPin();
    if (!created.ok) throw new Error(created.problem);
    expect(created.value).toMatchObject({ id: expect.any(Number), code: expect.any(String), token: null });
    expect(await plexTv.checkPin(created.value.id)).toMatchObject({ ok: true, value: { token: null } });
    sim.approvePin(created.value.id, 'agreed');
    expect(await plexTv.checkPin(created.value.id)).toMatchObject({ ok: true, value: { token: 'agreed' } });
    expect(await plexTv.checkPin(1)).toMatchObject({ ok: false, reason: 'not_found' });
  });

  test('lists the servers of the account', async () => {
    const { plexTv } = client(sim.plextvUrl, sim.token);
    const answer = await plexTv.resources();
    expect(answer.ok && answer.value.map(({ machineIdentifier }) => machineIdentifier)).toContain(
      sim.machineIdentifier,
    );
  });

  test('a token that is not accepted any more is told as such, once and without it', async () => {
    await sim.act({ action: 'plextv_token', valid: false });
    const { plexTv, lines } = client(sim.plextvUrl, sim.token);
    expect(await plexTv.accounts()).toMatchObject({ ok: false, reason: 'unauthorised' });
    expect(await plexTv.account()).toMatchObject({ ok: false, reason: 'unauthorised' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(sim.token);
  });

  test.each([
    [{ malformed: true, times: 1 }, 'malformed'],
    [{ status: 500, times: 9 }, 'unreachable'],
    [{ drop: true, times: 9 }, 'unreachable'],
    [{ delay_ms: 2_000, times: 1 }, 'unreachable'],
    [{ empty: true, times: 1 }, 'malformed'],
  ] as const)('a list that fails (%j) is no list', async (fault, reason) => {
    await sim.act({ action: 'fault', service: 'plextv', path: '/api/users', ...fault });
    const { plexTv } = client(sim.plextvUrl, sim.token);
    expect(await plexTv.accounts()).toMatchObject({ ok: false, reason });
  });

  test('a pin is asked for without a token, once', async () => {
    const asked: { method: string | undefined; token: unknown }[] = [];
    const server = createServer((request, response) => {
      asked.push({ method: request.method, token: request.headers['x-plex-token'] });
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { plexTv } = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, sim.token);
    expect(await plexTv.createPin()).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(asked).toEqual([{ method: 'POST', token: undefined }]);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('what plex.tv sends', () => {
  test.each([
    ['pin-created.json', null],
    ['pin-created.xml', null],
    ['pin-authorised.json', 'us3rTok3nFixture0001'],
    ['pin-authorised.xml', 'us3rTok3nFixture0001'],
  ])('%s', (file, token) => {
    expect(parsePin(fixtureText(`plextv/${file}`))).toMatchObject({
      ok: true,
      value: { id: 2_100_000_001, code: 'x1y2z3fixturestrongpincode', token },
    });
  });

  test.each(['{', '{}', 'null', '', '<pin/>', fixtureText('errors/plextv-401-v2.json')])('%s is no pin', (body) => {
    expect(parsePin(body).ok).toBe(false);
  });

  test('resources', () => {
    const parsed = parseResources(fixtureText('plextv/resources.xml'));
    const servers = parsed.ok ? parsed.value : [];
    expect(
      servers.map(({ name, isOwned, isPresent, connections }) => [name, isOwned, isPresent, connections.length]),
    ).toEqual([
      ['Lanternhouse', true, true, 3],
      ['Lanternhouse Annex', true, true, 2],
      ['Gull Rock', false, true, 1],
      ['Sleeping Box', true, false, 1],
    ]);
    expect(servers[0]?.connections[2]).toMatchObject({ port: 8443, isLocal: false, isRelay: true });
    expect(parseResources(fixtureText('plextv/resources-empty.xml'))).toEqual({ ok: true, value: [] });
  });
});
