import type { Counts, Failure } from './report.ts';

/** The end of one step of `npm test`. */
export interface StepResult {
  readonly name: string;
  readonly isOk: boolean;
  readonly tookMs: number;
  /** Only for steps that run tests. */
  readonly counts?: Counts;
  readonly failures?: readonly Failure[];
  /** What the program printed, when it was not shown while it ran; or why the step failed. */
  readonly output?: string;
}

const MOST_MESSAGE_LINES = 12;
/** A line of a stack that is not ours. */
const LIBRARY_FRAME = /^\s+at .*(node_modules|node:|<anonymous>)/;

/** Adds up the tests; a step that failed without a failed test counts as one failure, so that nobody overlooks it. */
export function total(steps: readonly StepResult[]): Counts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { isOk, counts } of steps) {
    sum.passed += counts?.passed ?? 0;
    sum.skipped += counts?.skipped ?? 0;
    sum.failed += Math.max(counts?.failed ?? 0, isOk ? 0 : 1);
  }
  return sum;
}

/** The line that CI reads: `N passed, N failed`, and `, N skipped` when tests were skipped. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Everything `npm test` says at its end: times, then failures, then the line that CI reads. */
export function summary(steps: readonly StepResult[], tookMs: number): string {
  const table = steps.map(
    ({ name, isOk, tookMs: ms, counts }) =>
      `  ${isOk ? 'ok    ' : 'FAILED'}  ${name.padEnd(22)}${seconds(ms).padStart(9)}${counts === undefined ? '' : `  ${closingLine(counts)}`}`,
  );
  return [
    '',
    ...table,
    `          ${'all together'.padEnd(22)}${seconds(tookMs).padStart(9)}`,
    '',
    ...failed(steps),
    closingLine(total(steps)),
  ].join('\n');
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function failed(steps: readonly StepResult[]): string[] {
  return steps
    .filter(({ isOk }) => !isOk)
    .flatMap(({ name, output = '', failures = [] }) => [
      `--- ${name} failed`,
      ...(output.trim() === '' ? [] : [output.trim()]),
      ...failures.flatMap(({ title, message }) => [`${title}`, ...firstLines(message)]),
      '',
    ]);
}

const firstLines = (message: string): string[] =>
  message
    .split('\n')
    .filter((line) => !LIBRARY_FRAME.test(line))
    .slice(0, MOST_MESSAGE_LINES)
    .map((line) => `    ${line}`);
