import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportView, UploadView } from '#contract/imports.ts';
import { aPlay, heldImporter, importHouse } from '#tautulli/import/service/service-testing.ts';
import { createApp } from './app.ts';
import { post } from './app-testing.ts';
import { joined } from './live-testing.ts';
import { aLiveHub, httpDeps } from './testing.ts';

const importer = heldImporter();
const { hub } = aLiveHub();
let house: Awaited<ReturnType<typeof importHouse>>;
let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  house = await importHouse(importer.importTautulli);
  house.service.onChange((view) => hub.announce({ type: 'import', import: view }));
  app = await createApp(httpDeps({ imports: () => house.desk, liveHub: hub }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
  writeFileSync(join(house.importDir, 'tautulli.db'), 'x');
});
afterAll(async () => {
  await house.stop();
  await app.close();
});

const uploads = '/api/v3/imports/uploads';
const begin = async (sizeBytes: number, name = 'tautulli.db'): Promise<UploadView> =>
  (await app.inject(post(uploads, { name, sizeBytes }))).json();
const put = (id: string, offset: number, payload: string | Buffer, type = 'application/octet-stream') =>
  app.inject({ method: 'PUT', url: `${uploads}/${id}?offset=${offset}`, payload, headers: { 'content-type': type } });

/** Sends the head of a chunk and its first bytes over a real line, then cuts it. */
const brokenChunk = (id: string, announced: number, sent: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/octet-stream', 'content-length': announced };
    const line = send({ host: '127.0.0.1', port, method: 'PUT', path: `${uploads}/${id}?offset=0`, headers });
    line.on('error', () => resolve());
    line.on('close', () => resolve());
    line.write(sent);
    void expect
      .poll(async () => (await house.uploads.get(id)).offset, { interval: 10 })
      .toBe(sent.length)
      .then(() => line.destroy());
  });

describe('uploads', () => {
  test('arrive in chunks, several megabytes each', async () => {
    const chunk = Buffer.alloc(3_000_000, 7);
    const { id, offset, chunkBytes } = await begin(6_000_000, '../x/tautulli.db');
    expect([offset, chunkBytes]).toEqual([0, 4_194_304]);
    expect((await put(id, 0, chunk)).json()).toMatchObject({ offset: 3_000_000, name: 'tautulli.db' });
    expect((await put(id, 3_000_000, chunk)).statusCode).toBe(200);
    const { path } = await house.uploads.file(id);
    expect(await readFile(path)).toEqual(Buffer.concat([chunk, chunk]));
    expect((await app.inject({ method: 'DELETE', url: `${uploads}/${id}` })).statusCode).toBe(204);
    expect((await app.inject({ url: `${uploads}/${id}` })).statusCode).toBe(404);
  });

  test('go on where the line broke', async () => {
    const content = Buffer.from('0123456789'.repeat(10_000));
    const { id } = await begin(content.length);
    await brokenChunk(id, content.length, content.subarray(0, 40_000));
    const wrong = await put(id, 0, content);
    expect([wrong.statusCode, wrong.headers['upload-offset']]).toEqual([409, '40000']);
    expect(wrong.json().error).toMatchObject({ code: 'conflict', message: 'The upload goes on at byte 40000' });
    expect((await app.inject({ url: `${uploads}/${id}` })).json().offset).toBe(40_000);
    expect((await put(id, 40_000, content.subarray(40_000))).json().offset).toBe(content.length);
    expect(await readFile((await house.uploads.file(id)).path)).toEqual(content);
  });

  test('that cannot be taken are refused with a sentence', async () => {
    const { id } = await begin(4);
    const refused = async (answer: ReturnType<typeof put>) => {
      const { statusCode, body } = await answer;
      return [statusCode, JSON.parse(body).error.message];
    };
    expect(await refused(put(id, 0, '12345'))).toEqual([400, 'More bytes were sent than were announced']);
    expect(await refused(put(id, 0, '{}', 'application/json'))).toEqual([
      400,
      'The body must be sent as application/octet-stream',
    ]);
    expect((await put(id, 0, 'x', 'text/plain')).statusCode).toBe(415);
    expect((await put('0'.repeat(32), 0, 'x')).statusCode).toBe(404);
    expect((await put('..%2f..', 0, 'x')).statusCode).toBe(400);
    const tooLarge = await app.inject(post(uploads, { name: 'a', sizeBytes: 9e15 }));
    expect([tooLarge.statusCode, tooLarge.json().error.code]).toEqual([507, 'refused']);
  });

  test('bytes are taken nowhere else', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = await app.inject({ method: 'POST', url: '/api/v3/servers', payload: 'x', headers });
    expect(answer.statusCode).toBe(415);
  });
});

describe('imports', () => {
  const start = (body: object) => app.inject(post('/api/v3/imports', { source: { path: 'tautulli.db' }, ...body }));
  const get = async (id: number): Promise<ImportView> => (await app.inject({ url: `/api/v3/imports/${id}` })).json();
  const state = (id: number) => expect.poll(async () => (await get(id)).state);

  test('are told of on the live stream, to whoever comes later, and only one at a time', async () => {
    const page = await joined(hub);
    const begun = await start({ dryRun: true });
    const { id } = begun.json();
    expect([begun.statusCode, begun.json().state]).toEqual([202, 'running']);
    expect((await start({ dryRun: true })).statusCode).toBe(409);
    importer.say(30);
    expect((await app.inject({ url: '/api/v3/imports/current' })).json().running).toMatchObject({
      id,
      progress: { stage: 'load', what: 'session_history', rowsDone: 30 },
    });
    importer.succeed();
    await state(id).toBe('done');
    await expect.poll(() => page.text()).toContain('"state":"done"');
    expect(page.names()).toContain('import');
    page.leave();
  });

  test('can be cancelled', async () => {
    const { id } = (await start({ dryRun: true })).json();
    const answer = await app.inject({ method: 'POST', url: `/api/v3/imports/${id}/cancel` });
    expect([answer.statusCode, answer.json().isCancelling]).toEqual([202, true]);
    await state(id).toBe('cancelled');
    expect((await app.inject({ method: 'POST', url: `/api/v3/imports/${id}/cancel` })).statusCode).toBe(409);
  });

  test('replace nothing without the confirmation of a dry run', async () => {
    await aPlay(house.db, 'Harbour');
    const before = importer.calls.length;
    const refused = await start({});
    expect([refused.statusCode, refused.json().error.message]).toEqual([409, 'This could replace 1 play']);
    expect((await start({ confirm: '1-1-1-1' })).statusCode).toBe(409);
    expect(importer.calls).toHaveLength(before);
    const look = (await start({ dryRun: true })).json();
    const existing = { plays: 1, users: 1, libraries: 0, serverName: 'Harbour' };
    importer.succeed({ existing, server: { name: 'Harbour', isNew: false } });
    await state(look.id).toBe('done');
    const { confirmation } = await get(look.id);
    const begun = await start({ confirm: confirmation!.token });
    expect([begun.statusCode, importer.calls.at(-1)?.overwrite]).toEqual([202, true]);
    importer.succeed({ outcome: 'imported' });
    await state(begun.json().id).toBe('done');
  });

  test.each([
    ['a path outside', { source: { path: '../secret.key' } }, 403],
    ['no such file', { source: { path: 'none.db' } }, 404],
    ['two sources at once', { source: { path: 'tautulli.db', uploadId: '0'.repeat(32) } }, 400],
  ])('%s is refused', async (_name, body, status) => {
    expect((await start(body)).statusCode).toBe(status);
  });
});
