import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutwardFetch } from './outward-fetch.ts';

let connections = 0;
const server = createServer(async (request, response) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' });
  response.end(`${request.method} ${request.headers['x-a'] ?? ''} ${Buffer.concat(pieces).toString()}`);
});
server.on('connection', () => {
  connections += 1;
});
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const fetching = (addresses: string[], mayBePrivate = true) =>
  createOutwardFetch({
    kind: 'identity',
    mayBePrivate,
    verifiesCertificates: true,
    resolve: (_name, _options, done) => done(null, [{ address: addresses.shift() ?? '', family: 4 }]),
  });
const at = (path = '/', host = 'name.test'): URL => new URL(`http://${host}:${port}${path}`);

test('asks as it is told and hands the answer on, redirections too', async () => {
  const fetch = fetching(['127.0.0.1', '127.0.0.1']);
  const answer = await fetch(at(), { method: 'POST', headers: { 'X-A': 'b' }, body: 'hé' });
  expect([answer.status, await answer.text()]).toEqual([200, 'POST b hé']);
  const moved = await fetch(at('/away'), {});
  expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://169.254.169.254/']);
});

test('makes no connection where it may not go, and looks again for each', async () => {
  const before = connections;
  await expect(fetching([])(new URL('http://169.254.169.254/'), {})).rejects.toThrow(/never meant/);
  await expect(fetching([], false)(at('/', '127.0.0.1'), {})).rejects.toThrow(/private network/);
  await expect(fetching(['127.0.0.1'], false)(at(), {})).rejects.toThrow(/name\.test leads into a private network/);
  await expect(fetching(['169.254.169.254'])(at(), {})).rejects.toThrow(/name\.test leads to/);
  expect(connections).toBe(before);
  const rebinding = fetching(['127.0.0.1', '169.254.169.254']);
  await (await rebinding(at(), {})).text();
  await expect(rebinding(at(), {})).rejects.toThrow(/name\.test leads to/);
  expect(connections).toBe(before + 1);
});
