/** The client against servers that misbehave in every way a network knows. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import type { RatingKey } from '#contract/ids.ts';
import { createLog } from '#log';
import type { Answer } from './facts.ts';
import { createMediaServer, type MediaServerOptions } from './media-server.ts';
import { element, fixtureText } from './testing.ts';

const TOKEN = 's3cretT0ken';
const clock = systemClock();
const running: Server[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function clientOf(url: string, over: Partial<MediaServerOptions> = {}) {
  const lines: string[] = [];
  const answers: Answer<unknown>[] = [];
  const media = createMediaServer({
    url,
    token: TOKEN,
    name: 'Lanternhouse',
    clientIdentifier: 'test-client',
    clock,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    random: () => 0,
    timeoutMs: 300,
    onAnswer: (answer) => answers.push(answer),
    ...over,
  });
  return { media, lines, answers };
}

async function against(handler: RequestListener, over: Partial<MediaServerOptions> = {}) {
  const requests: IncomingMessage[] = [];
  const url = await listen(
    createServer((request, response) => {
      requests.push(request);
      handler(request, response);
    }),
  );
  return { url, requests, ...clientOf(url, over) };
}

const empty = fixtureText('pms/sessions-empty.xml');
const send = (status: number, body: string, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => response.writeHead(status, headers).end(body);
};
const inTurn = (...handlers: RequestListener[]): RequestListener => {
  let next = 0;
  return (request, response) => handlers[Math.min(next++, handlers.length - 1)]?.(request, response);
};
const drop: RequestListener = (request) => void request.socket.destroy();
const FINE = send(200, empty);

describe('statuses', () => {
  test.each([
    [401, 'errors/pms-401.html', 'unauthorised', 1, 'Lanternhouse does not accept the token'],
    [403, 'errors/pms-403.html', 'refused', 1, 'Lanternhouse refuses the request'],
    [404, 'errors/pms-404.html', 'not_found', 1, 'Lanternhouse does not know what was asked for'],
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
    expect(await server.media.sessions()).toEqual({ ok: false, reason, problem });
    expect(server.requests).toHaveLength(requests);
    expect(server.answers).toHaveLength(1);
  });
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
    expect(await media.sessions()).toMatchObject({ ok: true, value: { sessions: [] } });
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
    const { media, requests } = await against(endless, { timeoutMs: 5_000 });
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
    const { media } = await against(send(200, element('MediaContainer', { size: 500 }, ...many)), { timeoutMs: 5_000 });
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
    const { media, lines, answers } = await against(() => undefined, { timeoutMs: 60_000 });
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
    expect(await recovering.media.sessions()).toMatchObject({ ok: true });
    const failing = await against(drop);
    expect(await failing.media.sessions()).toMatchObject({ ok: false, reason: 'unreachable' });
    expect(failing.requests).toHaveLength(3);
  });

  test('a refused connection is one clear sentence', async () => {
    const url = await listen(createTcpServer());
    await new Promise((resolve) => running.pop()?.close(resolve));
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

describe('what is asked', () => {
  test('items in lists of fifty; unknown ones are simply not there', async () => {
    const { media, requests } = await against(inTurn(send(404, ''), send(200, fixtureText('pms/metadata-101.xml'))));
    const keys = Array.from({ length: 60 }, (_, index) => String(100 + index) as RatingKey);
    const answer = await media.metadata([...keys, '101' as RatingKey, '../identity' as RatingKey]);
    expect(answer).toMatchObject({ ok: true, value: [{ item: { ratingKey: '101' } }] });
    expect(requests.map(({ url }) => url?.split(',').length)).toEqual([50, 10]);
    expect(requests[0]?.url).toMatch(/^\/library\/metadata\/100,101,.*\?includeMarkers=1$/);
    expect(await media.metadata([])).toEqual({ ok: true, value: [] });
    expect(requests).toHaveLength(2);
  });

  test('who the server is, by its setting when it has no name', async () => {
    const nameless = fixtureText('pms/root.xml').replace('friendlyName="Lanternhouse"', 'friendlyName=""');
    const { media, requests } = await against(
      inTurn(send(200, nameless), send(200, fixtureText('pms/prefs.xml')), send(200, fixtureText('pms/identity.xml'))),
    );
    expect(await media.about()).toMatchObject({ ok: true, value: { friendlyName: 'Lanternhouse', platform: 'Linux' } });
    expect(await media.identity()).toMatchObject({ ok: true, value: { version: '1.41.3.9314-0a1b2c3d4' } });
    expect(requests.map(({ url }) => url)).toEqual(['/', '/:/prefs', '/identity']);
  });

  test('below the path of an address', async () => {
    const { url, requests } = await against(send(200, fixtureText('pms/sections.xml')));
    const { media } = clientOf(`${url}/plex`);
    const answer = await media.libraries();
    expect(answer.ok && answer.value.length).toBe(6);
    expect(requests[0]?.url).toBe('/plex/library/sections');
  });

  test('the version of the server decides how the dynamic range is read', async () => {
    const old = fixtureText('pms/root.xml').replace('1.41.3.9314-0a1b2c3d4', '1.25.0.5282-2edd3c44d');
    const { media } = await against(
      inTurn(send(200, old), send(200, fixtureText('pms/sessions-movie-dolby-vision.xml'))),
    );
    await media.about();
    expect(await media.sessions()).toMatchObject({
      value: { sessions: [{ stream: { delivered: { videoDynamicRange: 'Dolby Vision' } } }] },
    });
  });

  test('a broken entry is reported once and does not cost the others', async () => {
    const body = fixtureText('pms/sessions-many.xml').replace(/<User id="10000002"/, '<User id=""');
    const { media, lines } = await against(send(200, body));
    const answer = await media.sessions();
    await media.sessions();
    expect(answer.ok && [answer.value.sessions.length, answer.value.unreadable.length]).toEqual([4, 1]);
    expect(lines.filter((line) => line.includes('could not be read'))).toHaveLength(1);
  });
});

describe('ending a stream', () => {
  test('sends the reason as it is', async () => {
    const { media, requests } = await against(send(200, ''));
    expect(await media.terminate('abc', 'Genug für heute & gute Nacht')).toEqual({ ok: true, value: null });
    expect(requests[0]?.url).toBe(
      '/status/sessions/terminate?sessionId=abc&reason=Genug+f%C3%BCr+heute+%26+gute+Nacht',
    );
  });

  test.each([
    [401, 'refused', 'Plex Pass'],
    [403, 'refused', 'refuses'],
    [404, 'not_found', 'any more'],
    [500, 'unreachable', '500'],
  ] as const)('status %i is %s, is not tried again and says nothing about the link', async (status, reason, words) => {
    const { media, requests, answers } = await against(send(status, ''));
    expect(await media.terminate('abc', '')).toMatchObject({
      ok: false,
      reason,
      problem: expect.stringContaining(words),
    });
    expect(requests).toHaveLength(1);
    expect(answers).toEqual([]);
  });
});

describe('pictures', () => {
  const request = { path: '/library/metadata/101/thumb/1', width: 300, height: 450 };

  test('are scaled by the server', async () => {
    const { media, requests } = await against(send(200, 'JPEG', { 'content-type': 'image/jpeg' }));
    const answer = await media.image({ ...request, blur: 5 });
    expect(answer.ok && [answer.value.contentType, Buffer.from(answer.value.bytes).toString()]).toEqual([
      'image/jpeg',
      'JPEG',
    ]);
    const asked = new URL(requests[0]?.url ?? '', 'http://x');
    expect([asked.pathname, Object.fromEntries(asked.searchParams)]).toEqual([
      '/photo/:/transcode',
      { url: request.path, width: '300', height: '450', format: 'jpg', blur: '5' },
    ]);
  });

  test('are pictures', async () => {
    const { media, answers } = await against(send(200, '<html/>', { 'content-type': 'text/html' }));
    expect(await media.image(request)).toMatchObject({ ok: false, reason: 'malformed' });
    expect(answers).toEqual([]);
  });

  test('come eight at once and use up nobody else’s turn', async () => {
    let now = 0;
    let most = 0;
    const slow: RequestListener = (_request, response) => {
      now += 1;
      most = Math.max(most, now);
      clock.after(20, () => {
        now -= 1;
        response.writeHead(200, { 'content-type': 'image/png' }).end('x');
      });
    };
    const { media } = await against((incoming, response) =>
      incoming.url?.startsWith('/photo') ? slow(incoming, response) : FINE(incoming, response),
    );
    const pictures = Array.from({ length: 40 }, () => media.image(request));
    expect((await Promise.all(pictures)).every((answer) => answer.ok)).toBe(true);
    expect(most).toBe(8);
    const before = clock.monotonic();
    expect(await media.sessions()).toMatchObject({ ok: true });
    expect(clock.monotonic() - before).toBeLessThan(500);
  });
});

test('lists that wait for their turn are one request, before any description', async () => {
  const { media, requests } = await against((request, response) =>
    request.url === '/status/sessions' ? FINE(request, response) : send(404, '')(request, response),
  );
  await Promise.all(Array.from({ length: 20 }, (_, key) => media.metadata([String(key) as RatingKey])));
  const described = media.metadata(['7' as RatingKey]);
  const lists = Array.from({ length: 50 }, () => media.sessions());
  expect((await Promise.all(lists)).every((answer) => answer.ok)).toBe(true);
  expect(requests.slice(20).map(({ url }) => url)).toEqual(['/status/sessions']);
  await described;
  expect(requests).toHaveLength(22);
});
