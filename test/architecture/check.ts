import { type Manifest, type Target, targetOf } from './paths.ts';
import { type Import, readSource, type SourceFile } from './source.ts';

export interface Finding {
  readonly line: number;
  readonly detail: string;
}

export interface Violation extends Finding {
  readonly rule: string;
  readonly path: string;
}

/** Everything a rule may look at. */
export interface Project {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, SourceFile>;
  target(file: SourceFile, one: Import): Target;
}

export interface Rule {
  readonly name: string;
  /** What is lost when the rule is broken; shown with the violation. */
  readonly reason: string;
  find(file: SourceFile, project: Project): readonly Finding[];
}

/** Applies the rules to a set of files (path from the repository's root -> text). Pure. */
export function check(
  sources: ReadonlyMap<string, string>,
  manifest: Manifest,
  rules: readonly Rule[],
): readonly Violation[] {
  const files = new Map([...sources].map(([path, text]) => [path, readSource(path, text)]));
  const project: Project = { manifest, files, target: (file, one) => targetOf(one.text, file.path, manifest) };
  return [...files.values()].flatMap((file) =>
    rules.flatMap((rule) =>
      rule.find(file, project).map((finding) => ({ rule: rule.name, path: file.path, ...finding })),
    ),
  );
}

/** One line a violation, for the message of a failed test. */
export const describeViolation = (violation: Violation, rules: readonly Rule[]): string => {
  const reason = rules.find((rule) => rule.name === violation.rule)?.reason ?? '';
  return `${violation.path}:${violation.line} ${violation.detail} [${violation.rule}: ${reason}]`;
};
