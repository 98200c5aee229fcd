/** `npm run build`: builds the web app into dist/web, unless what is there was built from the same sources. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { systemClock } from '#clock';

const ROOT = resolve(import.meta.dirname, '..');
const TARGET = join(ROOT, 'dist/web');
/** Everything the result depends on, relative to the root. */
const SOURCES = ['web', 'src/contract', 'src/clock.ts', 'package-lock.json', 'scripts/build-web.ts'];
/** Not part of the app. */
const IGNORED = /^web\/dev\/|\.test\.tsx?$/;
const COMPRESSIBLE = /\.(?:js|css|svg|webmanifest)$/;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .filter((file) => !IGNORED.test(file));
}

async function stampOf(): Promise<string> {
  const files = (await Promise.all(SOURCES.map(filesOf))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(ROOT, file)));
  return hash.digest('hex');
}

/**
 * Builds into `folder`, in a process of its own with an environment of its own: whatever NODE_ENV is here, what people
 * get is the production build.
 */
async function runVite(folder: string): Promise<void> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', 'web/vite.config.ts', '--outDir', folder, '--emptyOutDir'];
  const env = { NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [...args, '--logLevel', 'error'], { cwd: ROOT, env });
}

/** Puts a smaller copy beside every text file, so that the server need not compress. */
async function precompress(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const texts = files.filter((file) => COMPRESSIBLE.test(file)).map((file) => join(folder, file));
  await Promise.all(
    texts.map(async (file) => {
      const content = await readFile(file);
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, BROTLI));
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

/** Replaces the app as a whole: a server that serves it meanwhile never sees half of it. */
async function swapIn(made: string): Promise<void> {
  const old = `${made}.old`;
  if (existsSync(TARGET)) await rename(TARGET, old);
  await rename(made, TARGET);
  await rm(old, { recursive: true, force: true });
}

/** Builds the web app if its sources changed; resolves to one line that says what was done. */
export async function buildWeb(): Promise<string> {
  const stamp = await stampOf();
  const known = await readFile(join(TARGET, '.stamp'), 'utf8').catch(() => '');
  if (known === stamp) return 'The web app is up to date';
  const { monotonic } = systemClock();
  const began = monotonic();
  const made = join(ROOT, 'dist', `.web-${process.pid}`);
  try {
    await runVite(made);
    await precompress(made);
    await writeFile(join(made, '.stamp'), stamp);
    await swapIn(made);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return `Built the web app in ${((monotonic() - began) / 1000).toFixed(1)} s`;
}

if (import.meta.main) {
  buildWeb().then(console.log, (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
