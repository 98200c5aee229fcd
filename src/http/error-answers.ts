import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Log, redact } from '#log';
import { describeError, Problem } from '#problem';
import { errorBody, toFailure } from './failure.ts';

/** Answers an error; a bug leaves a log line with the id that the answer names. */
export function answerError(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = toFailure(error);
  const { id, method } = request;
  const url = redact(request.url);
  if (failure.isBug) {
    const stack = error instanceof Error ? redact(error.stack ?? '') : undefined;
    log.error({ id, method, url, reason: redact(describeError(error)), stack }, 'a request failed unexpectedly');
  } else {
    log.debug({ id, method, url, status: failure.status, reason: redact(describeError(error)) }, 'a request failed');
  }
  const waitSeconds = error instanceof Problem ? error.retryAfterSeconds : undefined;
  if (waitSeconds !== undefined) reply.header('retry-after', waitSeconds);
  return reply.code(failure.status).type('application/json').send(errorBody(failure, id));
}

/** Gives every error and every unknown address the body of the contract. */
export function answerErrors(
  app: FastifyInstance,
  log: Log,
  unknownPage: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | undefined,
): void {
  app.setErrorHandler((error, request, reply) => answerError(log, error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const page = unknownPage(request, reply);
    if (page !== undefined) return page;
    const path = request.url.split('?')[0] ?? '';
    return answerError(log, new Problem('not_found', `There is nothing at ${request.method} ${path}`), request, reply);
  });
}
