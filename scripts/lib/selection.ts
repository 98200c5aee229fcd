import { parseArgs } from 'node:util';

/** The parts of `npm test`, in the order they are reported. */
export const PARTS = ['typecheck', 'lint', 'build', 'unit', 'integration', 'browser'] as const;
export type Part = (typeof PARTS)[number];

const isPart = (name: string): name is Part => PARTS.some((part) => part === name);

/**
 * Reads `--only unit,lint`; without it everything is chosen.
 * @throws Error with one sentence when the arguments make no sense.
 */
export function selectParts(args: readonly string[]): ReadonlySet<Part> {
  const { values } = parseArgs({ args: [...args], options: { only: { type: 'string', multiple: true } } });
  if (values.only === undefined) return new Set(PARTS);
  const names = values.only.flatMap((list) => list.split(',')).filter((name) => name !== '');
  const unknown = names.filter((name) => !isPart(name));
  if (unknown.length > 0 || names.length === 0) {
    throw new Error(
      `--only takes one or more of ${PARTS.join(', ')}${unknown.length > 0 ? `, not ${unknown.join(', ')}` : ''}`,
    );
  }
  return new Set(names.filter(isPart));
}
