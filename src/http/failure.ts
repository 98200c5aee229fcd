import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ErrorBody } from '#contract/common.ts';
import { isDatabaseDown } from '#db/errors.ts';
import { Problem, type ProblemCode } from '#problem';
import { NoRoom } from '#tautulli/import/service/no-room.ts';
import { fieldSentence } from './field-sentence.ts';

type Code = ErrorBody['error']['code'];

/** How an error is answered. `isBug`: nobody foresaw it, so it is logged with its stack. */
export interface Failure {
  readonly status: number;
  readonly code: Code;
  readonly message: string;
  readonly hint: string | null;
  readonly isBug: boolean;
}

const STATUS: Readonly<Record<ProblemCode, number>> = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused: 409,
  upstream: 502,
  unavailable: 503,
  limited: 429,
};

/** No code of ours has it to itself: only a full disk is answered so. */
const INSUFFICIENT_STORAGE = 507;

const CODE_OF_STATUS: Readonly<Record<number, Code>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'limited',
  503: 'unavailable',
};

/** What the framework says in its own words, in ours. */
const FRAMEWORK_MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty where JSON was announced',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than 1 MB',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body must be sent as application/json',
  FST_ERR_BAD_URL: 'The address is not a valid URL',
};

const failure = (status: number, code: Code, message: string, hint: string | null = null): Failure => ({
  status,
  code,
  message,
  hint,
  isBug: false,
});

/** Decides how an error is answered: problems by their code, bad requests with a sentence, the rest as a bug. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Problem)
    return failure(statusOf(error), error.code, error.message, error.hint === undefined ? null : error.hint);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [fault] = error.validation;
    if (fault !== undefined) return failure(400, 'invalid', fieldSentence(error.validationContext, fault));
  }
  if (isDatabaseDown(error))
    return failure(503, 'unavailable', 'The database cannot be reached', 'It is tried again all the time; please wait');
  return fromFramework(error) ?? { ...failure(500, 'internal', BUG_MESSAGE), isBug: true };
}

const statusOf = (problem: Problem): number =>
  problem instanceof NoRoom ? INSUFFICIENT_STORAGE : STATUS[problem.code];

const BUG_MESSAGE = 'Something went wrong inside Spyglass';

/** Errors of Fastify and its plugins that blame the request carry a status below 500. */
function fromFramework(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = Number(error.statusCode);
  if (!(status >= 400 && status < 500)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  return failure(status, CODE_OF_STATUS[status] ?? 'invalid', FRAMEWORK_MESSAGES[code] ?? error.message);
}

/** The body that says so; `id` finds the log line of a bug. */
export const errorBody = ({ code, message, hint, isBug }: Failure, id: string): ErrorBody => ({
  error: { code, message, hint, id: isBug ? id : null },
});
