import type { Finding, Project, Rule } from './check.ts';
import { findCycles } from './cycles.ts';
import { aliasOf, areaOf, isTestCode, roomOf, type Target } from './paths.ts';
import { COMMON, ROOMS } from './rooms.ts';
import type { Import, SourceFile } from './source.ts';

/** Builds the `find` of a rule that looks at one import at a time; `judge` answers what is wrong with it, or null. */
const eachImport =
  (judge: (target: Target, file: SourceFile, one: Import, project: Project) => string | null): Rule['find'] =>
  (file, project) =>
    file.imports.flatMap((one): Finding[] => {
      const detail = judge(project.target(file, one), file, one, project);
      return detail === null ? [] : [{ line: one.line, detail }];
    });

const inside = (path: string, places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** Only files in `places` (folders end with a slash) and tests may import what `matches`. */
const onlyFrom = (places: readonly string[], matches: (target: Target) => boolean): Rule['find'] =>
  eachImport((target, file, one) =>
    matches(target) && !inside(file.path, places) && !isTestCode(file.path) ? `imports ${one.text}` : null,
  );

const isFileIn = (place: string) => (target: Target) => target.kind === 'file' && target.path.startsWith(place);

/** Where the SQL of a room stands; everything else calls its functions. */
const isQueries = (path: string): boolean => /\/(queries|queries-[\w-]+|[\w-]+-queries)\.ts$|\/queries\//.test(path);

function directionOfRooms(target: Target, file: SourceFile): string | null {
  const from = roomOf(file.path);
  if (from === null || target.kind !== 'file' || isTestCode(file.path)) return null;
  // Its own rule says who may simulate; the package's version is nobody's secret.
  if (target.path.startsWith('simulator/') || target.path === 'package.json') return null;
  if (ROOMS[from] === undefined) return `the room ${from}/ is not on the map in test/architecture/rooms.ts`;
  const to = roomOf(target.path);
  if (to === null) return !COMMON.has(target.path) || from === 'contract' ? `${from}/ imports ${target.path}` : null;
  return to === from || ROOMS[from].may.includes(to) ? null : `${from}/ imports ${target.path}`;
}

function spelling(target: Target, file: SourceFile, one: Import, project: Project): string | null {
  if (target.kind !== 'file') return null;
  if (areaOf(target.path) === areaOf(file.path)) {
    return roomOf(file.path) !== null && one.text.startsWith('#') ? `imports its own ${one.text}` : null;
  }
  const alias = aliasOf(target.path, project.manifest);
  return alias !== undefined && one.text !== alias ? `imports ${one.text}, to be written ${alias}` : null;
}

function declared(target: Target, _file: SourceFile, one: Import, { manifest }: Project): string | null {
  if (target.kind !== 'package') return null;
  const isKnown = manifest.production.has(target.name) || manifest.development.has(target.name);
  return isKnown ? null : `imports ${one.text}, which package.json does not list`;
}

/** What an installation runs; scripts and measurements may borrow from the tests. */
const isProduct = (path: string): boolean => inside(path, ['src/', 'web/src/', 'simulator/']) && !isTestCode(path);

function deployable(target: Target, file: SourceFile, one: Import, { manifest }: Project): string | null {
  if (!isProduct(file.path) || file.path.startsWith('web/') || one.isType || target.kind !== 'package') return null;
  return manifest.development.has(target.name) ? `imports ${one.text}, a development dependency` : null;
}

/** Rules about who may import what; a rule without exceptions for tests says so in its reason. */
export const IMPORT_RULES: readonly Rule[] = [
  {
    name: 'direction-of-rooms',
    reason: 'the way of a playback has no way back; the map is test/architecture/rooms.ts',
    find: eachImport(directionOfRooms),
  },
  {
    name: 'nobody-imports-http',
    reason: 'what is served is decided in the rooms; only the commands start the server',
    find: onlyFrom(['src/http/', 'src/cli/', 'src/main.ts'], isFileIn('src/http/')),
  },
  {
    name: 'only-commands-simulate',
    reason: 'the product never depends on its double; the demo is a command like any other',
    find: onlyFrom(['simulator/', 'bench/', 'web/dev/', 'scripts/', 'src/cli/'], isFileIn('simulator/')),
  },
  {
    name: 'simulator-stands-alone',
    reason: 'a double that shares code with the product shares its mistakes',
    find: eachImport((target, file, one) =>
      file.path.startsWith('simulator/') && target.kind === 'file' && target.path.startsWith('src/')
        ? COMMON.has(target.path)
          ? null
          : `imports ${one.text}`
        : null,
    ),
  },
  {
    name: 'only-db-connects',
    reason: 'one place decides how connections are opened, limited and closed',
    find: onlyFrom(['src/db/'], (target) => target.kind === 'package' && /^(pg|pg-.+)$/.test(target.name)),
  },
  {
    name: 'tables-only-in-queries',
    reason: 'the SQL of a page is found in one place, and nobody else depends on its tables',
    find: eachImport((target, file, one) => {
      const isTable = target.kind === 'file' && target.path.startsWith('src/db/schema/');
      // The other folders are judged by their own rules; measurements fill and read tables themselves.
      if (!isTable || one.isType || !file.path.startsWith('src/') || isTestCode(file.path)) return null;
      return file.path.startsWith('src/db/') || isQueries(file.path) ? null : `imports ${one.text}`;
    }),
  },
  {
    name: 'own-queries',
    reason: 'a room asks another for an answer, not for its tables',
    find: eachImport((target, file, one) => {
      if (target.kind !== 'file' || !isQueries(target.path) || isTestCode(file.path)) return null;
      return areaOf(target.path) === areaOf(file.path) ? null : `imports ${one.text}`;
    }),
  },
  {
    name: 'contract-is-plain',
    reason: 'what server and web agree on has no logic and no I/O',
    find: eachImport((target, file, one) => {
      if (!file.path.startsWith('src/contract/') || isTestCode(file.path)) return null;
      const isOwn = target.kind === 'file' && target.path.startsWith('src/contract/');
      const isZod = target.kind === 'package' && target.name === 'zod';
      return isOwn || isZod ? null : `imports ${one.text}`;
    }),
  },
  {
    name: 'web-knows-the-contract',
    reason: 'the browser sees the API, not the server; the clock comes along because time is read in one place only',
    find: eachImport((target, file, one) => {
      if (!file.path.startsWith('web/src/') || isTestCode(file.path)) return null;
      if (target.kind === 'node') return `imports ${one.text}`;
      if (target.kind !== 'file' || inside(target.path, ['web/', 'src/contract/', 'src/clock.ts'])) return null;
      return `imports ${one.text}`;
    }),
  },
  {
    name: 'product-without-tests',
    reason: 'test helpers bring their own dependencies and may change at will',
    find: eachImport((target, file, one) =>
      target.kind === 'file' && isTestCode(target.path) && isProduct(file.path) ? `imports ${one.text}` : null,
    ),
  },
  {
    name: 'spelling-of-imports',
    reason: 'relative inside a room, # from elsewhere: a move shows what it touches',
    find: eachImport(spelling),
  },
  {
    name: 'declared-packages',
    reason: 'a package that only happens to be installed is gone with the next update (tests too)',
    find: eachImport(declared),
  },
  {
    name: 'deployable',
    reason: 'the image installs production dependencies only',
    find: eachImport(deployable),
  },
  {
    name: 'no-cycles',
    reason: 'a cycle makes two files one, and loads one of them half-finished',
    find: (file, project) => findCycles(project).filter((cycle) => cycle.path === file.path),
  },
];
