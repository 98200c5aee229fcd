import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { manualClock } from '#clock-testing';
import { createHttpRequest } from './http-request.ts';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

async function serve(answer: Answer): Promise<string> {
  const server = createServer((incoming, response) => {
    answer(incoming, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = createHttpRequest({ clock: systemClock(), verifyCertificates: async () => true });
const call = (url: string) => ({ url, method: 'POST', headers: { 'X-A': 'b', Authorization: 'secret' }, body: 'hé' });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

test('sends what it is told and gives back what was answered', async () => {
  const seen: string[] = [];
  const url = await serve(async (incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url} ${incoming.headers['x-a']} ${await bodyOf(incoming)}`);
    response.writeHead(202, { 'Retry-After': '5' }).end('thanks');
  });
  expect(await request(call(`${url}/hook?a=b`))).toMatchObject({
    ok: true,
    status: 202,
    text: 'thanks',
    headers: { 'retry-after': '5' },
  });
  expect(seen).toEqual(['POST /hook?a=b b hé']);
});

test('follows redirects as browsers do, and takes no secret to another host', async () => {
  const seen: string[] = [];
  const other = await serve(async (incoming, response) => {
    seen.push(`${incoming.method} ${incoming.headers.authorization} ${await bodyOf(incoming)}`);
    response.end('there');
  });
  const url = await serve((incoming, response) => {
    const status = incoming.url === '/keeps' ? 307 : 302;
    response.writeHead(status, { Location: other.replace('127.0.0.1', 'localhost') }).end();
  });
  expect(await request(call(`${url}/keeps`))).toMatchObject({ ok: true, status: 200 });
  expect(await request(call(url))).toMatchObject({ ok: true, status: 200 });
  expect(seen).toEqual(['POST undefined hé', 'GET undefined ']);
});

test.each([
  ['a circle', '/', 'The address is redirected too often'],
  ['a file', 'file:///etc/passwd', 'The address is redirected to something else'],
])('%s of redirects ends', async (_what, location, problem) => {
  const url = await serve((_incoming, response) => response.writeHead(302, { Location: location }).end());
  expect(await request(call(url))).toEqual({ ok: false, problem, isForGood: true });
});

test.each(['ftp://x/', 'javascript:alert(1)', 'nonsense', ''])('%j is no address', async (url) => {
  expect(await request(call(url))).toMatchObject({ ok: false, isForGood: true });
});

test('nobody there: may be there later', async () => {
  expect(await request(call('http://127.0.0.1:1/'))).toMatchObject({ ok: false, isForGood: false });
});

test('an endless answer is not read to its end', async () => {
  const url = await serve((_incoming, response) => {
    const more = (): void => {
      if (!response.destroyed && response.write('x'.repeat(65_536))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  const answer = await request(call(url));
  expect(answer.ok && answer.text.length < 200_000).toBe(true);
});

test('silence ends after a while', async () => {
  const clock = manualClock();
  const url = await serve(() => undefined);
  const answer = createHttpRequest({ clock, verifyCertificates: async () => true })(call(url));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await clock.advance(20_000);
  expect(await answer).toEqual({ ok: false, problem: 'No answer within 20 seconds', isForGood: false });
});

test('goes nowhere but where a webhook may be, whatever a name or a redirection says', async () => {
  let connections = 0;
  const url = await serve((incoming, response) => {
    connections += 1;
    if (incoming.url === '/away') response.writeHead(302, { Location: 'http://169.254.169.254/latest' });
    if (incoming.url === '/again') response.writeHead(307, { Location: `${url.replace('127.0.0.1', 'hook.test')}/x` });
    response.end();
  });
  const names = ['127.0.0.1', '169.254.169.254'];
  const guarded = (mayBePrivate: boolean) =>
    createHttpRequest({
      clock: systemClock(),
      verifyCertificates: async () => true,
      mayBePrivate: async () => mayBePrivate,
      resolve: (_name, _options, done) => done(null, [{ address: names.shift() ?? '', family: 4 }]),
    });
  const forGood = { ok: false, isForGood: true };
  expect(await guarded(true)(call('http://169.254.169.254/'))).toMatchObject(forGood);
  expect(await guarded(true)(call(`${url}/away`))).toMatchObject({
    ...forGood,
    problem: expect.stringMatching(/redirected/),
  });
  expect(await guarded(false)(call(url))).toMatchObject(forGood);
  expect(connections).toBe(1);
  // The name is good at first and leads elsewhere the second time.
  expect(await guarded(true)(call(`${url.replace('127.0.0.1', 'hook.test')}/again`))).toMatchObject({
    ...forGood,
    problem: expect.stringMatching(/hook\.test leads to/),
  });
  expect(connections).toBe(2);
  expect(names).toEqual([]);
});
