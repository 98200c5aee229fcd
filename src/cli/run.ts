import type { CommandLine } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { demo } from './demo.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { resetPasswordCommand } from './reset-password.ts';
import { serveUntilSignal } from './serve.ts';

/** Runs a command and answers the exit code; failures are thrown. */
export function run(line: CommandLine, context: CommandContext): Promise<number> {
  switch (line.command) {
    case 'serve':
      return serveUntilSignal(context);
    case 'demo':
      return demo(context);
    case 'migrate':
      return migrate(context, line.json);
    case 'import':
      return importCommand(context, line.import, line.json);
    case 'reset-password':
      return resetPasswordCommand(context, line.reset, line.json);
  }
}
