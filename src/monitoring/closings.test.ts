import { beforeEach, describe, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import type { EndedReason } from '#contract/enums.ts';
import { type Closing, Closings } from './closings.ts';
import { type ClosedSession, openSession } from './session.ts';
import { aListed, sessionKey } from './testing.ts';

let clock: ManualClock;
let asked = 0;
/** How the item can be read at each try. */
let answers: (ClosedSession | null)[];
let never = false;

const { listed, ...SESSION } = openSession(aListed(), 0, 0);
const STOPPED = { ...SESSION, listed: listed ?? aListed(), stoppedAt: 0, marker: null };

const closing = (key: string, endedReason: EndedReason = 'stopped'): Closing => ({
  session: openSession(aListed({ sessionKey: sessionKey(key) }), 0, 0),
  stoppedAt: 0,
  endedReason,
  isUnsaved: false,
  notes: [{ number: 1, trigger: 'on_stop', at: 0, moment: STOPPED }],
});

const closings = (): Closings =>
  new Closings({
    clock,
    describe: (closed) => {
      asked += 1;
      if (never) return new Promise(() => undefined);
      const answer = answers.shift();
      return Promise.resolve(answer === undefined ? closed : answer);
    },
    onReady: () => undefined,
  });

const keys = (of: Closings): string[] => of.ready().map(({ session }) => session.sessionKey);

beforeEach(() => {
  clock = manualClock();
  asked = 0;
  answers = [];
  never = false;
});

describe('streams that ended', () => {
  test('are recorded when their item was read', async () => {
    const waiting = closings();
    waiting.add(closing('1'));
    expect(keys(waiting)).toEqual([]);
    await clock.advance(0);
    expect(keys(waiting)).toEqual(['1']);
  });

  test('wait half a minute when it cannot be read', async () => {
    answers = [null];
    const waiting = closings();
    waiting.add(closing('1'));
    await clock.advance(0);
    await clock.advance(29_000);
    expect(keys(waiting)).toEqual([]);
    await clock.advance(1_000);
    expect(keys(waiting)).toEqual(['1']);
    expect(waiting.ready()[0]?.notes).toMatchObject([{ trigger: 'on_stop', at: clock.now() }]);
  });

  test('are recorded after the fifth try with what is known', async () => {
    answers = [null, null, null, null, null];
    const waiting = closings();
    waiting.add(closing('1'));
    await clock.advance(0);
    await clock.advance(119_000);
    expect(keys(waiting)).toEqual([]);
    await clock.advance(1_000);
    expect(asked).toBe(5);
    expect(waiting.ready()).toMatchObject([{ isUnsaved: false }]);
  });

  test('are saved once more when their item changed', async () => {
    const one = closing('1');
    answers = [{ ...one, session: { ...one.session, durationMs: 1 } }];
    const waiting = closings();
    waiting.add(one);
    await clock.advance(0);
    expect(waiting.ready()).toMatchObject([{ isUnsaved: true, session: { durationMs: 1 } }]);
  });

  test('do not wait when another stream has their key, or when all stops', async () => {
    never = true;
    const waiting = closings();
    for (const key of ['1', '2', '3']) waiting.add(closing(key));
    waiting.hurry(sessionKey('2'));
    expect(keys(waiting)).toEqual(['2']);
    waiting.finishAll();
    expect(keys(waiting)).toEqual(['1', '2', '3']);
  });

  test('that were replaced are given a moment, and no second try', async () => {
    never = true;
    const waiting = closings();
    waiting.add(closing('1', 'replaced'));
    waiting.hurry(sessionKey('1'));
    await clock.advance(1_999);
    expect(keys(waiting)).toEqual([]);
    await clock.advance(1);
    expect(keys(waiting)).toEqual(['1']);
    never = false;
    answers = [null];
    waiting.add(closing('2', 'replaced'));
    await clock.advance(0);
    expect(keys(waiting)).toEqual(['1', '2']);
  });

  test('are known until they are recorded', async () => {
    const waiting = closings();
    waiting.add(closing('1'));
    await clock.advance(0);
    expect(waiting.has(sessionKey('1'))).toBe(true);
    waiting.remove(waiting.ready());
    expect(waiting.has(sessionKey('1'))).toBe(false);
  });
});
