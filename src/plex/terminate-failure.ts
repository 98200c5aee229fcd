import type { Answer } from './facts.ts';

/** Plex protocol notes 3.14: what the statuses mean here. */
export function terminateFailure(answer: Extract<Answer<never>, { ok: false }>, name: string): Answer<null> {
  if (answer.reason === 'unauthorised')
    return { ok: false, reason: 'refused', problem: `${name} does not let us end streams: its owner needs Plex Pass` };
  if (answer.reason === 'not_found') return { ...answer, problem: `${name} does not play this stream any more` };
  return answer;
}
