import { describe, expect, test } from 'vitest';
import { createLog } from '#log';
import { isWanted, readLine } from './log-line.ts';
import { createMask, maskValue } from './mask-log.ts';

const line = (fields: Record<string, unknown>): string =>
  JSON.stringify({ level: 30, time: '2026-11-24T16:05:16.000Z', msg: 'hello', ...fields });

describe('a line of the log', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['says its level', { level: 50 }, { level: 'error', message: 'hello', details: null }],
    ['of a fatal error is one', { level: 60 }, { level: 'error' }],
    ['of a trace is for debugging', { level: 10 }, { level: 'debug' }],
    ['says what it is about', { part: 'tasks', n: 1 }, { part: 'tasks', details: { n: 1 } }],
    ['of the database server', { part: 'postgres' }, { part: 'database' }],
    ['of a request', { method: 'GET', url: '/x' }, { part: 'web' }],
    ['of a server', { server: 'Attic' }, { part: 'plex' }],
    ['of anything else', { part: 'nonsense' }, { part: 'general' }],
  ])('%s', (_name, fields, expected) => {
    expect(readLine(line(fields), 7)).toMatchObject({ position: 7, ...expected });
  });

  test('that was cut off is shown as it is', () => {
    expect(readLine('{"level":30,"ti', 0)).toMatchObject({ at: null, message: '{"level":30,"ti', details: null });
  });

  test.each<[Parameters<typeof isWanted>[2], boolean]>([
    [{ level: 'debug', search: '' }, true],
    [{ level: 'error', search: '' }, false],
    [{ level: 'info', part: 'plex', search: '' }, false],
    [{ level: 'info', part: 'web', search: 'HELLO' }, true],
    [{ level: 'info', search: 'goodbye' }, false],
  ])('%j', (filter, expected) => {
    expect(isWanted(readLine(line({ level: 40, method: 'GET' }), 0), () => 'hello', filter)).toBe(expected);
  });
});

describe('what is hidden', () => {
  const mask = createMask({ hidesAddresses: true, names: ['Annabel', 'Bo', 'A.B+C', 'Annabel Lee'] });
  test.each([
    ['a public address', 'from 203.0.113.9 now', 'from ***.***.***.*** now'],
    [
      'not a private one',
      'from 192.168.1.20 and 10.0.0.1 and 172.20.1.1',
      'from 192.168.1.20 and 10.0.0.1 and 172.20.1.1',
    ],
    ['not a version', 'version 1.41.0.8992 of it', 'version 1.41.0.8992 of it'],
    ['an IPv6 address', 'from 2001:db8::5 now', 'from ****:**** now'],
    ['not a private IPv6 address', 'at fe80::1 and ::1', 'at fe80::1 and ::1'],
    ['not a time', 'at 16:05:16', 'at 16:05:16'],
    [
      'the address in a name of plex.direct',
      'https://203-0-113-9.abc0.plex.direct:32400',
      'https://***-***-***-***.abc0.plex.direct:32400',
    ],
    ['a mail address', 'to anna.b@example.org', 'to an****@****'],
    ['a name', 'ANNABEL plays, Annabella does not', 'AN****L plays, Annabella does not'],
    ['the longer of two names', 'Annabel Lee plays', 'An****e plays'],
    ['a name that looks like a pattern', 'A.B+C plays; AxBBC too', 'A.****C plays; AxBBC too'],
    ['not a short name', 'Bo plays', 'Bo plays'],
    ['a token', '/x?X-Plex-Token=abc123&y=1', '/x?X-Plex-Token=[hidden]&y=1'],
  ])('%s', (_name, text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  test('in everything a line says, and less when nobody wants it', () => {
    expect(maskValue(mask, { a: ['203.0.113.9', { b: 'Annabel' }], n: 5 })).toEqual({
      a: ['***.***.***.***', { b: 'An****l' }],
      n: 5,
    });
    const open = createMask({ hidesAddresses: false, names: [] });
    expect(open('Annabel at 203.0.113.9 token=abc')).toBe('Annabel at 203.0.113.9 token=[hidden]');
  });
});

test('no token gets into a line, wherever it stands', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (text) => void lines.push(text) });
  const secret = 'abc123DEF';
  log.info({ reason: `GET http://x/?X-Plex-Token=${secret} failed` }, 'a field');
  log.error({ err: new Error(`token=${secret}`) }, 'an error');
  log.warn({ body: JSON.stringify({ authToken: secret, next: 'value' }) }, 'text that is JSON');
  log.info({ deep: { token: secret, password: `with a " and a \\ ${secret}` } }, 'a known field');
  log.info(`apikey=${secret} of words`);
  expect(lines.join('')).not.toContain(secret);
  for (const text of lines) expect(() => JSON.parse(text)).not.toThrow();
});
