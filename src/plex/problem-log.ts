/** Says every failure once a minute at most, and how often it happened meanwhile. */
import type { Clock } from '#clock';
import type { Log } from '#log';

const QUIET_MS = 60_000;
/** Different sentences remembered; beyond this all are forgotten, which at worst repeats a line. */
const REMEMBERED = 200;

export interface ProblemLog {
  /** One clear sentence without secrets. */
  report(problem: string): void;
}

interface Said {
  readonly atMs: number;
  count: number;
}

/** `server`: whose failures these are, a field of every line. */
export function createProblemLog(log: Log, clock: Clock, server: string): ProblemLog {
  const said = new Map<string, Said>();
  return {
    report(problem) {
      const now = clock.monotonic();
      const before = said.get(problem);
      if (before !== undefined && now - before.atMs < QUIET_MS) {
        before.count += 1;
        return;
      }
      if (said.size >= REMEMBERED) said.clear();
      said.set(problem, { atMs: now, count: 0 });
      const repeats = before?.count ?? 0;
      log.warn(repeats === 0 ? { server } : { server, repeats }, problem);
    },
  };
}
