import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { type Simulator, startSimulator } from './simulator.ts';
import { ask, listen, nodes, parseXml, type XmlNode } from './testing/clients.ts';
import { scenarioWorld } from './worlds/scenario-world.ts';

let sim: Simulator;

beforeEach(async () => {
  sim = await startSimulator({ clock: systemClock(), world: scenarioWorld(), pingIntervalMs: 100 });
});
afterEach(() => sim.close());

const start = { action: 'start', session: 'a', user: 'fern', player: 'roku', item: 'film/ember-falls' } as const;
const sessions = async () => parseXml((await ask(sim, '/status/sessions')).text);

test('only the identity is open to strangers', async () => {
  expect(await ask(sim, '/identity', { token: null })).toMatchObject({ status: 200 });
  const refused = await ask(sim, '/library/sections', { token: null });
  expect(refused).toMatchObject({ status: 401, type: 'text/html' });
  expect(refused.text).toContain('<h1>401 Unauthorized</h1>');
  expect(await ask(sim, '/library/sections', { token: 'wrong' })).toMatchObject({ status: 401 });
  expect(await ask(sim, `/library/sections?X-Plex-Token=${sim.token}`, { token: null })).toMatchObject({ status: 200 });
});

test('people see the libraries that are shared with them', async () => {
  const { text } = await ask(sim, '/library/sections', { token: 'server-Token-kid-000000' });
  expect(nodes(parseXml(text), 'Directory').map(({ key }) => key)).toEqual(['5']);
});

test.each([
  ['query', '/library/sections/1/all?X-Plex-Container-Start=2&X-Plex-Container-Size=3', {}],
  ['header', '/library/sections/1/all', { 'X-Plex-Container-Start': '2', 'X-Plex-Container-Size': '3' }],
])('pages asked for by %s say how much there is', async (_how, path, headers) => {
  const page = parseXml((await ask(sim, path, { headers })).text);
  expect(page).toMatchObject({ size: '3', totalSize: '40', offset: '2', librarySectionTitle: 'Films' });
  expect(nodes(page, 'Video')).toHaveLength(3);
});

test('a list without paging has no total', async () => {
  const list = parseXml((await ask(sim, '/library/sections/1/all')).text);
  expect(list.size).toBe('40');
  expect(list.totalSize).toBeUndefined();
});

test('several items at once, unknown ones left out', async () => {
  const list = parseXml((await ask(sim, '/library/metadata/1001,99999,1002?includeMarkers=1')).text);
  expect(nodes(list, 'Video').map(({ title }) => title)).toEqual(['Ember Falls', 'Paper Moons']);
  expect((await ask(sim, '/library/metadata/99999')).status).toBe(404);
});

test('JSON on request, with typed values and text keys', async () => {
  await sim.act({ ...start, stream: { audio: { decision: 'transcode', codec: 'aac', channels: 2, bitrate: 160 } } });
  const { text, type } = await ask(sim, '/status/sessions', { headers: { accept: 'application/json' } });
  expect(type).toBe('application/json');
  const [entry] = JSON.parse(text).MediaContainer.Metadata;
  expect(entry).toMatchObject({ ratingKey: '1001', viewOffset: 0, Player: { local: true, state: 'playing' } });
  expect(entry.TranscodeSession).toMatchObject({ progress: 2.4, audioDecision: 'transcode', throttled: false });
});

test('a session is in the list and on the socket with the same keys', async () => {
  const client = await listen(sim);
  await sim.act({ ...start, view_offset_ms: 60_000 });
  await client.until((m) => m.length >= 2);
  const [video] = nodes(await sessions(), 'Video');
  expect(video).toMatchObject({ ratingKey: '1001', viewOffset: '60000', title: 'Ember Falls', type: 'movie' });
  expect(video).toMatchObject({ User: { id: '71000102' }, Session: { location: 'lan' }, Player: { platform: 'Roku' } });
  expect(client.messages.map(({ entry }) => entry.state)).toEqual(['buffering', 'playing']);
  expect(client.messages[1]?.entry).toMatchObject({
    sessionKey: video?.sessionKey,
    ratingKey: '1001',
    key: '/library/metadata/1001',
    viewOffset: 60_000,
    clientIdentifier: String((video?.Player as XmlNode | undefined)?.machineIdentifier),
  });
});

