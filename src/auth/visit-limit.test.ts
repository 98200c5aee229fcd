import { expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { Problem } from '#problem';
import { createVisitLimit } from './visit-limit.ts';

test('twenty in five minutes from one place, whatever others do', async () => {
  const clock = manualClock();
  const limit = createVisitLimit(clock);
  const take = (address: string | null): number | 'taken' => {
    try {
      limit.take(address);
      return 'taken';
    } catch (error) {
      return error instanceof Problem ? (error.retryAfterSeconds ?? 0) : -1;
    }
  };
  for (let n = 0; n < 20; n += 1) expect(take('2001:db8:1:2::1')).toBe('taken');
  await clock.advance(60_000);
  // The same network, and another one.
  expect(take('2001:db8:1:2::ffff')).toBe(240);
  expect(take('2001:db8:1:3::1')).toBe('taken');
  expect(take('203.0.113.7')).toBe('taken');
  expect(take(null)).toBe('taken');
  await clock.advance(240_000);
  expect(take('2001:db8:1:2::1')).toBe('taken');
});
