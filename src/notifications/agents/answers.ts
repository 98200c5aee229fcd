import type { EpochMs } from '#clock';
import { failedForNow, type Outcome, refusedForGood } from './agent.ts';
import type { HttpOutcome } from './http-request.ts';

/** Refusals that pass: asked too early, too often, or while the other side was busy. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * What an answer means for the message (notification notes, agents): below 400 it was taken. Errors of the server and
 * of the network may pass; other refusals would come again.
 */
export function outcomeOf(answer: HttpOutcome, now: EpochMs): Outcome {
  if (!answer.ok) return answer.isForGood ? refusedForGood(answer.problem) : failedForNow(answer.problem);
  if (answer.status < 400) return { kind: 'sent' };
  const problem = `The other side answers with error ${answer.status}`;
  if (answer.status < 500 && !PASSING.has(answer.status)) return refusedForGood(problem);
  return failedForNow(problem, retryAfter(answer.headers['retry-after'], now));
}

/** Seconds or a date, as HTTP has it, in milliseconds from now. */
export function retryAfter(header: string | undefined, now: EpochMs): number | null {
  if (header === undefined) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
