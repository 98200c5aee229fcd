import { isDatabaseDown } from '#db/errors.ts';
import { type Log, redact } from '#log';
import { describeError, Problem, type ProblemCode } from '#problem';
import { type EnvelopeReply, failed, LOOK_IN_THE_LOG } from './reply.ts';

/** What waiting helps against. */
const STATUS: Partial<Record<ProblemCode, number>> = { unavailable: 503, limited: 429 };

/**
 * The reply for something that was thrown: a problem says itself (400, unless waiting helps), anything else is a
 * bug and leaves a line in the log (API notes 3, rule 1). Never 401: clients ask for a password then.
 */
export function replyToError(error: unknown, cmd: string, log: Log): EnvelopeReply {
  if (error instanceof Problem) {
    log.debug({ cmd, reason: redact(describeError(error)) }, 'an API command failed');
    const { message, code, retryAfterSeconds } = error;
    return failed(message, { status: STATUS[code] ?? 400, retryAfterSeconds });
  }
  if (isDatabaseDown(error)) return failed('The database cannot be reached', { status: 503 });
  const stack = error instanceof Error ? redact(error.stack ?? '') : undefined;
  log.error({ cmd, reason: redact(describeError(error)), stack }, 'an API command failed unexpectedly');
  return failed(LOOK_IN_THE_LOG, { status: 500 });
}
