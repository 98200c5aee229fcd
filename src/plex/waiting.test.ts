/** Callers that wait for each other: shared requests and slots. */
import { describe, expect, test } from 'vitest';
import type { Answer } from './facts.ts';
import { createShared } from './share.ts';
import { createSlots } from './slots.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function sharing() {
  const rounds: { send: () => void; answer: (value: number) => void; signal: AbortSignal }[] = [];
  const call = createShared<number>(
    (signal, sent) =>
      new Promise<Answer<number>>((resolve) => {
        rounds.push({ signal, send: sent, answer: (value) => resolve({ ok: true, value }) });
      }),
  );
  return { rounds, call };
}

describe('a shared request', () => {
  test('answers everybody who came before it was sent', async () => {
    const { rounds, call } = sharing();
    const early = [call(), call(), call()];
    rounds[0]?.send();
    const late = call();
    rounds[0]?.answer(1);
    rounds[1]?.answer(2);
    expect(await Promise.all([...early, late])).toEqual([1, 1, 1, 2].map((value) => ({ ok: true, value })));
  });

  test('goes on when one of several gives up, and ends when all do', async () => {
    const { rounds, call } = sharing();
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [call(first.signal), call(second.signal)];
    first.abort();
    expect(await answers[0]).toMatchObject({ ok: false, reason: 'aborted' });
    expect(rounds[0]?.signal.aborted).toBe(false);
    second.abort();
    expect(await answers[1]).toMatchObject({ ok: false, reason: 'aborted' });
    expect(rounds[0]?.signal.aborted).toBe(true);
  });

  test('is not begun for a caller that gave up before', async () => {
    const { rounds, call } = sharing();
    expect(await call(AbortSignal.abort())).toMatchObject({ reason: 'aborted' });
    expect(rounds).toHaveLength(0);
  });

  test('a new one begins when the last failed before it was sent', async () => {
    let calls = 0;
    const call = createShared<number>(async () => {
      calls += 1;
      return { ok: false, reason: 'unreachable', problem: 'away' };
    });
    await call();
    await call();
    expect(calls).toBe(2);
  });
});

describe('slots', () => {
  test('no more at once than there are, in the order of asking', async () => {
    const slots = createSlots(2);
    const held: number[] = [];
    const releases: (() => void)[] = [];
    for (const name of [1, 2, 3, 4])
      void slots.take().then((release) => {
        held.push(name);
        if (release !== null) releases.push(release);
      });
    await soon();
    expect(held).toEqual([1, 2]);
    releases[0]?.();
    releases[0]?.();
    await soon();
    expect(held).toEqual([1, 2, 3]);
    releases[1]?.();
    await soon();
    expect(held).toEqual([1, 2, 3, 4]);
  });

  test('who gives up leaves the line', async () => {
    const slots = createSlots(1);
    const release = await slots.take();
    const giveUp = new AbortController();
    const impatient = slots.take(giveUp.signal);
    const patient = slots.take();
    giveUp.abort();
    expect(await impatient).toBeNull();
    release?.();
    expect(await patient).not.toBeNull();
    expect(await slots.take(AbortSignal.abort())).toBeNull();
  });
});
