import { posix } from 'node:path';

/** The parts of `package.json` the rules need. */
export interface Manifest {
  readonly imports: Readonly<Record<string, string>>;
  /** Names of `dependencies` and `optionalDependencies`. */
  readonly production: ReadonlySet<string>;
  /** Names of `devDependencies`. */
  readonly development: ReadonlySet<string>;
}

/** What an import names: a file of the repository, a package, a module of Node, or something the web build invents. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'virtual' };

/** Resolves a specifier by its text alone, so that a forbidden import counts even when the file does not exist. */
export function targetOf(specifier: string, importer: string, manifest: Manifest): Target {
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier };
  if (specifier.startsWith('virtual:')) return { kind: 'virtual' };
  if (specifier.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(importer), specifier) };
  if (specifier.startsWith('#')) return { kind: 'file', path: throughImports(specifier, manifest) ?? specifier };
  const [scopeOrName = '', name = ''] = specifier.split('/');
  return { kind: 'package', name: specifier.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName };
}

function throughImports(specifier: string, manifest: Manifest): string | undefined {
  for (const [pattern, place] of Object.entries(manifest.imports)) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined ? specifier === pattern : specifier.startsWith(before)) {
      return posix.normalize(place.replace('*', specifier.slice(before.length)));
    }
  }
  return undefined;
}

/** The spelling with `#` of a file, or undefined when `package.json` has none for it. */
export function aliasOf(path: string, manifest: Manifest): string | undefined {
  for (const [pattern, place] of Object.entries(manifest.imports)) {
    const [before = '', after] = posix.normalize(place).split('*');
    if (after === undefined ? path === before : path.startsWith(before)) {
      return pattern.replace('*', path.slice(before.length));
    }
  }
  return undefined;
}

/** `src/db/pool.ts` -> `db`; files directly in `src/` and files outside it: null. */
export function roomOf(path: string): string | null {
  const [top, room, rest] = path.split('/');
  return top === 'src' && room !== undefined && rest !== undefined ? room : null;
}

/** The unit inside which imports are relative: a room, or a folder beside `src/`. */
export const areaOf = (path: string): string => roomOf(path) ?? path.split('/')[0] ?? path;

/** Tests and what only tests or developing the web app need; they may look at the clock, the database and Plex paths as they like. */
export const isTestCode = (path: string): boolean =>
  path.startsWith('test/') ||
  path.startsWith('web/dev/') ||
  path.startsWith('simulator/testing/') ||
  /\.test\.tsx?$/.test(path) ||
  /(^|[/-])testing(-setup)?\.ts$/.test(path);
