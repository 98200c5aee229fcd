import type { Clock } from '#clock';

/** Under npm one Ctrl+C arrives twice: from the terminal and from npm. */
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Resolves with the name of the first SIGTERM or SIGINT. A later one ends the process at once, for people who do not
 * want to wait.
 */
export function untilSignal(clock: Clock): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const onSignal = (signal: NodeJS.Signals): void => {
      firstAt ??= clock.monotonic();
      if (clock.monotonic() - firstAt > SAME_KEYSTROKE_MS) process.exit(1);
      resolve(signal);
    };
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, onSignal);
  });
}
