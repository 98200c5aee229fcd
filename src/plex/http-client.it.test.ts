/** The client against servers that misbehave in every way a network knows. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { RatingKey } from '#contract/ids.ts';
import {
  against,
  clientOf,
  clock,
  drop,
  empty,
  FINE,
  inTurn,
  listen,
  send,
  stopServers,
  TOKEN,
} from './http-testing.ts';
import { fixedNetwork } from './network.ts';
import { element, fixtureText } from './testing.ts';

afterEach(stopServers);

describe('statuses', () => {
  test.each([
    [401, 'errors/pms-401.html', 'unauthorised', 1, 'Lanternhouse does not accept the token'],
    [403, 'errors/pms-403.html', 'refused', 1, 'Lanternhouse refuses the request'],
    [
      404,
      'errors/pms-404.html',
      'refused',
      1,
      'Lanternhouse does not answer as a Plex Media Server does; its address may be wrong',
    ],
    [400, 'errors/pms-400.html', 'refused', 1, 'Lanternhouse answers with error 400'],
    [429, 'errors/plextv-429.xml', 'refused', 1, 'Lanternhouse is asked too often (Rate limit exceeded)'],
    [500, 'errors/pms-500.html', 'unreachable', 3, 'Lanternhouse answers with error 500'],
    [
      503,
      'errors/pms-503-maintenance.xml',
      'unreachable',
      3,
      'Lanternhouse answers with error 503 (Plex Media Server is currently running startup maintenance tasks.)',
    ],
    [204, 'errors/empty.txt', 'refused', 1, 'Lanternhouse answers with error 204'],
  ] as const)('%i (%s) is %s after %i requests', async (status, file, reason, requests, problem) => {
    const server = await against(send(status, fixtureText(file)));
    expect(await server.media.libraries()).toEqual({ ok: false, reason, problem });
    expect(server.requests).toHaveLength(requests);
    expect(server.answers).toHaveLength(1);
  });
});

test('the list of sessions is asked for once: who wants it asks again', async () => {
  const server = await against(send(500, ''));
  expect(await server.media.sessions()).toMatchObject({ ok: false, reason: 'unreachable' });
  expect(server.requests).toHaveLength(1);
});

describe('bodies', () => {
  test.each([
    ['an empty one', ''],
    ['one cut off in the middle', fixtureText('pms/sessions-truncated.xml')],
    ['one with a stray ampersand', fixtureText('pms/sessions-malformed.xml')],
    ['a page for people', fixtureText('errors/pms-401.html')],
    ['another document', fixtureText('plextv/users-account.xml')],
  ])('%s is malformed, never an empty list', async (_what, body) => {
    const { media, requests } = await against(send(200, body));
    expect(await media.sessions()).toMatchObject({ ok: false, reason: 'malformed' });
    expect(requests).toHaveLength(1);
  });

  test('one that ends before its announced length is tried again', async () => {
    const short: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': String(empty.length + 500) });
      response.write(empty);
      response.destroy();
    };
    const { media, requests } = await against(inTurn(short, FINE));
    expect(await media.libraries()).toEqual({ ok: true, value: [] });
    expect(requests).toHaveLength(2);
  });

  test('one that never ends is given up at its limit, whatever else the server would send', async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, ' ');
    const endless = (_request: IncomingMessage, response: ServerResponse): void => {
      const more = (): void => {
        do sent += piece.length;
        while (response.write(piece) && !response.destroyed);
      };
      response.on('drain', more);
      response.writeHead(200);
      more();
    };
    const before = process.memoryUsage().rss;
    const { media, requests } = await against(endless, { network: fixedNetwork({ timeoutMs: 5_000 }) });
    expect(await media.sessions()).toEqual({
      ok: false,
      reason: 'too_large',
      problem: 'Lanternhouse sent an answer of more than 10 MB',
    });
    expect(requests).toHaveLength(1);
    expect(sent).toBeLessThan(32 * 1_048_576);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1_048_576);
  });

  test('one that announces too much is not read at all', async () => {
    const huge: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': String(2 ** 40) });
      response.write('<');
    };
    const { media } = await against(huge);
    expect(await media.sessions()).toMatchObject({ ok: false, reason: 'too_large' });
  });

  test('a list of 500 streams fits', async () => {
    const one = /<Video[\s\S]*<\/Video>/.exec(fixtureText('pms/sessions-movie-transcode-software.xml'))?.[0] ?? '';
    const many = Array.from({ length: 500 }, (_, index) =>
      one.replace('sessionKey="12"', `sessionKey="${index + 1}" padding="${'x'.repeat(4_000)}"`),
    );
    const { media } = await against(send(200, element('MediaContainer', { size: 500 }, ...many)), {
      network: fixedNetwork({ timeoutMs: 5_000 }),
    });
    const answer = await media.sessions();
    expect(answer.ok && answer.value.sessions.length).toBe(500);
  });
});

describe('time', () => {
  test('a server that does not answer is given up once, not three times', async () => {
    const { media, requests } = await against(() => undefined);
    expect(await media.sessions()).toMatchObject({
      ok: false,
      reason: 'unreachable',
      problem: expect.stringContaining('does not answer within'),
    });
    expect(requests).toHaveLength(1);
  });

  test('a body that trickles on may take longer than one that stops', async () => {
    const trickle: RequestListener = (_request, response) => {
      const pieces = empty.match(/[\s\S]{1,40}/g) ?? [];
      const more = (): void => {
        const piece = pieces.shift();
        if (piece === undefined) response.end();
        else response.write(piece, () => clock.after(150, more));
      };
      more();
    };
    const { media } = await against(trickle);
    expect(await media.sessions()).toMatchObject({ ok: true });
    const { media: stuck } = await against(
      (_request, response) => void response.writeHead(200).write('<MediaContainer'),
    );
    expect(await stuck.sessions()).toMatchObject({ ok: false, reason: 'unreachable' });
  });

  test('a body that trickles for ever is given up too', async () => {
    const { media } = await against((_request, response) => {
      response.writeHead(200);
      const cancel = clock.every(50, () => response.write(' '));
      response.on('close', cancel);
    });
    expect(await media.sessions()).toMatchObject({ ok: false, reason: 'unreachable' });
  });

  test('a caller that gives up is answered at once', async () => {
    const { media, lines, answers } = await against(() => undefined, { network: fixedNetwork({ timeoutMs: 60_000 }) });
    const giveUp = new AbortController();
    const answer = media.metadata(['1' as RatingKey], giveUp.signal);
    await clock.sleep(30);
    giveUp.abort();
    expect(await answer).toMatchObject({ ok: false, reason: 'aborted' });
    expect(lines).toEqual([]);
    expect(answers).toMatchObject([{ reason: 'aborted' }]);
  });
});

describe('ways that fail', () => {
  test('a dropped connection is tried again, twice at most', async () => {
    const recovering = await against(inTurn(drop, drop, FINE));
    expect(await recovering.media.libraries()).toMatchObject({ ok: true });
    const failing = await against(drop);
    expect(await failing.media.libraries()).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(failing.requests).toHaveLength(3);
  });

  test('a refused connection is one clear sentence', async () => {
    const url = await listen(createTcpServer());
    await stopServers();
    const { media, lines } = clientOf(url);
    expect(await media.sessions()).toEqual({
      ok: false,
      reason: 'unreachable',
      problem: 'Lanternhouse refuses the connection (ECONNREFUSED)',
    });
    expect(lines).toHaveLength(1);
  });

  test.each([
    ['TLS is expected and HTTP spoken', (url: string) => url.replace('http:', 'https:')],
    ['the address is none', () => 'not an address'],
  ])('%s', async (_what, change) => {
    const { url } = await against(FINE);
    const { media } = clientOf(change(url));
    expect(await media.sessions()).toMatchObject({ ok: false, reason: 'unreachable' });
  });

  test('something answers that is no web server', async () => {
    const url = await listen(
      createTcpServer(
        (socket) =>
          void socket
            .on('error', () => undefined)
            .resume()
            .end('220 mail.example ESMTP\r\n'),
      ),
    );
    const { media } = clientOf(url);
    expect(await media.sessions()).toMatchObject({ ok: false, reason: 'unreachable' });
  });

  test('a redirect is followed on the same host only', async () => {
    const elsewhere = await against(FINE);
    const away = await against(send(302, '', { location: elsewhere.url.replace('127.0.0.1', 'localhost') }));
    expect(await away.media.sessions()).toMatchObject({ ok: false, reason: 'refused' });
    expect(elsewhere.requests).toHaveLength(0);
    const near = await against((request, response) =>
      request.url?.startsWith('/moved')
        ? FINE(request, response)
        : send(301, '', { location: '/moved' })(request, response),
    );
    expect(await near.media.sessions()).toMatchObject({ ok: true });
    const round = await against(send(302, '', { location: '/round' }));
    expect(await round.media.sessions()).toMatchObject({ ok: false, reason: 'refused' });
  });
});

describe('secrets', () => {
  test('the token is in a header and in no line, address or problem', async () => {
    const echo: RequestListener = (request, response) =>
      response.writeHead(500).end(element('Response', { status: `bad token ${request.headers['x-plex-token']}` }));
    const { media, requests, lines } = await against(echo);
    const answer = await media.sessions();
    expect(requests[0]?.headers).toMatchObject({
      'x-plex-token': TOKEN,
      'x-plex-product': 'Spyglass',
      'x-plex-client-identifier': 'test-client',
    });
    expect(requests[0]?.url).not.toContain(TOKEN);
    expect(answer).toMatchObject({ problem: expect.stringContaining('bad token [hidden]') });
    expect(lines.join()).not.toContain(TOKEN);
  });

  test('a token that no header can carry is refused without being quoted', async () => {
    const { url } = await against(FINE);
    const { media } = clientOf(url, { token: 'line\nbreak' });
    const answer = await media.sessions();
    expect(answer).toMatchObject({ ok: false, reason: 'unauthorised' });
    expect(JSON.stringify(answer)).not.toContain('break');
  });
});
