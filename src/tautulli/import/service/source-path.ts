import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Problem } from '#problem';

/** Whether `path` is `folder` or lies in it; both absolute, without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * The real path of a file or folder below `importDir`, given relative to it or absolute. A link that leads out of the
 * folder is refused like any other way out.
 * @throws Problem `forbidden` for what lies outside, `not_found` for what does not exist.
 */
export async function resolveSource(importDir: string, given: string): Promise<string> {
  const wanted = resolve(importDir, given);
  if (!isInside(importDir, wanted)) throw outside(given, importDir);
  const [folder, found] = await Promise.all([realPathOf(importDir), realPathOf(wanted)]);
  if (folder === null || found === null) {
    throw new Problem('not_found', `There is no ${given} in the import folder ${importDir}`, {
      hint: 'Copy the file there first, or upload it',
    });
  }
  if (!isInside(folder, found)) throw outside(given, importDir);
  return found;
}

const outside = (given: string, importDir: string): Problem =>
  new Problem('forbidden', `${given} lies outside of the import folder`, {
    hint: `Copy it into ${importDir}, upload it, or use the command spyglass import`,
  });

async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}
