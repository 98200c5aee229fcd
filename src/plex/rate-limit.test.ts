import { expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { createRateLimiter, fullBucket, refilled, waitMs } from './rate-limit.ts';

const RATE = { burst: 20, perSecond: 1 };

test.each([
  { tokens: 0, passedMs: 0, expected: 0, wait: 1000 },
  { tokens: 0, passedMs: 500, expected: 0.5, wait: 500 },
  { tokens: 0, passedMs: 1000, expected: 1, wait: 0 },
  { tokens: 19.5, passedMs: 60_000, expected: 20, wait: 0 },
  { tokens: 3, passedMs: -5_000, expected: 3, wait: 0 },
])('$tokens tokens after $passedMs ms are $expected', ({ tokens, passedMs, expected, wait }) => {
  const bucket = refilled({ tokens, atMs: 10_000 }, RATE, 10_000 + passedMs);
  expect(bucket.tokens).toBeCloseTo(expected);
  expect(waitMs(bucket, RATE)).toBe(wait);
});

test('a new bucket is full', () => {
  expect(fullBucket(RATE, 7)).toEqual({ tokens: 20, atMs: 7 });
});

/** Takes `count` tokens at once and says when each was granted. */
function takeMany(count: number, priority = 1) {
  const clock = manualClock();
  const limiter = createRateLimiter(clock, RATE);
  const granted: { name: string; at: number; isGranted: boolean }[] = [];
  const take = (name: string, of = priority, signal?: AbortSignal): Promise<void> =>
    limiter.take(of, signal).then((isGranted) => void granted.push({ name, at: clock.monotonic(), isGranted }));
  for (let i = 0; i < count; i += 1) void take(String(i));
  return { clock, granted, take };
}

test('lets a burst of 20 through and then one a second', async () => {
  const { clock, granted } = takeMany(25);
  await clock.advance(0);
  expect(granted).toHaveLength(20);
  await clock.advance(999);
  expect(granted).toHaveLength(20);
  await clock.advance(4_001);
  expect(granted.slice(20).map(({ at }) => at)).toEqual([1000, 2000, 3000, 4000, 5000]);
});

test('keeps the rate over an hour of constant demand', async () => {
  const { clock, granted } = takeMany(5_000);
  await clock.advance(3_600_000);
  expect(granted).toHaveLength(20 + 3_600);
});

test('serves the more important first, and the earlier among equals', async () => {
  const { clock, granted, take } = takeMany(20);
  for (const [name, priority] of [
    ['describe a', 2],
    ['describe b', 2],
    ['list', 1],
    ['act', 0],
  ] as const)
    void take(name, priority);
  await clock.advance(4_000);
  expect(granted.slice(20).map(({ name }) => name)).toEqual(['act', 'list', 'describe a', 'describe b']);
});

test('a wait that is given up uses no token and leaves no timer', async () => {
  const { clock, granted, take } = takeMany(20);
  const giveUp = new AbortController();
  void take('given up', 0, giveUp.signal);
  void take('patient', 1);
  await clock.advance(500);
  giveUp.abort();
  await clock.advance(0);
  await clock.advance(500);
  expect(granted.slice(20)).toEqual([
    { name: 'given up', at: 500, isGranted: false },
    { name: 'patient', at: 1000, isGranted: true },
  ]);
  void take('too late', 0, giveUp.signal);
  await clock.advance(0);
  expect(granted.at(-1)).toMatchObject({ name: 'too late', isGranted: false });
});
