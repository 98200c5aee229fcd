import { beforeEach, describe, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import type { SessionAnswer } from '#plex/described-sessions.ts';
import type { Answer, ListedSession } from '#plex/facts.ts';
import { ListReader } from './list-reader.ts';
import { aListed, aStream } from './testing.ts';

let clock: ManualClock;
let heard: string[];
/** How long the server takes for the list. */
let takesMs = 0;
let answer: Answer<SessionAnswer>;
/** The list once more, with what was learned after so long. */
let learned: { readonly afterMs: number; readonly list: SessionAnswer } | null;
let known: boolean;
let asked = 0;
let stopping: AbortController;

const list = (...sessions: ListedSession[]): SessionAnswer => ({ sessions, unreadable: [], isComplete: true });
const UNDESCRIBED = aListed({ stream: aStream({ isSourceKnown: false }) });

const reader = (): ListReader =>
  new ListReader({
    clock,
    now: clock.now,
    signal: stopping.signal,
    readList: async (_signal, again) => {
      asked += 1;
      await clock.sleep(takesMs);
      const later = learned;
      if (later !== null) void clock.sleep(later.afterMs).then(() => again(later.list));
      return answer;
    },
    isKnown: () => known,
    onList: ({ sessions, unreadable }, _askedAt, isFirst) => {
      const isDescribed = sessions.every(({ stream }) => stream.isSourceKnown);
      const held = unreadable.length > 0 ? ' held back' : '';
      heard.push(`${isFirst ? 'first' : 'list'}${isDescribed ? '' : ' undescribed'}${held}`);
    },
    onFailure: () => heard.push('failure'),
    onError: () => heard.push('error'),
  });

beforeEach(() => {
  clock = manualClock();
  heard = [];
  takesMs = 10;
  answer = { ok: true, value: list() };
  learned = null;
  known = false;
  asked = 0;
  stopping = new AbortController();
});

describe('the list', () => {
  test('is read once more for all who wanted it meanwhile, after a rest', async () => {
    takesMs = 100;
    const lists = reader();
    for (let i = 0; i < 5; i += 1) lists.read();
    await clock.advance(100);
    lists.read();
    await clock.advance(199);
    expect(asked).toBe(1);
    await clock.advance(1);
    expect(asked).toBe(2);
    await clock.advance(10_000);
    expect(asked).toBe(2);
  });

  test('is read at once for somebody who may be gone soon', async () => {
    takesMs = 100;
    const lists = reader();
    lists.read();
    await clock.advance(150);
    lists.read('now');
    expect(asked).toBe(2);
    lists.read('now');
    lists.read();
    await clock.advance(100);
    expect(asked).toBe(3);
  });

  test('never rests long', async () => {
    takesMs = 8_000;
    const lists = reader();
    lists.read();
    lists.read();
    await clock.advance(9_999);
    expect(asked).toBe(1);
    await clock.advance(1);
    expect(asked).toBe(2);
  });

  test('is the first after each connecting, unless it cannot be read', async () => {
    const lists = reader();
    answer = { ok: false, reason: 'unreachable', problem: 'refused' };
    lists.connected();
    await clock.advance(100);
    answer = { ok: true, value: list() };
    for (const ask of [() => lists.read(), () => lists.read(), () => lists.connected()]) {
      ask();
      await clock.advance(100);
    }
    expect(heard).toEqual(['failure', 'first', 'list', 'first']);
  });

  test('says no more of somebody new than that they are there, until they are described', async () => {
    answer = { ok: true, value: list(UNDESCRIBED) };
    learned = { afterMs: 50, list: list(aListed()) };
    reader().connected();
    await clock.advance(10);
    expect(heard).toEqual(['first held back']);
    await clock.advance(50);
    expect(heard).toEqual(['first held back', 'list']);
    await clock.advance(5_000);
    expect(heard).toHaveLength(2);
  });

  test('does not wait for a description longer than it is worth', async () => {
    answer = { ok: true, value: list(UNDESCRIBED) };
    learned = { afterMs: 5_000, list: list(aListed()) };
    reader().connected();
    await clock.advance(1_509);
    expect(heard).toEqual(['first held back']);
    await clock.advance(1);
    expect(heard).toEqual(['first held back', 'list undescribed']);
    await clock.advance(5_000);
    expect(heard).toEqual(['first held back', 'list undescribed', 'list']);
  });

  test('waits for nobody who is known already', async () => {
    known = true;
    answer = { ok: true, value: list(UNDESCRIBED) };
    reader().read();
    await clock.advance(10);
    expect(heard).toEqual(['first undescribed']);
  });

  test('is not read any more when all stops', async () => {
    const lists = reader();
    lists.read();
    stopping.abort();
    await clock.advance(10_000);
    lists.read();
    expect([heard, asked]).toEqual([[], 1]);
  });
});
