import type { Clock } from '#clock';
import type { ImportProgressView } from '#contract/imports.ts';
import type { ImportIo } from './import-io.ts';
import { progressLine } from './progress-line.ts';
import { rateOf, type Sample, withSample } from './progress-rate.ts';

/** Shows where an import is. */
export interface ProgressDisplay {
  show(progress: ImportProgressView): void;
  /** Makes room for other text. */
  clear(): void;
}

/** Where lines cannot be drawn again, one now and then is enough. */
const PLAIN_EVERY_MS = 5_000;
const PLAIN_COLUMNS = 200;
const ERASE_LINE = '\r\u001b[2K';

/** One line that is drawn again and again on a terminal; elsewhere a line for every stage and every five seconds. */
export function createProgressDisplay(
  io: Pick<ImportIo, 'say' | 'canRedraw' | 'columns'>,
  clock: Clock,
): ProgressDisplay {
  let samples: readonly Sample[] = [];
  let stage: string | null = null;
  let saidAt: number | null = null;
  let isDrawn = false;
  const rate = (progress: ImportProgressView, atMs: number) => {
    if (progress.stage !== stage) samples = [];
    samples = withSample(samples, { atMs, done: progress.rowsDone });
    return rateOf(samples, progress.rowsTotal);
  };
  return {
    show(progress) {
      const atMs = clock.monotonic();
      const speed = rate(progress, atMs);
      const isNew = progress.stage !== stage;
      stage = progress.stage;
      if (io.canRedraw) {
        // The last column would make some terminals begin a new line.
        io.say(`${ERASE_LINE}${progressLine(progress, speed, io.columns() - 1)}`);
        isDrawn = true;
      } else if (isNew || saidAt === null || atMs - saidAt >= PLAIN_EVERY_MS) {
        io.say(`${progressLine(progress, speed, PLAIN_COLUMNS)}\n`);
        saidAt = atMs;
      }
    },
    clear() {
      if (isDrawn) io.say(ERASE_LINE);
      isDrawn = false;
    },
  };
}
