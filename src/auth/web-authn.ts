/** The WebAuthn library, as far as passkeys need it. It is large, and loaded when the first passkey is used. */
import type { z } from 'zod';
import type { PasskeyAssertion, PasskeyRegistration } from '#contract/auth.ts';
import type { PasskeyRow } from './queries-factors.ts';

/** Where the browser sees us, as `https://spyglass.example:8181`: passkeys belong to its host. */
export interface Site {
  readonly origin: string;
}

const library = () => import('@simplewebauthn/server');

/** The name passkeys are bound to. */
const hostOf = ({ origin }: Site): string => new URL(origin).hostname;

/** Ed25519, ES256 and RS256: what authenticators have (COSE numbers). Asking Node for more makes it warn of experiments. */
const ALGORITHMS = [-8, -7, -257];

/** How long the browser waits for a finger, in milliseconds. */
const PATIENCE_MS = 120_000;

export interface Registering {
  readonly username: string;
  /** Opaque; the same for all passkeys of an account. */
  readonly userHandle: Buffer;
  readonly known: readonly PasskeyRow[];
}

/**
 * Options for making a passkey, with their challenge. A PIN or a finger is always asked for, so that a passkey is two factors,
 * and the browser can find it without a name.
 */
export async function registrationOptions(site: Site, { username, userHandle, known }: Registering) {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: 'Spyglass',
    rpID: hostOf(site),
    userName: username,
    userDisplayName: username,
    userID: new Uint8Array(userHandle),
    timeout: PATIENCE_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Options for signing in with a passkey that the browser finds itself. */
export async function signInOptions(site: Site) {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({ rpID: hostOf(site), timeout: PATIENCE_MS, userVerification: 'required' });
}

export interface NewCredential {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly counter: number;
}

/** The credential of a registration; null when it is not what it should be. */
export async function verifiedRegistration(
  site: Site,
  challenge: string,
  { id, rawId, type, response }: z.output<typeof PasskeyRegistration>,
): Promise<NewCredential | null> {
  const { verifyRegistrationResponse } = await library();
  const { clientDataJSON, attestationObject } = response;
  const verification = await verifyRegistrationResponse({
    response: { id, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!verification?.verified) return null;
  const { credential } = verification.registrationInfo;
  return { id: credential.id, publicKey: Buffer.from(credential.publicKey), counter: credential.counter };
}

/** The new counter of a passkey that signed the challenge; null when it did not. */
export async function verifiedAssertion(
  site: Site,
  challenge: string,
  passkey: PasskeyRow,
  { id, rawId, type, response }: z.output<typeof PasskeyAssertion>,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library();
  const { clientDataJSON, authenticatorData, signature } = response;
  const verification = await verifyAuthenticationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site),
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch(() => null);
  return verification?.verified ? verification.authenticationInfo.newCounter : null;
}
