/** What is wrong with one value of a request, as zod reports it through Fastify. */
export interface FieldFault {
  /** zod's issue code. */
  readonly keyword: string;
  /** `/limit`, `/filter/0/name`; `/` for the whole. */
  readonly instancePath: string;
  readonly message?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

const SUBJECTS: Readonly<Record<string, string>> = {
  querystring: 'The query parameter',
  params: 'The path parameter',
  headers: 'The header',
  body: 'The field',
};

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : String(value));

const limit = (origin: unknown, bound: string): string =>
  origin === 'string' ? `have ${bound} characters` : origin === 'array' ? `have ${bound} entries` : `be ${bound}`;

function tooSmall({ origin, minimum, inclusive }: FieldFault['params']): string {
  if (origin === 'string' && Number(minimum) === 1) return 'must not be empty';
  return inclusive === false
    ? `must be greater than ${String(minimum)}`
    : `must ${limit(origin, `at least ${String(minimum)}`)}`;
}

/** Clause by zod's issue code; anything else speaks for itself. */
const CLAUSES: Readonly<Record<string, (fault: FieldFault) => string>> = {
  invalid_type: ({ params, message }) =>
    message?.endsWith('received undefined')
      ? 'is missing'
      : `must be ${TYPES[String(params.expected)] ?? String(params.expected)}`,
  too_small: ({ params }) => tooSmall(params),
  too_big: ({ params }) => `must ${limit(params.origin, `at most ${String(params.maximum)}`)}`,
  invalid_value: ({ params }) => `must be one of ${list(params.values)}`,
  unrecognized_keys: ({ params }) => `must not contain ${list(params.keys)}`,
};

/**
 * One sentence for the person who sent the request, e.g. `The query parameter limit must be at most 200`.
 * `context` is Fastify's name of the part of the request.
 */
export function fieldSentence(context: string | undefined, fault: FieldFault): string {
  const name = fault.instancePath.slice(1).replaceAll('/', '.');
  const subject = name === '' ? `The ${context ?? 'request'}` : `${SUBJECTS[context ?? ''] ?? 'The field'} ${name}`;
  const clause = CLAUSES[fault.keyword]?.(fault) ?? fault.message ?? 'is not valid';
  return `${subject} ${clause.startsWith('must') || clause.startsWith('is') ? clause : `is not valid: ${clause}`}`;
}
