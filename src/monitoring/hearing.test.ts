import { describe, expect, test } from 'vitest';
import { Hearing } from './hearing.ts';
import { s } from './reduce-testing.ts';

const open = (): Hearing => {
  const hearing = new Hearing();
  hearing.opened(s(0));
  return hearing;
};

describe('when reports may have been missed', () => {
  test('not while everybody reports', () => {
    const hearing = open();
    expect(hearing.heard(s(0.05), 200)).toBe(false);
    expect(hearing.heard(s(0.4), 200)).toBe(false);
    expect(hearing.brokenAt()).toBeNull();
  });

  test('since the socket was closed, until a list after it is open again', () => {
    const hearing = open();
    hearing.closed(s(5));
    hearing.listed(s(6));
    expect(hearing.brokenAt()).toBe(s(5));
    hearing.opened(s(7));
    hearing.listed(s(6.5));
    expect(hearing.brokenAt()).toBe(s(5));
    hearing.listed(s(7.1));
    expect(hearing.brokenAt()).toBeNull();
  });

  test('since many players fell silent at once, which is noticed by the next report', () => {
    const hearing = open();
    hearing.heard(s(0.5), 200);
    expect(hearing.heard(s(3), 200)).toBe(true);
    expect(hearing.brokenAt()).toBe(s(0.5));
    hearing.listed(s(2));
    expect(hearing.brokenAt()).toBe(s(0.5));
    hearing.listed(s(3.1));
    expect(hearing.brokenAt()).toBeNull();
  });

  test('or while it lasts, and no list makes up for it before somebody reports', () => {
    const hearing = open();
    hearing.heard(s(0.5), 200);
    hearing.patienceMs(s(2), 200);
    hearing.listed(s(2.1));
    expect(hearing.brokenAt()).toBe(s(0.5));
  });

  test('one player is silent for seconds between its reports', () => {
    const hearing = open();
    hearing.heard(s(1), 1);
    expect(hearing.heard(s(31), 1)).toBe(false);
  });

  test('a clock that was set says nothing of silence', () => {
    const hearing = open();
    hearing.heard(s(0.5), 200);
    hearing.jumped(s(3_600));
    expect(hearing.heard(s(3_600.1), 200)).toBe(false);
  });
});

describe('how long to wait for a word before the list is read', () => {
  test.each<[string, number, number | null]>([
    ['for ever while nobody plays', 0, null],
    ['two seconds for few', 3, 2_000],
    ['less for many', 100, 1_000],
    ['but not for lists alone', 1_000, 700],
  ])('%s', (_name, streams, expected) => {
    expect(open().patienceMs(s(0.1), streams)).toBe(expected);
  });

  test('a second while the socket is away, two when it has been away for minutes', () => {
    const hearing = open();
    hearing.closed(s(1));
    expect([2, 400].map((at) => hearing.patienceMs(s(at), 0))).toEqual([1_000, 2_000]);
  });
});
