import { safeNext } from '../../lib/next.ts';

/** What the address of the sign-in page says. */
export interface SignInSearch {
  /** Where to go afterwards, below the app. */
  readonly next?: string;
  /** Why another way in did not work, as the server put it. */
  readonly problem?: string;
}

const MAX_PROBLEM = 40;

/** Reads the search of the address; what cannot be is left out. */
export function signInSearch(raw: Readonly<Record<string, unknown>>): SignInSearch {
  const next = safeNext(raw.next);
  const { problem } = raw;
  return {
    ...(next !== '/' && { next }),
    ...(typeof problem === 'string' && /^[\w-]+$/.test(problem) && { problem: problem.slice(0, MAX_PROBLEM) }),
  };
}
