import { parseArgs } from 'node:util';
import { nearest } from '#config/nearest.ts';
import { Problem } from '#problem';
import { IMPORT_OPTIONS, IMPORT_USAGE, type ImportArguments, readImport } from './import-arguments.ts';
import { RESET_OPTIONS, RESET_USAGE, type ResetArguments, readReset } from './reset-password-arguments.ts';

/** Commands of `spyglass`, with the line that `--help` shows. */
export const COMMANDS = {
  serve: 'watch the configured Plex servers and serve the web app (default)',
  demo: 'the same with an invented Plex server and two invented years of history',
  migrate: 'bring the database to the version of this program',
  import: 'take over the history of Tautulli',
  'reset-password': 'give an account a new password and sign it out everywhere',
} as const;

export type CommandName = keyof typeof COMMANDS;

export type CommandLine =
  | { readonly command: Exclude<CommandName, 'import' | 'reset-password'>; readonly json: boolean }
  | { readonly command: 'import'; readonly json: boolean; readonly import: ImportArguments }
  | { readonly command: 'reset-password'; readonly json: boolean; readonly reset: ResetArguments };

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  demo: { type: 'boolean' },
  json: { type: 'boolean' },
  ...IMPORT_OPTIONS,
  ...RESET_OPTIONS,
} as const;

/** Options that belong to one command. */
const OWN_OPTIONS: Readonly<Record<string, object>> = { import: IMPORT_OPTIONS, 'reset-password': RESET_OPTIONS };

const HELP = { hint: 'spyglass --help lists the commands' };

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

/** Usage text for people. */
export const usage = (): string =>
  [
    'Usage: spyglass [COMMAND] [--json]',
    '',
    ...Object.entries(COMMANDS).map(([name, text]) => `  ${name.padEnd(16)}${text}`),
    '',
    ...IMPORT_USAGE,
    '',
    ...RESET_USAGE,
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
  if (!isCommand(name))
    throw new Problem('invalid', `There is no command ${name}${didYouMean(name, Object.keys(COMMANDS))}`, HELP);
  const json = values.json === true;
  refuseMisplaced(name, Object.keys(values));
  if (name === 'import') return { command: name, json, import: readImport(rest, values) };
  if (rest.length > 0) throw new Problem('invalid', `The command ${name} takes no ${rest[0] ?? ''}`);
  if (name === 'reset-password') return { command: name, json, reset: readReset(values) };
  return { command: name, json };
}

function refuseMisplaced(name: CommandName, given: readonly string[]): void {
  for (const [command, options] of Object.entries(OWN_OPTIONS)) {
    const misplaced = command === name ? undefined : given.find((option) => Object.hasOwn(options, option));
    if (misplaced !== undefined)
      throw new Problem('invalid', `The option --${misplaced} belongs to the command ${command}, not to ${name}`, HELP);
  }
}

const didYouMean = (given: string, known: readonly string[], prefix = ''): string => {
  const guess = nearest(given, known);
  return guess === undefined ? '' : `. Did you mean ${prefix}${guess}?`;
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'The arguments cannot be read';
    const unknown = /^Unknown option '(--?([^']+))'/.exec(message);
    if (unknown === null) throw new Problem('invalid', message, { ...HELP, cause });
    const [, option = '', name = ''] = unknown;
    const guess = didYouMean(name, Object.keys(OPTIONS), '--');
    throw new Problem('invalid', `Unknown option '${option}'${guess}`, { ...HELP, cause });
  }
}
