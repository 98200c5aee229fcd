import type { Rolldown } from 'vite';

/** Chunks with everything they import at once, in the order in which it is found. */
export function withImports(bundle: Rolldown.OutputBundle, first: readonly string[]): Set<string> {
  const found = new Set<string>();
  const follow = (file: string): void => {
    const chunk = bundle[file];
    if (found.has(file) || chunk?.type !== 'chunk') return;
    found.add(file);
    for (const imported of chunk.imports) follow(imported);
  };
  for (const file of first) follow(file);
  return found;
}
