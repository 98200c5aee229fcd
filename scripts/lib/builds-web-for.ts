import { readCommandLine } from '#cli/arguments.ts';

/** Whether these arguments start a server, which shows the web app. What cannot be read is left to the program to say. */
export function buildsWebFor(args: readonly string[]): boolean {
  try {
    const line = readCommandLine(args);
    return line !== 'help' && (line.command === 'serve' || line.command === 'demo');
  } catch {
    return false;
  }
}
