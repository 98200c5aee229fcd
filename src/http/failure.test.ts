import { describe, expect, test } from 'vitest';
import { Problem, type ProblemCode } from '#problem';
import { errorBody, toFailure } from './failure.ts';

describe('an error becomes an answer', () => {
  test.each<[ProblemCode, number]>([
    ['invalid', 400],
    ['unauthorised', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['refused', 409],
    ['upstream', 502],
    ['unavailable', 503],
    ['limited', 429],
  ])('problem %s is %i', (code, status) => {
    const failure = toFailure(new Problem(code, 'No', { hint: 'Yes' }));
    expect(failure).toEqual({ status, code, message: 'No', hint: 'Yes', isBug: false });
    expect(errorBody(failure, 'x')).toEqual({ error: { code, message: 'No', hint: 'Yes', id: null } });
  });

  const coded = (fields: object): Error => Object.assign(new Error('inner words'), fields);
  test.each([
    ['a refused connection', coded({ code: 'ECONNREFUSED' })],
    ['a database that starts', coded({ code: '57P03' })],
    ['a query that lost its connection', new Error('Failed query', { cause: coded({ code: '08006' }) })],
  ])('%s is 503', (_name, error) => {
    expect(toFailure(error)).toMatchObject({ status: 503, code: 'unavailable', isBug: false });
  });

  test.each([
    [413, 'FST_ERR_CTP_BODY_TOO_LARGE', 'invalid', 'The body is larger than 1 MB'],
    [415, 'FST_ERR_CTP_INVALID_MEDIA_TYPE', 'invalid', 'The body must be sent as application/json'],
    [400, 'FST_ERR_CTP_INVALID_JSON_BODY', 'invalid', 'The body is not valid JSON'],
    [403, 'FST_OTHER', 'forbidden', 'inner words'],
  ])('the framework with %i keeps its status', (status, code, ours, message) => {
    expect(toFailure(coded({ statusCode: status, code }))).toMatchObject({ status, code: ours, message, isBug: false });
  });

  test.each([
    ['an error nobody foresaw', new Error('secret inner words')],
    ['a framework error of our own making', coded({ statusCode: 500, code: 'FST_ERR_RESPONSE_SERIALIZATION' })],
    ['something that is no error', 'text'],
  ])('%s is a bug that tells nothing but an id', (_name, error) => {
    const failure = toFailure(error);
    expect(failure).toMatchObject({ status: 500, code: 'internal', isBug: true });
    expect(failure.message).not.toContain('inner words');
    expect(errorBody(failure, 'abc').error.id).toBe('abc');
  });
});
