/** What is asked of a server, and how its answers are taken. */
import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { RatingKey } from '#contract/ids.ts';
import { against, clientOf, clock, FINE, inTurn, send, stopServers, TOKEN } from './http-testing.ts';
import { fixtureText } from './testing.ts';

afterEach(stopServers);

describe('what is asked', () => {
  test('items in lists of fifty; where a list is not answered one by one; unknown ones are simply not there', async () => {
    const film = send(200, fixtureText('pms/metadata-101.xml'));
    const { media, requests } = await against((request, response) =>
      (request.url?.startsWith('/library/metadata/101?') ? film : send(404, ''))(request, response),
    );
    const keys = Array.from({ length: 60 }, (_, index) => String(100 + index) as RatingKey);
    const answer = await media.metadata([...keys, '101' as RatingKey, '../identity' as RatingKey]);
    expect(answer).toMatchObject({ ok: true, value: [{ item: { ratingKey: '101' } }] });
    const lists = requests.flatMap(({ url }) => (url?.includes(',') ? [url] : []));
    expect(lists.map((url) => url.split(',').length)).toEqual([50, 10]);
    expect(lists[0]).toMatch(/^\/library\/metadata\/100,101,.*\?includeMarkers=1$/);
    expect(requests).toHaveLength(62);
    expect(await media.metadata([])).toEqual({ ok: true, value: [] });
    expect(requests).toHaveLength(62);
  });

  test('with what an item has from its show; without it when that cannot be read', async () => {
    const episode = send(200, fixtureText('pms/metadata-221.xml'));
    const { media, requests } = await against(
      inTurn(episode, send(200, fixtureText('pms/metadata-201.xml')), episode, send(403, '')),
    );
    const full = await media.metadata(['221' as RatingKey]);
    expect(full).toMatchObject({ ok: true, value: [{ item: { genres: ['Comedy', 'Crime'] } }] });
    expect(requests.map(({ url }) => url)).toEqual([
      '/library/metadata/221?includeMarkers=1',
      '/library/metadata/211,201?includeMarkers=1',
    ]);
    expect(await media.metadata(['221' as RatingKey])).toMatchObject({
      ok: true,
      value: [{ item: { title: 'The Brass Key', genres: [] } }],
    });
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

  test('what a server tells everybody says nothing about the token', async () => {
    const { media, answers } = await against(send(200, fixtureText('pms/identity.xml')));
    expect(await media.identity()).toMatchObject({ ok: true });
    expect(answers).toEqual([]);
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

describe('questions', () => {
  const question = { path: 'servers', parse: (body: string) => ({ ok: true, value: body }) as const };

  test('six at once, out of the turns of what is watched', async () => {
    const held: ServerResponse[] = [];
    const { media, requests } = await against((_request, response) => void held.push(response));
    const asking = Array.from({ length: 20 }, () => media.ask(question));
    await expect.poll(() => held.length).toBe(6);
    await clock.sleep(50);
    expect(requests).toHaveLength(6);
    while (held.length > 0 || requests.length < 20) {
      held.shift()?.end('<a/>');
      await clock.sleep(1);
    }
    expect((await Promise.all(asking)).every(({ ok }) => ok)).toBe(true);
  });

  test('what is refused or unknown says nothing of the connection, what is not answered does', async () => {
    const { media, answers } = await against(inTurn(send(404, ''), send(403, ''), send(200, '<a/>'), send(401, '')));
    const reasons: unknown[] = [];
    for (let i = 0; i < 4; i += 1) {
      const answer = await media.ask(question);
      reasons.push(answer.ok || answer.reason);
    }
    expect(reasons).toEqual(['not_found', 'refused', true, 'unauthorised']);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('what changes something is sent once, and needs no answer', async () => {
    const { media, requests } = await against(inTurn(send(204, ''), send(500, '')));
    const change = { ...question, method: 'PUT' as const };
    expect([(await media.ask(change)).ok, (await media.ask(change)).ok]).toEqual([true, false]);
    expect(requests.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
  });

  test('as somebody else sees the server', async () => {
    const { media, requests } = await against(FINE);
    await media.as('fr13nd').ask(question);
    expect(requests[0]?.headers['x-plex-token']).toBe('fr13nd');
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
      {
        url: `http://127.0.0.1:32400${request.path}?X-Plex-Token=${TOKEN}`,
        width: '300',
        height: '450',
        format: 'jpg',
        blur: '5',
      },
    ]);
  });

  test.each(['//evil.example/x', 'file:///etc/passwd', 'library', ''])('are not asked for at %j', async (path) => {
    const { media, requests } = await against(FINE);
    expect(await media.image({ ...request, path })).toMatchObject({ ok: false, reason: 'refused' });
    expect(requests).toEqual([]);
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

test('lists that wait for their turn are one request, and wait for no description', async () => {
  const { media, requests } = await against((request, response) =>
    request.url === '/status/sessions' ? FINE(request, response) : send(404, '')(request, response),
  );
  const asked = (path: string): number => requests.filter(({ url }) => url?.startsWith(path)).length;
  const described = Array.from({ length: 101 }, (_, key) => media.metadata([String(key) as RatingKey]));
  await Promise.all(described.slice(0, 100));
  const before = clock.monotonic();
  const lists = Array.from({ length: 50 }, () => media.sessions());
  expect((await Promise.all(lists)).every((answer) => answer.ok)).toBe(true);
  expect(clock.monotonic() - before).toBeLessThan(500);
  expect(asked('/status')).toBeLessThan(5);
  await described.at(-1);
  expect(asked('/library')).toBe(101);
});
