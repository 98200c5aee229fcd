import { systemClock } from '#clock';
import { type Config, readEnvironment } from '#config/environment.ts';
import { createLog, type Log } from '#log';
import { describeError } from '#problem';
import { type CommandLine, readCommandLine, usage } from './arguments.ts';
import { createLogBook, type LogBook } from './log-book.ts';
import { run } from './run.ts';

const BAD_USAGE = 2;

/**
 * Runs the command that was asked for and ends the process with its exit code. A failure is one sentence and code 1, a
 * command line that makes no sense code 2.
 */
export async function start(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const line = understood(args);
  if (line === null) return;
  try {
    const config = readEnvironment(env);
    const book = createLogBook(process.stdout);
    const log = logFor(line, config, book);
    const exitCode = await run(line, { config, clock: systemClock(), log, logLines: book.lines, keepLog: book.passOn });
    // Everything is closed; a timer that was only waiting for something to go wrong must not hold the process.
    process.exit(exitCode);
  } catch (error) {
    process.stderr.write(`spyglass: ${describeError(error)}\n`);
    process.exitCode = 1;
  }
}

/** Null when there is nothing to run: help was asked for, or the words make no sense. */
function understood(args: readonly string[]): CommandLine | null {
  try {
    const line = readCommandLine(args);
    if (line !== 'help') return line;
    process.stdout.write(`${usage()}\n`);
  } catch (error) {
    process.stderr.write(`spyglass: ${describeError(error)}\n`);
    process.exitCode = BAD_USAGE;
  }
  return null;
}

/** An import tells its progress itself and prints its report, so the log keeps to what is wrong and out of the way. */
function logFor(line: CommandLine, { logLevel }: Config, book: LogBook): Log {
  if (line.command !== 'import') return createLog(logLevel, book.destination);
  return createLog(logLevel === 'info' ? 'warn' : logLevel, process.stderr);
}
