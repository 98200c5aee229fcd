import type { Cancel, Clock } from '#clock';
import type { ImportProgressView } from '#contract/imports.ts';
import type { ImportIo } from './import-io.ts';
import { progressLine } from './progress-line.ts';
import { rateOf, type Sample, withSample } from './progress-rate.ts';

/** Shows where an import is. */
export interface ProgressDisplay {
  show(progress: ImportProgressView): void;
  /** Makes room for other text and shows nothing more. */
  end(): void;
}

/** Where lines cannot be drawn again, one now and then is enough. */
const PLAIN_EVERY_MS = 5_000;
const PLAIN_COLUMNS = 200;
const ERASE_LINE = '\r\u001b[2K';

/** A step of the database says nothing until it is over; the time it takes shows that it goes on. */
const TICK_MS = 1_000;

type Terminal = Pick<ImportIo, 'say' | 'canRedraw' | 'columns'>;

/** One line that is drawn again and again on a terminal; elsewhere a line for every stage and every five seconds. */
export const createProgressDisplay = (io: Terminal, clock: Clock): ProgressDisplay => new Display(io, clock);

class Display implements ProgressDisplay {
  private readonly io: Terminal;
  private readonly clock: Clock;
  private readonly cancelTicks: Cancel;
  private samples: readonly Sample[] = [];
  private latest: ImportProgressView | null = null;
  private stepBeganAt = 0;
  private saidAt: number | null = null;
  private isDrawn = false;

  constructor(io: Terminal, clock: Clock) {
    this.io = io;
    this.clock = clock;
    this.cancelTicks = clock.every(TICK_MS, () => this.draw(false));
  }

  show(progress: ImportProgressView): void {
    const before = this.latest;
    const atMs = this.clock.monotonic();
    const isNewStage = before?.stage !== progress.stage;
    if (isNewStage) this.samples = [];
    if (isNewStage || before.what !== progress.what) this.stepBeganAt = atMs;
    this.samples = withSample(this.samples, { atMs, done: progress.rowsDone });
    this.latest = progress;
    this.draw(isNewStage);
  }

  end(): void {
    this.cancelTicks();
    if (this.isDrawn) this.io.say(ERASE_LINE);
    this.isDrawn = false;
  }

  private draw(isUrgent: boolean): void {
    if (this.latest === null) return;
    const atMs = this.clock.monotonic();
    const speed = rateOf(this.samples, this.latest.rowsTotal);
    const stepSeconds = (atMs - this.stepBeganAt) / 1_000;
    if (this.io.canRedraw) {
      // The last column would make some terminals begin a new line.
      this.io.say(`${ERASE_LINE}${progressLine(this.latest, speed, stepSeconds, this.io.columns() - 1)}`);
      this.isDrawn = true;
    } else if (isUrgent || this.saidAt === null || atMs - this.saidAt >= PLAIN_EVERY_MS) {
      this.io.say(`${progressLine(this.latest, speed, stepSeconds, PLAIN_COLUMNS)}\n`);
      this.saidAt = atMs;
    }
  }
}
