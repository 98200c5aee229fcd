import { posix } from 'node:path';
import type { Rule } from './check.ts';
import { isTestCode } from './paths.ts';
import type { Mark, SourceFile } from './source.ts';

const MOST_LINES = 300;

/** What only Plex and its double need to know: its paths and the names of its headers. */
const PLEX_TEXT = /^(\/library\/|\/status\/sessions|\/:\/|X-Plex-)/i;

/** Folders and files that speak Plex, and why. */
const SPEAKS_PLEX: readonly string[] = [
  'src/plex/',
  // The double of Plex, and what measures it.
  'simulator/',
  'bench/',
  // Checks that a path it is asked for is one of Plex's images.
  'src/images/',
];

/** The environment is handed to the room that reads it by the file that starts the program. */
const READS_ENVIRONMENT: readonly string[] = ['src/config/', 'src/main.ts'];

const SILENCERS = /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/;
const UNFINISHED = /\b(TODO|FIXME|XXX|HACK)\b/;

/** Builds the `find` of a rule that reports all marks of a kind outside the allowed places. */
const marks =
  (of: (file: SourceFile) => readonly Mark[], options: { except?: (file: SourceFile) => boolean; as?: string } = {}) =>
  (file: SourceFile) =>
    options.except?.(file) === true
      ? []
      : of(file).map(({ line, text }) => ({ line, detail: options.as ?? `has ${text.trim().slice(0, 60)}` }));

const startsIn = (places: readonly string[]) => (file: SourceFile) =>
  isTestCode(file.path) || places.some((place) => file.path.startsWith(place));

/** Configuration files of tools are default exports because the tools ask for it. */
const isToolConfig = (file: SourceFile): boolean => posix.basename(file.path).endsWith('.config.ts');

/** Rules about what stands in a file. */
export const TEXT_RULES: readonly Rule[] = [
  {
    name: 'only-plex-speaks-plex',
    reason: 'a change of the Plex protocol is a change of one room',
    find: marks((file) => file.strings.filter(({ text }) => PLEX_TEXT.test(text)), { except: startsIn(SPEAKS_PLEX) }),
  },
  {
    name: 'only-config-reads-the-environment',
    reason: 'every setting is checked, documented and read once',
    find: marks((file) => file.environmentUses, { except: startsIn(READS_ENVIRONMENT) }),
  },
  {
    name: 'only-the-clock-knows-the-time',
    reason: 'a test decides how fast time passes',
    find: marks((file) => file.clockUses, { except: startsIn(['src/clock.ts']) }),
  },
  {
    name: 'no-default-exports',
    reason: 'a thing has one name everywhere',
    find: marks((file) => file.defaultExports, { except: isToolConfig }),
  },
  {
    name: 'no-any',
    reason: 'what comes from outside is unknown until it was checked (tests too)',
    find: marks((file) => file.anyTypes),
  },
  {
    name: 'no-silencers',
    reason: 'a tool that was told to look away finds nothing (tests too)',
    find: marks((file) => file.comments.filter(({ text }) => SILENCERS.test(text))),
  },
  {
    name: 'nothing-unfinished',
    reason: 'what is missing belongs in an issue, where somebody finds it (tests too)',
    find: marks((file) => file.comments.filter(({ text }) => UNFINISHED.test(text))),
  },
  {
    name: 'no-utils',
    reason: 'a file is named after what it holds',
    find: (file) => (/(^|\/)utils?\.tsx?$/.test(file.path) ? [{ line: 1, detail: 'is named utils' }] : []),
  },
  {
    name: 'short-files',
    reason: 'a file is read in one go (tests too)',
    find: (file) =>
      file.lineCount > MOST_LINES
        ? [{ line: MOST_LINES + 1, detail: `has ${file.lineCount} lines; ${MOST_LINES} is the limit` }]
        : [],
  },
];
