#!/usr/bin/env node
import { readCommandLine, usage } from '#cli/arguments.ts';
import { run } from '#cli/run.ts';
import { systemClock } from '#clock';
import { readEnvironment } from '#config/environment.ts';
import { createLog } from '#log';
import { describeError } from '#problem';

try {
  const line = readCommandLine(process.argv.slice(2));
  if (line === 'help') {
    process.stdout.write(`${usage()}\n`);
  } else {
    const config = readEnvironment(process.env);
    const exitCode = await run(line, { config, clock: systemClock(), log: createLog(config.logLevel) });
    // Everything is closed; a timer that was only waiting for something to go wrong must not hold the process.
    process.exit(exitCode);
  }
} catch (error) {
  process.stderr.write(`spyglass: ${describeError(error)}\n`);
  process.exitCode = 1;
}
