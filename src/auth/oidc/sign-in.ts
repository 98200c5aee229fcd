/** Signing in by OpenID Connect: the authorisation code flow with PKCE, state and nonce. */
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  type TokenEndpointResponse,
} from 'openid-client';
import { z } from 'zod';
import type { OidcProvider } from '#config/oidc-providers.ts';
import type { AccountId } from '#contract/ids.ts';
import type { Log } from '#log';
import { Problem } from '#problem';
import type { LetIn } from '../admit.ts';
import type { AuthDeps } from '../deps.ts';
import { safeReturnPath } from '../return-path.ts';
import { refuseWhenLocked, type SignInCall } from '../sign-in.ts';
import { beginVisit, takeVisit } from '../visits.ts';
import { admitVouched, linkVouched, type Vouched } from './admit.ts';
import { isComplete } from './claims.ts';
import { failureOf, OidcFailure } from './errors.ts';
import { type Providers, reasonOf } from './provider.ts';

export interface OidcDeps extends AuthDeps {
  readonly log: Log;
  readonly providers: Providers;
  /** As the settings say now. */
  list(): Promise<readonly OidcProvider[]>;
}

const Kept = z.object({
  provider: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  isRemembered: z.boolean(),
  /** The account to link with; null: to sign in. */
  linkTo: z.number().int().nullable().default(null),
});

/** What brings somebody there and back. */
export interface BeginOidc {
  readonly browser: string;
  /** Where the provider sends people back to: our own address of the callback. */
  readonly redirectUri: string;
  /** A path of the app. */
  readonly returnTo: string;
  readonly isRemembered: boolean;
  /** The account that is to be linked with whoever agrees there; otherwise they are signed in. */
  readonly linkTo?: AccountId;
}

const byId = async (deps: OidcDeps, id: string): Promise<OidcProvider | null> =>
  (await deps.list()).find((one) => one.id === id) ?? null;

/** The address to go to. @throws Problem `not_found`, `upstream` when the provider does not answer, `limited`. */
export async function beginOidc(deps: OidcDeps, id: string, begin: BeginOidc): Promise<string> {
  const provider = await byId(deps, id);
  if (provider === null) throw new Problem('not_found', 'There is no such way to sign in any more');
  const config = await deps.providers.of(provider);
  const [verifier, nonce] = [randomPKCECodeVerifier(), randomNonce()];
  const { browser, redirectUri, returnTo, isRemembered, linkTo = null } = begin;
  const { token } = await beginVisit(deps, {
    kind: 'oidc-visit',
    browser,
    value: { provider: id, nonce, verifier, redirectUri, returnTo: safeReturnPath(returnTo), isRemembered, linkTo },
    accountId: linkTo,
  });
  const address = buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: [...new Set(['openid', ...provider.scopes])].join(' '),
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: token,
    nonce,
  });
  // What a provider names as its page is opened by the browser as it is.
  if (!/^https?:$/.test(address.protocol)) throw new Problem('upstream', `${provider.label} has no page to sign in`);
  return address.href;
}

export interface FinishOidc {
  readonly id: string;
  readonly browser: string | null;
  /** The query of the callback, without the question mark. */
  readonly query: string;
}

/** Nobody is let in where an account was linked: whoever began is signed in already. */
export type OidcFinished = { readonly letIn: LetIn | null; readonly returnTo: string };

/** A callback serves once, and the browser that began only. @throws OidcFailure for everything that can be told in a word. */
export async function finishOidc(
  deps: OidcDeps,
  { id, browser, query }: FinishOidc,
  call: Omit<SignInCall, 'isRemembered'>,
): Promise<OidcFinished> {
  let linkTo: number | null = null;
  try {
    await refuseWhenLocked(deps, { ipAddress: call.ipAddress, name: null });
    const token = new URLSearchParams(query).get('state') ?? '';
    const kept = await takeVisit(deps, { kind: 'oidc-visit', token, browser }, Kept);
    if (kept === null || kept.provider !== id) throw new OidcFailure('oidc-expired');
    linkTo = kept.linkTo;
    const provider = await byId(deps, id);
    if (provider === null) throw new OidcFailure('oidc-expired');
    const current = new URL(`${kept.redirectUri}?${query}`);
    const vouched = await vouchedFor(await deps.providers.of(provider), provider, current, { ...kept, token });
    if (linkTo !== null) {
      await linkVouched(deps, linkTo as AccountId, vouched, call.ipAddress);
      return { letIn: null, returnTo: kept.returnTo };
    }
    const letIn = await admitVouched(deps, vouched, { ...call, isRemembered: kept.isRemembered });
    return { letIn, returnTo: kept.returnTo };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.cause !== undefined)
      deps.log.warn({ provider: id, reason: reasonOf(failure.cause) }, 'a sign-in by a service failed');
    // Whoever wanted to link an account is signed in, and reads there why it was not.
    if (linkTo !== null) return { letIn: null, returnTo: `/account?linkProblem=${failure.problem}` };
    throw failure;
  }
}

async function vouchedFor(
  config: Configuration,
  provider: OidcProvider,
  current: URL,
  { token, nonce, verifier }: { readonly token: string; readonly nonce: string; readonly verifier: string },
): Promise<Vouched> {
  const tokens = await authorizationCodeGrant(config, current, {
    pkceCodeVerifier: verifier,
    expectedState: token,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const id = tokens.claims();
  if (id === undefined) throw new OidcFailure('oidc-invalid');
  const more = isComplete(provider, id) ? {} : await userInfo(config, tokens, id.sub);
  return { provider, issuer: id.iss, subject: id.sub, claims: { ...more, ...id } };
}

/** What the ID token leaves out, when the provider tells it elsewhere. */
async function userInfo(config: Configuration, { access_token }: TokenEndpointResponse, subject: string) {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(config, access_token, subject);
}
