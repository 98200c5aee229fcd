import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { Revision } from '#history/revision.ts';
import { type CommandContext, defineCommand, type MadeOf } from './command.ts';
import { answerRequest } from './dispatch.ts';
import { timeKeeping } from './keep-answer.ts';
import { KeptAnswers } from './kept-answers.ts';
import { failed } from './reply.ts';
import { DEVICE_KEY, dispatchDeps, KEY, READ_KEY } from './testing.ts';

interface Change {
  readonly query?: Readonly<Record<string, string>>;
  readonly revision?: Partial<Revision>;
  readonly groupHistory?: boolean;
  readonly timeZone?: string;
}

/** Asks a command that counts how often it ran, in changing circumstances. */
function counting(madeOf: MadeOf | undefined, handle?: (context: CommandContext) => void) {
  let runs = 0;
  const command = defineCommand({
    name: 'get_users',
    summary: 'Counts',
    params: { a: { kind: 'text' }, fails: { kind: 'text' } },
    ...(madeOf === undefined ? {} : { madeOf }),
    handle({ fails }, context) {
      handle?.(context);
      runs += 1;
      return fails === undefined ? [runs] : failed('so it is');
    },
  });
  const base = dispatchDeps({ commands: [command] });
  const answers = new KeptAnswers();
  return async ({ query = {}, revision = {}, groupHistory = true, timeZone = 'UTC' }: Change = {}) => {
    const sent = new Map(Object.entries({ apikey: KEY, cmd: 'get_users', ...query }).map(([k, v]) => [k, [v]]));
    const room = { ...(await base.room()), timeZone, settings: { ...DEFAULT_SETTINGS, groupHistory } };
    const keep = { answers, revision: async () => ({ records: 'r1', streams: 's1', ...revision }) };
    const { body } = await answerRequest({ sent, headerKey: undefined }, { ...base, keep, room: async () => room });
    return String(body);
  };
}

const again = (ask: ReturnType<typeof counting>, changes: readonly Change[]) =>
  changes.reduce<Promise<number[]>>(
    async (all, change) => [...(await all), Number(/\[(\d+)\]/.exec(await ask(change))?.[1])],
    Promise.resolve([]),
  );

describe('an answer is made anew', () => {
  test('when something changes that it is made of', async () => {
    const streams: Change = { revision: { streams: 's2' } };
    expect(await again(counting('records'), [{}, {}, streams, { revision: { records: 'r2' } }])).toEqual([1, 1, 1, 2]);
    expect(await again(counting('records and streams'), [{}, {}, streams, streams])).toEqual([1, 1, 2, 2]);
    expect(await again(counting(undefined), [{}, {}])).toEqual([1, 2]);
  });

  test('for other parameters, settings and zones, but not for what the command does not know', async () => {
    const changes: Change[] = [
      {},
      { query: { a: '1' } },
      { query: { a: '' } },
      { groupHistory: false },
      { timeZone: 'Asia/Tokyo' },
    ];
    const ask = counting('records');
    expect(await again(ask, changes)).toEqual([1, 2, 3, 4, 5]);
    expect(await again(ask, changes)).toEqual([1, 2, 3, 4, 5]);
    expect(await again(ask, [{ query: { _: '17', start: 'x' } }])).toEqual([1]);
  });

  test('for whoever may do something else', async () => {
    const ask = counting('records');
    expect(
      await again(ask, [{}, { query: { apikey: READ_KEY } }, { query: { apikey: DEVICE_KEY, app: '1' } }, {}]),
    ).toEqual([1, 2, 3, 1]);
  });

  test('in another form', async () => {
    const ask = counting('records');
    const texts = [
      await ask(),
      await ask({ query: { debug: '1' } }),
      await ask({ query: { callback: 'f' } }),
      await ask(),
    ];
    expect(texts.map((text) => Number(/\[\s*(\d+)\s*\]/.exec(text)?.[1]))).toEqual([1, 2, 3, 1]);
    expect(texts[2]).toMatch(/^f\(/);
  });

  test('after it failed', async () => {
    const ask = counting('records');
    expect(await ask({ query: { fails: '1' } })).toContain('so it is');
    await ask({ query: { fails: '1' } });
    expect(await again(ask, [{}])).toEqual([3]);
  });

  test('when the command looked at the clock and did not say until when it holds', async () => {
    expect(
      await again(
        counting('records', ({ now }) => now()),
        [{}, {}],
      ),
    ).toEqual([1, 2]);
    const said = (until: number) =>
      counting('records', ({ now, holdsUntil }) => {
        holdsUntil(Infinity);
        holdsUntil(now() + until);
      });
    expect(await again(said(1), [{}, {}])).toEqual([1, 1]);
    expect(await again(said(0), [{}, {}])).toEqual([1, 2]);
  });
});

test('the earliest end counts', () => {
  const time = timeKeeping(() => 5);
  expect(time.untilMs()).toBe(Infinity);
  time.now();
  expect(time.untilMs()).toBeNull();
  for (const at of [20, 10, 30]) time.holdsUntil(at);
  expect(time.untilMs()).toBe(10);
});
