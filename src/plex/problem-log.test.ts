import { expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { createLog } from '#log';
import { networkProblem } from './network-problem.ts';
import { notificationUrl } from './notification-socket.ts';
import { createProblemLog } from './problem-log.ts';

function logging() {
  const lines: Record<string, unknown>[] = [];
  const clock = manualClock();
  const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  return { lines, clock, problems: createProblemLog(log, clock, 'Lanternhouse') };
}

test('says the same problem once a minute and counts the rest', async () => {
  const { lines, clock, problems } = logging();
  for (let i = 0; i < 130; i += 1) {
    problems.report('Lanternhouse refuses the connection');
    await clock.advance(1_000);
  }
  expect(lines).toHaveLength(3);
  expect(lines.map(({ server, msg, repeats }) => ({ server, msg, repeats }))).toEqual([
    { server: 'Lanternhouse', msg: 'Lanternhouse refuses the connection', repeats: undefined },
    { server: 'Lanternhouse', msg: 'Lanternhouse refuses the connection', repeats: 59 },
    { server: 'Lanternhouse', msg: 'Lanternhouse refuses the connection', repeats: 59 },
  ]);
});

test('different problems do not hide each other, and what is remembered has a limit', () => {
  const { lines, problems } = logging();
  for (let i = 0; i < 1_000; i += 1) problems.report(`problem ${i}`);
  expect(lines).toHaveLength(1_000);
});

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });

test.each([
  [coded('ECONNREFUSED'), 'refuses the connection (ECONNREFUSED)'],
  [new TypeError('fetch failed', { cause: coded('ENOTFOUND') }), 'has an address whose name is not known (ENOTFOUND)'],
  [
    new TypeError('fetch failed', { cause: new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')]) }),
    'refuses the connection (ECONNREFUSED)',
  ],
  [new TypeError('terminated', { cause: coded('UND_ERR_SOCKET') }), 'closed the connection (UND_ERR_SOCKET)'],
  [new TypeError('terminated'), 'closed the connection'],
  [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'has a certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  [coded('ESTRANGE'), 'cannot be reached (ESTRANGE)'],
  [new Error('odd'), 'cannot be reached (odd)'],
  ['odd', 'cannot be reached (odd)'],
])('%s: %s', (error, expected) => {
  expect(networkProblem(error)).toBe(expected);
});

test.each([
  ['http://192.0.2.10:32400', 'http://192.0.2.10:32400/:/websockets/notifications'],
  ['https://example.org/plex/', 'https://example.org/plex/:/websockets/notifications'],
])('notifications of %s', (url, expected) => {
  expect(notificationUrl(url)?.href).toBe(expected);
});
