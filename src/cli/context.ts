import type { Clock } from '#clock';
import type { Config } from '#config/environment.ts';
import type { Log } from '#log';

/** What every command is given. */
export interface CommandContext {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** The latest lines of the log. */
  readonly logLines?: () => readonly string[];
}
