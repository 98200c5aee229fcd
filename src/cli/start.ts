import { systemClock } from '#clock';
import { readEnvironment } from '#config/environment.ts';
import { createLog } from '#log';
import { describeError } from '#problem';
import { readCommandLine, usage } from './arguments.ts';
import { run } from './run.ts';

/** Runs the command that was asked for and ends the process with its exit code; a failure is one sentence and code 1. */
export async function start(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  try {
    const line = readCommandLine(args);
    if (line === 'help') {
      process.stdout.write(`${usage()}\n`);
      return;
    }
    const config = readEnvironment(env);
    const exitCode = await run(line, { config, clock: systemClock(), log: createLog(config.logLevel) });
    // Everything is closed; a timer that was only waiting for something to go wrong must not hold the process.
    process.exit(exitCode);
  } catch (error) {
    process.stderr.write(`spyglass: ${describeError(error)}\n`);
    process.exitCode = 1;
  }
}
