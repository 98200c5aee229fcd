import type { Clock } from '#clock';
import type { Config } from '#config/environment.ts';
import type { Log } from '#log';
import type { CommandLine } from './arguments.ts';
import { demo } from './demo.ts';
import { migrate } from './migrate.ts';
import { serveUntilSignal } from './serve.ts';

/** What every command is given. */
export interface CommandContext {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

/** Runs a command and answers the exit code; failures are thrown. */
export function run(line: CommandLine, context: CommandContext): Promise<number> {
  switch (line.command) {
    case 'serve':
      return serveUntilSignal(context);
    case 'demo':
      return demo(context);
    case 'migrate':
      return migrate(context, line.json);
  }
}
