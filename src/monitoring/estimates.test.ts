import { describe, expect, test } from 'vitest';
import type { SessionState } from '#contract/enums.ts';
import {
  begunBefore,
  certainUntil,
  changedBefore,
  endedBefore,
  playedUntil,
  positionedBefore,
  replacedBefore,
} from './estimates.ts';
import { closeGap, noteGap } from './gap.ts';
import { s } from './reduce-testing.ts';
import { enter, type LiveSession, lostSight, observe, openSession } from './session.ts';
import { aListed } from './testing.ts';

/** Playing from the start, reported at ten seconds, listed at twelve. */
const seen = (over: Partial<LiveSession> = {}): LiveSession => ({
  ...observe(openSession(aListed(), s(0), s(0)), s(10), 10_000),
  listedAt: s(12),
  ...over,
});

describe('until when a session was certainly there', () => {
  test.each<[string, LiveSession, number | null, number]>([
    ['until the list', seen(), null, 12],
    ['until the report after it', seen({ lastSeenAt: s(15) }), null, 15],
    ['until its stop could not be heard any more', seen(), 18, 18],
    ['but a player that fell silent long ago may have been gone', seen(), 100, 40],
    ['and so may one that is listed and does not get on', seen({ listedAt: s(50) }), null, 10],
    ['not one that is paused', seen({ listedAt: s(50), state: 'paused' }), null, 50],
  ])('%s', (_name, session, broken, expected) => {
    expect(certainUntil(session, broken === null ? null : s(broken))).toBe(s(expected));
  });
});

describe('when it ended', () => {
  test.each<[string, LiveSession, number, number]>([
    ['half way', seen(), 14, 13],
    ['five seconds later at most', seen(), 40, 17],
    ['not guessed over a long while', seen(), 60, 12],
    ['nor where sight was lost', lostSight(seen({ listedAt: s(10) })), 14, 10],
  ])('%s', (_name, session, at, expected) => {
    expect(endedBefore(session, s(at), null)).toBe(s(expected));
  });
});

describe('when it began', () => {
  test.each<[string, number | null, number | null, number]>([
    ['when the first list of all showed it', null, null, 20],
    ['between two lists', 18, null, 19],
    ['when it was listed, where its report would have been heard', 10, null, 20],
    ['between two lists far apart while nothing was heard', 14, 12, 17],
    ['after all was heard', 10, 16, 18],
  ])('%s', (_name, known, broken, expected) => {
    const ms = (at: number | null) => (at === null ? null : s(at));
    expect(begunBefore(s(20), ms(known), ms(broken))).toBe(s(expected));
  });

  test.each<[string, number, number]>([
    ['when it reported from its beginning', 0, 20],
    ['as long before as it has played unheard', 3, 17],
    ['when it reported from the middle', 600, 20],
  ])('in the place of another: %s', (_name, offset, expected) => {
    expect(replacedBefore(seen(), offset * 1000, s(20))).toBe(s(expected));
  });
});

describe('when it changed', () => {
  test.each<[string, SessionState, SessionState, number, number]>([
    ['a pause stands where it began', 'playing', 'paused', 13, 13],
    ['it began after it was seen playing', 'playing', 'paused', 11, 12],
    ['a resumption is half way', 'paused', 'playing', 10, 13],
  ])('%s', (_name, before, after, offset, expected) => {
    const session = enter(seen(), before, s(10));
    const listed = { state: after, viewOffsetMs: offset * 1000 };
    expect(changedBefore(session, listed, s(14), null)).toBe(s(expected));
  });
});

describe('when the position a list shows was reported', () => {
  test.each<[string, number, number, number]>([
    ['the one that is known: when it was', 10, 10, 10],
    ['further on: as long after that', 13, 10, 13],
    ['further on since it went on playing', 13, 12, 15],
    ['not after it was listed', 60, 10, 16],
    ['further back: half way', 2, 10, 14],
  ])('%s', (_name, offset, since, expected) => {
    expect(positionedBefore(seen(), offset * 1000, s(since), s(16))).toBe(s(expected));
  });
});

test('what was seen after the end is taken back', () => {
  const session = seen();
  expect(playedUntil(session, s(7))).toMatchObject({ watchedMs: 7_000, viewOffsetMs: 7_000, lastSeenAt: s(7) });
  expect(playedUntil(session, s(13))).toMatchObject({ watchedMs: 13_000, viewOffsetMs: 13_000 });
  const paused = { ...enter(session, 'paused', s(10)), pausedMs: 4_000, lastSeenAt: s(14) };
  expect(playedUntil(paused, s(12))).toMatchObject({ watchedMs: 10_000, pausedMs: 2_000, viewOffsetMs: 10_000 });
});

describe('a gap', () => {
  const after = (offset: number): LiveSession => {
    const session = seen();
    const gap = noteGap(session, s(22), s(12));
    return closeGap(observe({ ...session, gap }, s(25), offset * 1000), s(25));
  };

  test.each<[string, number, number, number]>([
    ['played through', 25, 25_000, 0],
    ['with a pause in it', 19, 19_000, 6_000],
    ['with a jump ahead in it', 60, 25_000, 0],
    ['with a jump back in it', 5, 25_000, 0],
    ['with a jump back further than a pause could have been', 13, 25_000, 0],
  ])('%s', (_name, offset, watchedMs, pausedMs) => {
    expect(after(offset)).toMatchObject({ watchedMs, pausedMs, gap: null });
  });

  test('is none while lists come', () => {
    expect(noteGap(seen(), s(13.5), s(11))).toBeNull();
  });
});