test('a transcode has an id on the socket and a key in the list; a change gives a new one', async () => {
  const client = await listen(sim);
  const stream = {
    container: 'mp4',
    video: { decision: 'transcode', codec: 'h264', bitrate: 4000, height: 720 },
  } as const;
  await sim.act({ ...start, stream });
  await sim.act({ action: 'transcode_change', session: 'a', stream });
  await client.until((m) => m.filter(({ type }) => type === 'playing').length >= 3);
  const ids = client.messages.filter(({ type }) => type === 'playing').map(({ entry }) => entry.transcodeSession);
  const [video] = nodes(await sessions(), 'Video');
  expect(ids[2]).not.toBe(ids[1]);
  expect(video?.TranscodeSession).toMatchObject({ key: `/transcode/sessions/${ids[2]}`, videoDecision: 'transcode' });
});

test('pings, polite close, refusal, abort', async () => {
  const client = await listen(sim);
  await sim.act({ action: 'ws_close', refuse: true });
  expect(await client.closed).toBe(1001);
  await expect(listen(sim)).rejects.toThrow('refused');
  await sim.act({ action: 'ws_accept' });
  const second = await listen(sim);
  await sim.act({ action: 'ws_abort' });
  expect(await second.closed).toBe(1006);
  expect(sim.listeners()).toBe(0);
});

