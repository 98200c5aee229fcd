/**
 * One after the other. Passwords and codes are checked in a line, so that tries at the same moment are counted like tries one
 * after the other, and so that nobody makes us hash a thousand passwords at once.
 */
import { Problem } from '#problem';

/** A check takes about 50 ms; whoever would wait longer than a few seconds is asked to come back. */
const MAX_WAITING = 100;

export interface Line {
  /** @throws Problem `limited` when too many are waiting. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createLine(maxWaiting = MAX_WAITING): Line {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    async run(task) {
      if (waiting >= maxWaiting)
        throw new Problem('limited', 'Too many people sign in at this moment', { retryAfterSeconds: 5 });
      waiting++;
      const mine = last.then(task).finally(() => {
        waiting--;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
