import type { DestinationStream } from 'pino';
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
  /** Hands the lines over to somebody who keeps them, with those there were. */
  readonly keepLog?: (keeper: DestinationStream) => void;
}
