import type { PasskeyBegun, PasskeyView, SignInAnswer } from '#contract/auth.ts';
import { postForJson } from './api.ts';

/** The WebAuthn client; only loaded when it is used. */
const library = () => import('@simplewebauthn/browser');

type CreationOptions = Parameters<Awaited<ReturnType<typeof library>>['startRegistration']>[0]['optionsJSON'];
type RequestOptions = Parameters<Awaited<ReturnType<typeof library>>['startAuthentication']>[0]['optionsJSON'];

/** Whether this browser, at this address, knows passkeys: only over TLS and on the machine itself. */
export const hasPasskeys = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window;

/** Whether somebody closed the browser's question, or did not answer it; no reason to complain. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);

/**
 * Signs in with a passkey. `isSuggested`: the browser offers it in the name field, which may never happen.
 * @throws ApiError, and what the browser throws.
 */
export async function signInWithPasskey(options: {
  readonly isRemembered: () => boolean;
  readonly isSuggested?: boolean;
}): Promise<SignInAnswer> {
  const { startAuthentication } = await library();
  const { token, options: asked } = await postForJson<PasskeyBegun>('/auth/passkey/begin');
  const credential = await startAuthentication({
    // The server's library made them for the browser's.
    optionsJSON: asked as unknown as RequestOptions,
    useBrowserAutofill: options.isSuggested ?? false,
  });
  return postForJson<SignInAnswer>('/auth/passkey', { token, credential, isRemembered: options.isRemembered() });
}

/** Whether the browser can offer passkeys in the name field. */
export async function canSuggestPasskeys(): Promise<boolean> {
  if (!hasPasskeys()) return false;
  return (await library()).browserSupportsWebAuthnAutofill();
}

/** Ends a question of the browser that still stands. */
export async function stopAsking(): Promise<void> {
  (await library()).WebAuthnAbortService.cancelCeremony();
}

/** Makes a passkey and adds it to the own account. @throws ApiError, and what the browser throws. */
export async function addPasskey(given: {
  readonly name: string;
  readonly password: string | null;
}): Promise<PasskeyView> {
  const { startRegistration } = await library();
  const { token, options } = await postForJson<PasskeyBegun>('/account/passkeys/begin', { password: given.password });
  const credential = await startRegistration({ optionsJSON: options as unknown as CreationOptions });
  return postForJson<PasskeyView>('/account/passkeys', { token, name: given.name, credential });
}
