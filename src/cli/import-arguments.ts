import { nearest } from '#config/nearest.ts';
import { Problem } from '#problem';

/** Options that only `import` has, as `parseArgs` wants them. */
export const IMPORT_OPTIONS = {
  config: { type: 'string' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  server: { type: 'string' },
  'allow-newer': { type: 'boolean' },
  report: { type: 'string' },
} as const;

/** Lines of `--help` about them. */
export const IMPORT_USAGE: readonly string[] = [
  'spyglass import tautulli PATH    PATH is a tautulli.db, a backup zip or the whole data folder',
  '  --config PATH    a config.ini that does not lie beside the database',
  '  --dry-run        read, check and report, but change nothing',
  '  --server NAME    whose history it is; a server of that name is made when there is none',
  '  --yes            replace what this server has already, without a question',
  '  --allow-newer    try a database of a newer Tautulli than is known',
  '  --report FILE    write the report to a file, as JSON',
];

/** What `spyglass import tautulli` was asked to do. */
export interface ImportArguments {
  readonly path: string;
  readonly configPath: string | null;
  readonly isDryRun: boolean;
  /** Replace without asking. */
  readonly yes: boolean;
  readonly serverName: string | null;
  readonly allowNewer: boolean;
  readonly reportFile: string | null;
}

export interface ImportValues {
  readonly config?: string | undefined;
  readonly 'dry-run'?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly server?: string | undefined;
  readonly 'allow-newer'?: boolean | undefined;
  readonly report?: string | undefined;
}

const SOURCE = 'tautulli';
const EXAMPLE = 'For example: spyglass import tautulli /path/to/tautulli.db';

const invalid = (message: string, hint = EXAMPLE): Problem => new Problem('invalid', message, { hint });

/** Reads what follows the word `import`. @throws Problem `invalid` */
export function readImport(words: readonly string[], values: ImportValues): ImportArguments {
  const [source, path, extra] = words;
  if (source === undefined) throw invalid('The command import needs to know where from, and which file');
  if (source !== SOURCE) throw notFrom(source);
  if (path === undefined) throw invalid('The command import tautulli needs the path of a database, a zip or a folder');
  if (extra !== undefined)
    throw invalid(`The command import tautulli takes one path, not also ${extra}`, 'A path with spaces needs quotes');
  if (values['dry-run'] === true && values.yes === true)
    throw invalid('--dry-run changes nothing, so there is nothing to say --yes to', 'Leave one of them out');
  return {
    path: notEmpty(path, 'PATH'),
    configPath: notEmpty(values.config ?? null, '--config'),
    isDryRun: values['dry-run'] === true,
    yes: values.yes === true,
    serverName: notEmpty(values.server?.trim() ?? null, '--server'),
    allowNewer: values['allow-newer'] === true,
    reportFile: notEmpty(values.report ?? null, '--report'),
  };
}

function notFrom(source: string): Problem {
  if (nearest(source, [SOURCE]) !== undefined)
    return invalid(`Nothing can be imported from ${source}. Did you mean tautulli?`);
  // A path where the word belongs is the usual mistake.
  return /[./\\]/.test(source)
    ? invalid(`The command import needs to know what ${source} comes from`, `Write: spyglass import tautulli ${source}`)
    : invalid(`Nothing can be imported from ${source}, only from tautulli`);
}

function notEmpty<T extends string | null>(value: T, name: string): T {
  if (value === '') throw invalid(`${name} is empty`);
  return value;
}
