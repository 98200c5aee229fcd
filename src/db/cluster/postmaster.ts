import type { Clock } from '#clock';
import type { Log } from '#log';
import { type Ending, endingOf, launch, type Programs, readLines } from './programs.ts';
import { lastWords, parseServerLine } from './server-log.ts';

export type StopMode = 'fast' | 'immediate';

/** One run of the server program. */
export type Postmaster = {
  readonly pid: number | undefined;
  /** Resolves when the program has ended, however it did. */
  readonly ended: Promise<Ending>;
  /** One sentence that best explains why it ended. */
  lastWords(): string;
  /** Sends the stop signal and insists when it is not obeyed; resolves when the program has ended. */
  stop(mode: StopMode): Promise<void>;
};

const REMEMBERED_LINES = 50;
const FAST_PATIENCE_MS = 10_000;
const QUIT_PATIENCE_MS = 5_000;

/** Starts the server program and forwards what it says to the log. */
export function startPostmaster(programs: Programs, args: readonly string[], clock: Clock, log: Log): Postmaster {
  const child = launch(programs, 'postgres', args);
  const lines: string[] = [];
  readLines(child, (line) => {
    lines.push(line);
    if (lines.length > REMEMBERED_LINES) lines.shift();
    const { level, text } = parseServerLine(line);
    if (text !== '') log[level](text);
  });
  child.stdin?.end();
  let running = true;
  const ended = endingOf(child).then((ending) => {
    running = false;
    process.off('exit', stopWithUs);
    return ending;
  });
  // The last thing a crashing Spyglass can do; a kill leaves it to the next start.
  const stopWithUs = (): void => void child.kill('SIGINT');
  process.once('exit', stopWithUs);

  const signalAndWait = async (signal: NodeJS.Signals, patienceMs: number): Promise<void> => {
    if (!running) return;
    child.kill(signal);
    const waiting = new AbortController();
    await Promise.race([ended.then(() => waiting.abort()), clock.sleep(patienceMs, waiting.signal)]);
  };
  return {
    pid: child.pid,
    ended,
    lastWords: () => lastWords(lines),
    async stop(mode) {
      if (mode === 'fast') await signalAndWait('SIGINT', FAST_PATIENCE_MS);
      await signalAndWait('SIGQUIT', QUIT_PATIENCE_MS);
      if (running) child.kill('SIGKILL');
      await ended;
    },
  };
}
