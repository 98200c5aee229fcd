import type { Finding, Project } from './check.ts';
import type { SourceFile } from './source.ts';

interface Cycle extends Finding {
  /** The first file of the cycle in the alphabet, so that every cycle is reported once. */
  readonly path: string;
}

const known = new WeakMap<Project, readonly Cycle[]>();

/** The groups of files that import each other in a circle (Tarjan's strongly connected components); types count too. */
export function findCycles(project: Project): readonly Cycle[] {
  const cycles = known.get(project) ?? components(project).map((group) => asCycle(group));
  known.set(project, cycles);
  return cycles;
}

function asCycle(group: readonly string[]): Cycle {
  const sorted = group.toSorted();
  return { path: sorted[0] ?? '', line: 1, detail: `is in a circle of imports: ${sorted.join(', ')}` };
}

const edges = (file: SourceFile, project: Project): string[] =>
  file.imports.flatMap((one) => {
    const target = project.target(file, one);
    return target.kind === 'file' && !one.isDynamic && project.files.has(target.path) ? [target.path] : [];
  });

function components(project: Project): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const visit = (path: string): void => {
    const mine = index.size;
    index.set(path, mine);
    low.set(path, mine);
    stack.push(path);
    const file = project.files.get(path);
    const next = file === undefined ? [] : edges(file, project);
    for (const to of next) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(path, Math.min(low.get(path) ?? mine, low.get(to) ?? mine));
    }
    if (low.get(path) !== mine) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1 || next.includes(path)) groups.push(group);
  };
  for (const path of project.files.keys()) if (!index.has(path)) visit(path);
  return groups;
}
