import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Manifest } from './paths.ts';

/** Folders with code of ours; what is generated or recorded is left out. */
const FOLDERS = ['src', 'web', 'simulator', 'bench', 'scripts', 'test'];
const LEFT_OUT = new Set(['migrations', 'fixtures', 'node_modules']);

/** All TypeScript files of the repository at `root`: path from there -> text. */
export function readSources(root: string): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const enter = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (folder === '' ? FOLDERS.includes(entry.name) : !LEFT_OUT.has(entry.name)) enter(path);
      } else if (/\.tsx?$/.test(entry.name)) sources.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  enter('');
  return sources;
}

const Names = z.record(z.string(), z.string()).default({});
const PackageJson = z.object({
  imports: z.record(z.string(), z.string()),
  dependencies: Names,
  optionalDependencies: Names,
  devDependencies: Names,
});

/** What `package.json` at `root` declares. */
export function readManifest(root: string): Manifest {
  const json = PackageJson.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return {
    imports: json.imports,
    production: new Set([...Object.keys(json.dependencies), ...Object.keys(json.optionalDependencies)]),
    development: new Set(Object.keys(json.devDependencies)),
  };
}
