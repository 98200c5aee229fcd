/** Why a visit to a provider failed, in the words of the contract. */
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import type { OidcProblem } from '#contract/sign-in-elsewhere.ts';
import { Problem } from '#problem';

/** A visit that ended without anybody signed in. */
export class OidcFailure extends Error {
  readonly problem: OidcProblem;

  constructor(problem: OidcProblem, cause?: unknown) {
    super(problem, cause === undefined ? undefined : { cause });
    this.name = 'OidcFailure';
    this.problem = problem;
  }
}

/** Codes of the library that mean that no proper answer came. */
const NO_ANSWER: ReadonlySet<string | undefined> = new Set([
  undefined,
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

export function failureOf(error: unknown): OidcFailure {
  if (error instanceof OidcFailure) return error;
  if (error instanceof AuthorizationResponseError) return new OidcFailure('oidc-denied', error);
  if (error instanceof ResponseBodyError) return new OidcFailure('oidc-invalid', error);
  if (error instanceof ClientError)
    return new OidcFailure(NO_ANSWER.has(error.code) ? 'oidc-unavailable' : 'oidc-invalid', error);
  if (error instanceof Problem && error.code === 'upstream') return new OidcFailure('oidc-unavailable', error);
  if (error instanceof Problem && error.code === 'limited') return new OidcFailure('oidc-limited', error);
  if (error instanceof Problem && error.code === 'unauthorised') return new OidcFailure('oidc-forbidden', error);
  throw error;
}
