import { errorCodes, isDatabaseDown } from '#db/errors.ts';
import { Problem } from '#problem';
import type { ImportStage } from './types.ts';

const NO_SPACE = '53100';
const LOCK_TIMEOUT = '55P03';
const UNCHANGED = 'nothing was changed';

/**
 * What the database says in the middle of an import, in words; everything else stays as it is. `stage` tells whether
 * it may have committed already, which nobody can know when the connection is lost just then.
 */
export function databaseProblem(cause: unknown, stage: ImportStage): unknown {
  if (cause instanceof Problem) return cause;
  const codes = errorCodes(cause);
  if (codes.includes(NO_SPACE))
    return new Problem('unavailable', `The disk of the database is full; ${UNCHANGED}`, {
      hint: 'Free space there; an import needs about as much as the file has, and twice that while it runs',
      cause,
    });
  if (codes.includes(LOCK_TIMEOUT))
    return new Problem('unavailable', `Something else used the history for too long; ${UNCHANGED}`, {
      hint: 'Start the import again',
      cause,
    });
  if (!isDatabaseDown(cause)) return cause;
  return stage === 'switch'
    ? new Problem('unavailable', 'The connection to the database was lost while the import was being completed', {
        hint: 'Start the import again: it says whether the file is there already',
        cause,
      })
    : new Problem('unavailable', `The connection to the database was lost; ${UNCHANGED}`, {
        hint: 'Start the import again when the database answers',
        cause,
      });
}
