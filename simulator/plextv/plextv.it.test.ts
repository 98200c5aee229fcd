import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type Simulator, startSimulator } from '../simulator.ts';
import { ask, parseXml } from '../testing/clients.ts';
import { scenarioWorld } from '../worlds/scenario-world.ts';

let sim: Simulator;
beforeEach(async () => {
  sim = await startSimulator({ clock: systemClock(), world: scenarioWorld() });
});
afterEach(() => sim.close());

const JSON_TYPE = { accept: 'application/json' };
const plextv = (path: string, more: Parameters<typeof ask>[2] = {}) => ask(sim, path, { service: 'plextv', ...more });
const newPin = async (): Promise<{ id: number; code: string; authToken: string | null }> => {
  const headers = { ...JSON_TYPE, 'X-Plex-Client-Identifier': 'test', 'X-Plex-Product': 'Spyglass' };
  return JSON.parse((await plextv('/api/v2/pins?strong=true', { method: 'POST', token: null, headers })).text);
};
const look = async (id: number) => plextv(`/api/v2/pins/${id}`, { token: null, headers: JSON_TYPE });

test('a pin is approved at the first look', async () => {
  const pin = await newPin();
  expect(pin).toMatchObject({ authToken: null, clientIdentifier: 'test', product: 'Spyglass', expiresIn: 1800 });
  expect(JSON.parse((await look(pin.id)).text)).toMatchObject({ code: pin.code, authToken: sim.token });
});

test('a pin can wait for some looks, or for somebody to agree', async () => {
  sim.setPinApproval(3);
  const first = await newPin();
  const tokens = [];
  for (let i = 0; i < 3; i += 1) tokens.push(JSON.parse((await look(first.id)).text).authToken);
  expect(tokens).toEqual([null, null, sim.token]);
  sim.setPinApproval(null);
  const second = await newPin();
  expect(JSON.parse((await look(second.id)).text).authToken).toBeNull();
  expect(sim.approvePin(second.id, 'server-Token-fern-000000')).toBe(true);
  expect(JSON.parse((await look(second.id)).text).authToken).toBe('server-Token-fern-000000');
  expect(sim.approvePin(1)).toBe(false);
});

test('a pin without a client is refused', async () => {
  const answer = await plextv('/api/v2/pins', { method: 'POST', token: null });
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('X-Plex-Client-Identifier is missing') });
});

test('an unknown pin is gone', async () => {
  expect(await look(1)).toMatchObject({ status: 404 });
});

test.each([
  ['v1 XML', '/api/users', {}, '<error>Invalid authentication token.</error>'],
  ['v2 XML', '/api/v2/ping', {}, 'code="1001"'],
  ['v2 JSON', '/api/v2/user', JSON_TYPE, '{"errors":[{"code":1001'],
])('a refused token answers in the flavour of %s', async (_flavour, path, headers, expected) => {
  await sim.act({ action: 'plextv_token', valid: false });
  const answer = await plextv(path, { headers });
  expect(answer.status).toBe(401);
  expect(answer.text).toContain(expected);
});

test('each person sees the account and the server with their own token', async () => {
  const token = 'server-Token-fern-000000';
  const account = parseXml((await plextv('/users/account', { token })).text, 'user');
  expect(account).toMatchObject({ id: '71000102', username: 'fern.quill', subscription: { active: '1' } });
  const { text } = await plextv('/api/v2/resources', { token, headers: JSON_TYPE });
  expect(JSON.parse(text)).toMatchObject([
    { clientIdentifier: sim.machineIdentifier, accessToken: token, owned: false, provides: 'server', presence: true },
  ]);
});

test('the server shows where it listens', async () => {
  const { text } = await plextv('/api/resources');
  expect(text).toContain(`uri="${sim.pmsUrl}"`);
});

test('faults can hit the account service alone', async () => {
  await sim.act({ action: 'fault', service: 'plextv', path: '/api/users', status: 429, times: 1 });
  expect((await plextv('/api/users')).status).toBe(429);
  expect((await plextv('/api/users')).status).toBe(200);
});
