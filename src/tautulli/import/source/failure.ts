import { describeError, Problem, type ProblemCode } from '#problem';
import type { Failure } from './protocol.ts';

const CODES: Readonly<Record<ProblemCode, true>> = {
  invalid: true,
  unauthorised: true,
  forbidden: true,
  not_found: true,
  conflict: true,
  upstream: true,
  unavailable: true,
  refused: true,
  limited: true,
};

const isCode = (code: string): code is ProblemCode => Object.hasOwn(CODES, code);

/** Packs a thrown value for the other thread. */
export function packFailure(error: unknown): Failure {
  const stack = error instanceof Error ? error.stack : undefined;
  if (error instanceof Problem) {
    return { problem: { code: error.code, hint: error.hint }, message: error.message, stack };
  }
  return { problem: null, message: describeError(error), stack };
}

/** The same Problem again; anything else becomes an Error with the stack of the thread it happened in. */
export function unpackFailure({ problem, message, stack }: Failure): Error {
  if (problem !== null && isCode(problem.code)) return new Problem(problem.code, message, { hint: problem.hint });
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
