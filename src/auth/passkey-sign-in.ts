/** Signing in with a passkey, which is proof enough: it asks for a finger or a PIN itself. */
import { z } from 'zod';
import type { PasskeyBegun, PasskeySignInBody } from '#contract/auth.ts';
import { Problem } from '#problem';
import { admit, type LetIn } from './admit.ts';
import type { AuthDeps } from './deps.ts';
import { type AccountRow, accountById } from './queries.ts';
import { notePasskeyUse, passkeyById } from './queries-factors.ts';
import { recordFailure, refuseWhenLocked, type SignInCall } from './sign-in.ts';
import { openStep, sealStep, spendStep } from './steps.ts';
import { type Site, signInOptions, verifiedAssertion } from './web-authn.ts';

const Begun = z.object({ challenge: z.string(), origin: z.string() });

/** Options for the browser. Nothing is kept of them, so that beginning costs nothing. */
export async function beginPasskeySignIn(deps: Pick<AuthDeps, 'box' | 'clock'>, site: Site): Promise<PasskeyBegun> {
  const options = await signInOptions(site);
  const { token, expiresAt } = sealStep(deps, 'passkey', { challenge: options.challenge, origin: site.origin });
  return { token, options: { ...options }, expiresAt: expiresAt.toISOString() };
}

/** @throws Problem `unauthorised`, `limited`. */
export async function signInWithPasskey(
  deps: AuthDeps,
  { token, credential }: Omit<PasskeySignInBody, 'isRemembered'>,
  site: Site,
  call: SignInCall,
): Promise<LetIn> {
  const { challenge, origin } = openStep(deps, 'passkey', token, Begun);
  await refuseWhenLocked(deps, { ipAddress: call.ipAddress, name: null });
  const passkey = await passkeyById(deps.db, credential.id);
  const account = passkey === null ? null : await accountById(deps.db, passkey.accountId);
  const isSame = origin === site.origin;
  const counter = passkey !== null && isSame ? await verifiedAssertion(site, challenge, passkey, credential) : null;
  if (passkey === null || account === null || counter === null || !account.isEnabled)
    throw await failure(deps, account, call);
  // Once it is known to be right, it serves once.
  await spendStep(deps.db, deps, 'passkey', token);
  if (!(await notePasskeyUse(deps.db, passkey.credentialId, counter, new Date(deps.clock.now()))))
    throw await failure(deps, account, call);
  return admit(deps, account, call);
}

async function failure(deps: AuthDeps, account: AccountRow | null, call: SignInCall): Promise<Problem> {
  await recordFailure(deps, account?.username ?? null, account, call);
  return new Problem('unauthorised', 'This passkey is not known here, or could not be verified');
}
