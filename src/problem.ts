/** The few kinds of failure a person can act on; each maps to one HTTP status and one exit code. */
export type ProblemCode =
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'upstream'
  | 'unavailable'
  | 'refused'
  | 'limited';

/**
 * A failure that is not a bug: one clear sentence for the person who can act on it, and what they can do.
 * Everything else that is thrown is a bug and becomes a 500 with an id.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly hint: string | undefined;
  /** When it is worth trying again; for `limited`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    options: { hint?: string | undefined; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.hint = options.hint;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** One line that says what went wrong, for logs and terminals; never a stack. */
export function describeError(error: unknown): string {
  if (error instanceof Problem) return error.hint ? `${error.message}. ${error.hint}` : error.message;
  if (error instanceof AggregateError && error.errors.length > 0) return describeError(error.errors[0]);
  if (error instanceof Error) {
    const cause =
      error.cause instanceof Error && error.cause.message !== error.message ? `: ${error.cause.message}` : '';
    return `${error.message || error.name}${cause}`;
  }
  return String(error);
}
