/** Speaking with a provider: what it says of itself is asked for once an hour, and it is reached like any address that somebody typed. */
import {
  allowInsecureRequests,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { Clock, EpochMs } from '#clock';
import type { OidcProvider } from '#config/oidc-providers.ts';
import { OutwardRefusal } from '#config/outward.ts';
import { createOutwardFetch } from '#config/outward-fetch.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';

const KEEP_MS = 3_600_000;
/** For one question. */
const TIMEOUT_SECONDS = 10;
const MAX_ANSWER_BYTES = 1_048_576;

export interface ProviderNetwork {
  readonly verifiesCertificates: boolean;
  readonly mayBePrivate: boolean;
}

export interface ProvidersDeps {
  readonly clock: Clock;
  readonly log: Log;
  network(): Promise<ProviderNetwork>;
}

export interface Providers {
  /** @throws Problem `upstream` when it cannot be reached or answers nonsense. */
  of(provider: OidcProvider): Promise<Configuration>;
}

export function createProviders(deps: ProvidersDeps): Providers {
  const known = new Map<string, { readonly settings: string; readonly at: EpochMs; readonly found: Configuration }>();
  return {
    async of(provider) {
      const network = await deps.network();
      const settings = JSON.stringify([provider, network]);
      const before = known.get(provider.id);
      const now = deps.clock.now();
      if (before !== undefined && before.settings === settings && now - before.at < KEEP_MS) return before.found;
      const found = await discover(provider, network).catch((error: unknown) => {
        deps.log.warn({ provider: provider.id, reason: reasonOf(error) }, 'a sign-in service does not answer');
        throw new Problem('upstream', `${provider.label} cannot be reached, or does not answer as it should`, {
          hint: 'Try again in a moment, or sign in another way',
          cause: error,
        });
      });
      known.set(provider.id, { settings, at: now, found });
      return found;
    },
  };
}

/** What went wrong, for the log: the innermost reason. */
export function reasonOf(error: unknown): string {
  return error instanceof ClientError && error.cause !== undefined ? describeError(error.cause) : describeError(error);
}

async function discover(provider: OidcProvider, network: ProviderNetwork): Promise<Configuration> {
  const issuer = new URL(provider.issuer);
  const isPlain = issuer.protocol === 'http:';
  const fetch = fetchWith(network);
  const asked = await discovery(issuer, provider.clientId, undefined, None(), {
    [customFetch]: fetch,
    timeout: TIMEOUT_SECONDS,
    execute: isPlain ? [allowInsecureRequests] : [],
  });
  const server = asked.serverMetadata();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const found = new Configuration(server, provider.clientId, undefined, authOf(provider.clientSecret, methods));
  found[customFetch] = fetch;
  found.timeout = TIMEOUT_SECONDS;
  if (isPlain) allowInsecureRequests(found);
  // Whoever stands between us and the provider could otherwise write the token.
  enableNonRepudiationChecks(found);
  return found;
}

function authOf(secret: string | null, methods: readonly string[]) {
  if (secret === null) return None();
  return methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

/** As the library asks: whole bodies, no redirections. */
function fetchWith(network: ProviderNetwork): CustomFetch {
  const fetch = createOutwardFetch({ kind: 'identity', ...network });
  return async (url, { body, headers, method, signal }) => {
    const text = body === undefined || body === null ? null : textOf(body);
    const response = await fetch(new URL(url), { method, headers, body: text, signal: signal ?? null });
    return bounded(response);
  };
}

function textOf(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return String(body);
  throw new TypeError('a question to a provider is a text');
}

async function bounded(response: Response): Promise<Response> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new OutwardRefusal('The answer is too long');
    pieces.push(piece);
  }
  const { status, headers } = response;
  const hasBody = status !== 204 && status !== 205 && status !== 304;
  return new Response(hasBody ? Buffer.concat(pieces) : null, { status, headers });
}
