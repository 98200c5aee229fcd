import type { Clock } from '#clock';
import type { Log } from '#log';

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

/** Runs `act` at every SIGHUP, which then no longer ends the process. */
export function onHangUp(act: () => Promise<void>, log: Log): void {
  process.on('SIGHUP', () => {
    act().catch((error: unknown) => log.error({ err: error }, 'SIGHUP could not be obeyed'));
  });
}
