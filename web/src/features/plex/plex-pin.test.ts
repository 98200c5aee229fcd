import { expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { ApiError } from '../../lib/api.ts';
import { type PinAnswer, PinExpired, waitForPin } from './plex-pin.ts';

const LIFE_MS = 60_000;

/** Waits for a pin that answers these one after the other, the last for ever. */
function waiting(answers: ReadonlyArray<PinAnswer | Error>) {
  const clock = manualClock();
  const stop = new AbortController();
  let asked = 0;
  const check = async (): Promise<PinAnswer> => {
    const answer = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const pin = { pinId: 'a', expiresAt: new Date(clock.now() + LIFE_MS).toISOString() };
  const ended = waitForPin(pin, check, clock, stop.signal).catch((error: unknown) => error);
  return { clock, stop, ended, asked: () => asked };
}

const WAITING = { state: 'waiting' };
const OFFLINE = new ApiError('unreachable', '', null, null);

test('asks every two seconds until somebody agrees; a line that broke is no end', async () => {
  const { clock, ended, asked } = waiting([WAITING, OFFLINE, WAITING, { state: 'done' }]);
  await clock.advance(0);
  await clock.advance(2000);
  await clock.advance(2000);
  expect(asked()).toBe(3);
  await clock.advance(2000);
  expect(await ended).toEqual({ state: 'done' });
});

test.each([
  ['the server says so', [WAITING, { state: 'expired' }]],
  ['the time is over', [WAITING]],
])('ends when %s', async (_, answers) => {
  const { clock, ended } = waiting(answers);
  for (let step = 0; step < 31; step += 1) await clock.advance(2000);
  expect(await ended).toBeInstanceOf(PinExpired);
});

test('a stranger is told at once', async () => {
  const refused = new ApiError('forbidden', 'Not a friend of this server', null, null);
  const { ended } = waiting([refused]);
  expect(await ended).toBe(refused);
});

test('can be given up', async () => {
  const { clock, stop, ended, asked } = waiting([WAITING]);
  await clock.advance(10);
  stop.abort();
  await clock.advance(10_000);
  expect(await ended).toBe(stop.signal.reason);
  expect(asked()).toBe(1);
});
