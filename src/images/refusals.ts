import type { Clock } from '#clock';
import type { Problem } from '#problem';

/** What was refused lately and need not be asked again. */
export interface Refusals {
  /** The problem with `key`, when it is still remembered. */
  of(key: string): Problem | null;
  remember(key: string, problem: Problem, forMs: number): void;
}

/** Remembers `capacity` refusals; the oldest makes room. */
export function createRefusals(clock: Clock, capacity: number): Refusals {
  const known = new Map<string, { readonly problem: Problem; readonly until: number }>();
  return {
    of(key) {
      const refusal = known.get(key);
      if (refusal === undefined) return null;
      if (clock.monotonic() < refusal.until) return refusal.problem;
      known.delete(key);
      return null;
    },
    remember(key, problem, forMs) {
      known.delete(key);
      known.set(key, { problem, until: clock.monotonic() + forMs });
      const [oldest] = known.keys();
      if (known.size > capacity && oldest !== undefined) known.delete(oldest);
    },
  };
}
