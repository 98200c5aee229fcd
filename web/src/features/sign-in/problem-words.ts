import type { OidcProblem } from '#contract/sign-in-elsewhere.ts';
import { type MessageId, t } from '../../lib/i18n.ts';

const WORDS: Readonly<Record<OidcProblem, MessageId>> = {
  'oidc-expired': 'signIn.problem.expired',
  'oidc-denied': 'signIn.problem.denied',
  'oidc-unavailable': 'signIn.problem.unavailable',
  'oidc-invalid': 'signIn.problem.invalid',
  'oidc-unknown': 'signIn.problem.unknown',
  'oidc-forbidden': 'signIn.problem.forbidden',
  'oidc-taken': 'signIn.problem.taken',
  'oidc-limited': 'signIn.problem.limited',
};

const isKnown = (problem: string): problem is OidcProblem => Object.hasOwn(WORDS, problem);

/** Why another way in did not work, in words. */
export const problemWords = (problem: string): string => t(isKnown(problem) ? WORDS[problem] : 'signIn.problem.other');
