/** Lets callers share one request for as long as it has not been sent: what it will answer is news to all of them. */
import type { Answer } from './facts.ts';

/** Does the work; calls `sent` when the request leaves, after which nobody may join any more. */
export type SharedWork<T> = (signal: AbortSignal, sent: () => void) => Promise<Answer<T>>;

interface Round<T> {
  readonly answer: Promise<Answer<T>>;
  readonly controller: AbortController;
  callers: number;
}

const ABORTED = { ok: false, reason: 'aborted', problem: 'the request was given up' } as const;

/** A caller that gives up leaves the others alone; the work itself is aborted when the last one has left. */
export function createShared<T>(work: SharedWork<T>): (signal?: AbortSignal) => Promise<Answer<T>> {
  let open: Round<T> | null = null;

  const begin = (): Round<T> => {
    const controller = new AbortController();
    let isSent = false;
    const close = (): void => {
      isSent = true;
      if (open?.controller === controller) open = null;
    };
    const answer = work(controller.signal, close).finally(close);
    const round: Round<T> = { answer, controller, callers: 0 };
    if (!isSent) open = round;
    return round;
  };

  return (signal) => (signal?.aborted ? Promise.resolve(ABORTED) : join(open ?? begin(), signal));
}

function join<T>(round: Round<T>, signal: AbortSignal | undefined): Promise<Answer<T>> {
  round.callers += 1;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      round.callers -= 1;
      if (round.callers === 0) round.controller.abort();
      resolve(ABORTED);
    };
    signal?.addEventListener('abort', leave, { once: true });
    void round.answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
  });
}
