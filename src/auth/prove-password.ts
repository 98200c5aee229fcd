/** Asks whoever is signed in for their password again, before an account is weakened or gets another way in. */
import { Problem } from '#problem';
import type { By } from './audit.ts';
import { checkPassword } from './passwords.ts';
import type { AccountRow } from './queries.ts';
import { recordFailure, refuseWhenLocked, type SignInDeps } from './sign-in.ts';

/**
 * Wrong ones count like tries to sign in. An account without a password has nothing to prove with.
 * @throws Problem `invalid` for a wrong one (they stay signed in), `limited`.
 */
export async function provePassword(
  deps: SignInDeps,
  account: AccountRow,
  given: string | null,
  by: By,
): Promise<void> {
  if (account.passwordHash === null) return;
  await refuseWhenLocked(deps, { ipAddress: by.ipAddress, name: account.username });
  if (given !== null && (await checkPassword(given, account.passwordHash)) !== 'wrong') return;
  await countFailure(deps, account, by);
  throw new Problem('invalid', 'The present password is not right');
}

/** Notes a wrong proof of somebody who is signed in. */
export const countFailure = (deps: SignInDeps, account: AccountRow, { ipAddress }: By): Promise<void> =>
  recordFailure(deps, account.username, account, { ipAddress, userAgent: null, host: null });
