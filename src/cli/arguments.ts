import { parseArgs } from 'node:util';
import { nearest } from '#config/nearest.ts';
import { Problem } from '#problem';

/** Commands of `spyglass`, with the line that `--help` shows. */
export const COMMANDS = {
  serve: 'watch the configured Plex servers and serve the web app (default)',
  demo: 'the same with an invented Plex server and two invented years of history',
  migrate: 'bring the database to the version of this program',
} as const;

export type CommandName = keyof typeof COMMANDS;

export interface CommandLine {
  readonly command: CommandName;
  readonly json: boolean;
}

const isCommand = (name: string): name is CommandName => name in COMMANDS;

/** Usage text for people. */
export const usage = (): string =>
  [
    'Usage: spyglass [COMMAND] [--json]',
    '',
    ...Object.entries(COMMANDS).map(([name, text]) => `  ${name.padEnd(9)}${text}`),
    '',
    'Settings come from the environment; see docs/operations.md.',
  ].join('\n');

/**
 * Reads the arguments after `node main.ts`. `--demo` is the command `demo` spelt as `npm start -- --demo` needs it.
 * @throws Problem `invalid` with the nearest command for an unknown one; answers `'help'` when help was asked for.
 */
export function readCommandLine(args: readonly string[]): CommandLine | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [name = values.demo === true ? 'demo' : 'serve', ...rest] = positionals;
  if (!isCommand(name)) {
    const guess = nearest(name, Object.keys(COMMANDS));
    throw new Problem(
      'invalid',
      `There is no command ${name}${guess === undefined ? '' : `. Did you mean ${guess}?`}`,
      { hint: 'spyglass --help lists the commands' },
    );
  }
  if (rest.length > 0) throw new Problem('invalid', `The command ${name} takes no ${rest[0] ?? ''}`);
  return { command: name, json: values.json === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h' }, demo: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new Problem('invalid', cause instanceof Error ? cause.message : 'The arguments cannot be read', {
      hint: 'spyglass --help lists the commands',
      cause,
    });
  }
}
