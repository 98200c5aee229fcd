/** The latest lines of the log, for who may read them over the API: the log itself goes to standard output. */
import type { DestinationStream } from 'pino';

export interface LogBook {
  /** Where a log writes to. */
  readonly destination: DestinationStream;
  /** Lines as they were written, the oldest first. */
  lines(): readonly string[];
  /** Hands every line over from now on, and those there were. */
  passOn(keeper: DestinationStream): void;
}

/** About a megabyte. */
const KEPT_LINES = 5_000;

/** Keeps what passes on its way to `onward`. */
export function createLogBook(onward: DestinationStream, keptLines = KEPT_LINES): LogBook {
  // A ring: the next line replaces the oldest.
  const ring: string[] = [];
  const keepers = new Set<DestinationStream>([onward]);
  let next = 0;
  const lines = (): readonly string[] => [...ring.slice(next), ...ring.slice(0, next)];
  return {
    destination: {
      write(line) {
        for (const keeper of keepers) keeper.write(line);
        ring[next] = line;
        next = (next + 1) % keptLines;
      },
    },
    lines,
    passOn(keeper) {
      for (const line of lines()) keeper.write(line);
      keepers.add(keeper);
    },
  };
}
