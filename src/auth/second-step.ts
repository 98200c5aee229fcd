/** Signing in in two steps: a password, then a code. */
import { z } from 'zod';
import type { SecondStepBody } from '#contract/auth.ts';
import { Problem } from '#problem';
import { admit, type LetIn } from './admit.ts';
import type { AuthDeps } from './deps.ts';
import { type AccountRow, accountById } from './queries.ts';
import { spendCode } from './second-factor.ts';
import { checkCredentials, recordFailure, refuseWhenLocked, type SignInCall } from './sign-in.ts';
import { finishStep, keepStep, stepIsOver, tryStep } from './steps.ts';

/** Signed in, or asked for the code of the second factor. */
export type SignedIn = LetIn | { readonly step: 'code'; readonly token: string; readonly expiresAt: string };

const AfterPassword = z.object({ isRemembered: z.boolean(), passwordChangedAt: z.number().nullable() });

/** First step, which is the only one without a second factor. @throws Problem `unauthorised`, `limited`. */
export async function signIn(
  deps: AuthDeps,
  given: { readonly username: string; readonly password: string },
  call: SignInCall,
): Promise<SignedIn> {
  return admitOrAskCode(deps, await checkCredentials(deps, given, call), call);
}

/** Lets somebody in whose first proof was right, or asks for the second. @throws Problem `unauthorised`. */
export async function admitOrAskCode(deps: AuthDeps, account: AccountRow, call: SignInCall): Promise<SignedIn> {
  if (account.totpSecretSealed === null) return admit(deps, account, call);
  const value = { isRemembered: call.isRemembered, passwordChangedAt: changedAt(account) };
  const { token, expiresAt } = await keepStep(deps, 'code', account.id, value);
  return { step: 'code', token, expiresAt: expiresAt.toISOString() };
}

/** Second step; wrong codes count like wrong passwords. @throws Problem `unauthorised`, `limited`. */
export async function signInWithCode(
  deps: AuthDeps,
  { token, code }: SecondStepBody,
  call: Omit<SignInCall, 'isRemembered'>,
): Promise<LetIn> {
  const { accountId, value } = await tryStep(deps, 'code', token, AfterPassword);
  const account = await accountById(deps.db, accountId);
  if (!account?.isEnabled || changedAt(account) !== value.passwordChangedAt) throw stepIsOver();
  await refuseWhenLocked(deps, { ipAddress: call.ipAddress, name: account.username });
  if (!(await spendCode(deps, account, code))) {
    await recordFailure(deps, account.username, account, call);
    throw new Problem('unauthorised', 'The code is not right');
  }
  if (!(await finishStep(deps.db, token))) throw stepIsOver();
  return admit(deps, account, { ...call, isRemembered: value.isRemembered });
}

const changedAt = ({ passwordChangedAt }: AccountRow): number | null => passwordChangedAt?.getTime() ?? null;
