import type { FaultAction } from '../actions.ts';

/** A failure that is waiting for its requests. */
export type Fault = FaultAction;

export interface Faults {
  add(fault: Fault): void;
  /** The first failure that fits the path; it counts as used. */
  take(path: string): Fault | null;
  clear(): void;
}

/** Failures in the order they were asked for; one that has happened often enough is gone. */
export function makeFaults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    take(path) {
      const found = waiting.find(({ fault, left }) => left > 0 && path.startsWith(fault.path ?? '/'));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
    clear() {
      waiting.length = 0;
    },
  };
}
