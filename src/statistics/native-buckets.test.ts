import { describe, expect, test } from 'vitest';
import { bucketsOf } from './native-buckets.ts';

const timeZone = 'America/New_York';
/** 2026-03-10 22:30 there. */
const now = Date.UTC(2026, 2, 11, 2, 30);
const DAY_MS = 86_400_000;
const at = (text: string): number => Date.parse(text);
const always = { fromMs: null, untilMs: null };

describe('buckets', () => {
  test('the last days end with today and begin where the first of them does', () => {
    const span = { fromMs: now - 3 * DAY_MS, untilMs: null };
    expect(bucketsOf('day', { span, isRolling: true, now, timeZone })).toMatchObject({
      names: ['2026-03-08', '2026-03-09', '2026-03-10'],
      fromMs: at('2026-03-08T05:00:00Z'),
      untilMs: now,
      buckets: 3,
    });
  });

  test('thirty days where nothing is said, twelve months where months are asked for', () => {
    const days = bucketsOf('day', { span: always, isRolling: false, now, timeZone });
    expect([days.buckets, days.names[0], days.names[29]]).toEqual([30, '2026-02-09', '2026-03-10']);
    const months = bucketsOf('month', { span: always, isRolling: false, now, timeZone });
    expect([months.buckets, months.names[0], months.names[11]]).toEqual([12, '2025-04', '2026-03']);
    expect(months.fromMs).toBe(at('2025-04-01T04:00:00Z'));
  });

  test('a span is shown from its first day to its last', () => {
    const span = { fromMs: at('2025-12-31T05:00:00Z'), untilMs: at('2026-01-02T05:00:00Z') };
    const asked = { span, isRolling: false, now, timeZone };
    expect(bucketsOf('day', asked).names).toEqual(['2025-12-31', '2026-01-01']);
    expect(bucketsOf('month', asked).names).toEqual(['2025-12', '2026-01']);
    expect(bucketsOf('weekday', asked).names).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(bucketsOf('hour', asked).names).toHaveLength(24);
    const empty = { fromMs: span.fromMs, untilMs: span.fromMs };
    expect(bucketsOf('day', { ...asked, span: empty }).buckets).toBeLessThan(2);
  });

  test('more than ten years of days are refused', () => {
    const span = { fromMs: at('2000-01-01T00:00:00Z'), untilMs: null };
    expect(() => bucketsOf('day', { span, isRolling: false, now, timeZone })).toThrow(
      'The time has 9567 parts, more than 3660',
    );
    expect(bucketsOf('month', { span, isRolling: false, now, timeZone }).buckets).toBe(316);
  });
});
