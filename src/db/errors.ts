/** PostgreSQL's own code (SQLSTATE) or the system's (`ECONNREFUSED`) of an error or of what caused it. */
export function errorCodes(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    // A name with several addresses fails with one error for each of them.
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap(errorCodes));
  }
  return codes;
}

function messages(error: unknown): string[] {
  const found: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) found.push(at.message);
  return found;
}

const DOWN_CODES = new Set([
  '57P01', // stopped by an administrator
  '57P02', // crashed
  '57P03', // starting, stopping or in recovery
  '53300', // no connection left
  '55P03', // waited too long for a lock: an import holds the tables
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // the socket is gone
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The driver gives these failures no code. */
const DOWN_MESSAGE =
  /^(?:Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Query read timeout)/;

/** Whether a failed query says that the database cannot be reached now; the same query may succeed later. */
export const isDatabaseDown = (error: unknown): boolean =>
  errorCodes(error).some((code) => DOWN_CODES.has(code) || code.startsWith('08')) ||
  messages(error).some((message) => DOWN_MESSAGE.test(message));

const RETRY_CODES = new Set(['40001', '40P01']);

/** Whether two transactions got into each other's way (serialisation failure, deadlock), so that trying again helps. */
export const isTransactionConflict = (error: unknown): boolean =>
  errorCodes(error).some((code) => RETRY_CODES.has(code));
