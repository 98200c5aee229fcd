/** What of others runs here, as its packages say themselves. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { About } from '#contract/system-logs.ts';
import manifest from '../../package.json' with { type: 'json' };

const Package = z.object({ version: z.string(), license: z.string().default('unknown') });

type Licences = About['licences'];

async function licenceOf(name: string): Promise<Licences[number] | null> {
  try {
    const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
    for (const path of paths) {
      const text = await readFile(`${path}/${name}/package.json`, 'utf8').catch(() => null);
      if (text === null) continue;
      const { version, license } = Package.parse(JSON.parse(text));
      return { name, version, licence: license };
    }
  } catch {
    // A package that does not describe itself is left out.
  }
  return null;
}

let reading: Promise<Licences> | null = null;

/** The packages the program needs, by name; read once. */
export function readLicences(): Promise<Licences> {
  const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)].sort();
  reading ??= Promise.all(names.map(licenceOf)).then((all) => all.filter((one) => one !== null));
  return reading;
}