/** Opens a raw notification socket, so that frames can be seen and made by hand. */
async function rawSocket() {
  const socket = connect(Number(new URL(sim.pmsUrl).port), '127.0.0.1');
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  socket.on('error', () => undefined);
  socket.write(
    `GET /:/websockets/notifications HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Plex-Token: ${sim.token}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  const frames = (): Buffer => received.subarray(received.indexOf('\r\n\r\n') + 4);
  return { socket, frames, head: () => received.toString('latin1') };
}

test('the handshake and the frames are those of RFC 6455', async () => {
  const { socket, frames, head } = await rawSocket();
  await expect.poll(() => head()).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  await expect.poll(() => frames().includes(Buffer.from([0x89, 0]))).toBe(true);
  socket.write(Buffer.from([0x89, 0x82, 1, 2, 3, 4, 0x48 ^ 1, 0x69 ^ 2]));
  await expect.poll(() => frames().includes(Buffer.from([0x8a, 2, 0x48, 0x69]))).toBe(true);
  await sim.act({ action: 'ws_raw', message: 'not json' });
  await expect.poll(() => frames().includes(Buffer.from('\x81\x08not json', 'latin1'))).toBe(true);
  await sim.act({ action: 'ws_silence' });
  const before = frames().length;
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(frames().length).toBe(before);
  socket.destroy();
});

test.each([
  ['a fragment', Buffer.from([0x01, 0x80, 0, 0, 0, 0]), 1003],
  ['an unmasked frame', Buffer.from([0x81, 0x00]), 1002],
  ['a close', Buffer.from([0x88, 0x80, 0, 0, 0, 0]), 1000],
])('%s ends the connection with a reason', async (_what, sent, code) => {
  const { socket, frames, head } = await rawSocket();
  await expect.poll(() => head()).toContain('101 Switching');
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.write(sent);
  await expect.poll(() => frames().includes(Buffer.from([0x88, 2, code >> 8, code & 0xff]))).toBe(true);
  await ended;
  expect(sim.listeners()).toBe(0);
});

test('the filter of a stream keeps types out', async () => {
  const client = await listen(sim, '&filters=timeline');
  await sim.act(start);
  await sim.act({ action: 'add', what: 'movie', name: 'new' });
  await client.until((m) => m.length >= 7);
  expect(new Set(client.messages.map(({ type }) => type))).toEqual(new Set(['timeline']));
});

test('the event source sends the same events unwrapped', async () => {
  const abort = new AbortController();
  const response = await fetch(`${sim.pmsUrl}/:/eventsource/notifications?X-Plex-Token=${sim.token}`, {
    signal: abort.signal,
  });
  await sim.act(start);
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes('"state":"playing"') && text.includes('event: ping')) break;
  }
  abort.abort();
  expect(text).toContain('event: playing\ndata: {"PlaySessionStateNotification":{"sessionKey":');
});

test('terminating a session stops the stream where it last was', async () => {
  const client = await listen(sim);
  await sim.act({ ...start, view_offset_ms: 5000 });
  const sessionId = sim.streams()[0]?.sessionId ?? '';
  expect((await ask(sim, '/status/sessions/terminate?sessionId=&reason=x')).status).toBe(403);
  expect((await ask(sim, '/status/sessions/terminate?sessionId=nobody&reason=x')).status).toBe(404);
  expect((await ask(sim, `/status/sessions/terminate?sessionId=${sessionId}&reason=Bed+time`)).status).toBe(200);
  await client.until((m) => m.some(({ entry }) => entry.state === 'stopped'));
  expect(client.messages.at(-1)?.entry).toMatchObject({ state: 'stopped', viewOffset: 5000 });
  expect(sim.terminated).toEqual([{ sessionId, reason: 'Bed time' }]);
  expect(sim.streams()).toEqual([]);
});

test('going down refuses connections and coming back keeps the port', async () => {
  const client = await listen(sim);
  await sim.act({ action: 'server_down' });
  expect(await client.closed).toBe(1006);
  await expect(ask(sim, '/identity')).rejects.toThrow();
  await sim.act({ action: 'server_up' });
  expect((await ask(sim, '/identity')).status).toBe(200);
});

test.each([
  ['status', { status: 503 }],
  ['maintenance', { maintenance: true }],
  ['malformed', { malformed: true }],
  ['empty', { empty: true }],
  ['drop', { drop: true }],
  ['truncated', { truncated: true }],
  ['delay', { delay_ms: 300 }],
  ['oversize', { oversize_mb: 3 }],
] as const)('the fault %s happens as often as asked and only there', async (name, fault) => {
  await sim.act({ action: 'fault', path: '/library/sections', times: 1, ...fault });
  expect((await ask(sim, '/status/sessions')).status).toBe(200);
  const began = performance.now();
  const failed = await ask(sim, '/library/sections').catch(() => 'cut off' as const);
  if (name === 'maintenance')
    expect(failed).toMatchObject({ status: 503, text: expect.stringContaining('title="Maintenance"') });
  else if (name === 'status') expect(failed).toMatchObject({ status: 503 });
  else if (name === 'drop' || name === 'truncated') expect(failed).toBe('cut off');
  else if (name === 'delay') expect(performance.now() - began).toBeGreaterThan(290);
  else if (name === 'empty') expect(failed).toMatchObject({ status: 200, text: '' });
  else if (name === 'oversize')
    expect((failed as { text: string }).text.length).toBeGreaterThanOrEqual(3 * 1024 * 1024);
  else expect(() => parseXml((failed as { text: string }).text)).toThrow();
  expect(parseXml((await ask(sim, '/library/sections')).text).size).toBe('7');
});

test('new items are announced, can be read and leave again', async () => {
  const client = await listen(sim);
  await sim.act({ action: 'add', what: 'episodes', name: 'e', show: 'show/lighthouse-nine', season: 3, count: 2 });
  await client.until((m) => m.some(({ entry }) => entry.event === 'ended'));
  const done = client.messages.filter(
    ({ type, entry }) => type === 'timeline' && entry.state === 5 && !entry.mediaState,
  );
  expect(done.map(({ entry }) => entry.title)).toEqual(['Season 3', 'New Episode 1', 'New Episode 2']);
  const key = String(done[1]?.entry.itemID);
  expect(done[1]?.entry).toMatchObject({ type: 4, sectionID: '2', rootItemID: '1064' });
  expect((await ask(sim, `/library/metadata/${key}`)).status).toBe(200);
  await sim.act({ action: 'remove', name: 'e-e1' });
  expect((await ask(sim, `/library/metadata/${key}`)).status).toBe(404);
});

test('a new run starts healthy and empty', async () => {
  await sim.act(start);
  await sim.act({ action: 'fault', status: 500 });
  await sim.act({ action: 'plextv_token', valid: false });
  await sim.begin({ t0: Date.now(), nonce: 'abcdefgh' });
  expect(parseXml((await ask(sim, '/status/sessions')).text).size).toBe('0');
  expect((await ask(sim, '/api/v2/ping', { service: 'plextv' })).status).toBe(200);
  await sim.act(start);
  expect([...sim.aliases().values()]).toEqual(expect.arrayContaining(['session:a', 'player:roku', 'sid:a']));
});

test('requests are remembered without the token', async () => {
  await ask(sim, `/library/sections?X-Plex-Token=${sim.token}&x=1`, { token: null });
  expect(sim.requests().at(-1)).toMatchObject({ service: 'pms', path: '/library/sections', query: 'x=1', status: 200 });
});
