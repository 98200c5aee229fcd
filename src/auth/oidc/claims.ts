/** What a provider says about somebody, and what that makes them here. Pure. */
import type { OidcProvider } from '#config/oidc-providers.ts';

export type Claims = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A claim by its name, or by a path into objects such as `realm_access.roles`; names with dots come first. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const part of name.split('.')) {
    if (!isRecord(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function textsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}

export type Granted = 'admin' | 'viewer';

/** What somebody becomes; null: refused. `kept`: the provider says nothing about roles, so an account stays what it is. */
export function roleOf(provider: OidcProvider, claims: Claims): Granted | 'kept' | null {
  if (provider.roleClaim === null) return 'kept';
  const values = new Set(textsOf(claimAt(claims, provider.roleClaim)));
  return provider.roles.find(({ value }) => values.has(value))?.role ?? provider.otherwise;
}

/** How somebody is to be found among people; null when nothing that is proved tells. */
export function personKeyOf(
  { match, usernameClaim }: OidcProvider,
  claims: Claims,
): { readonly by: 'email' | 'username'; readonly value: string } | null {
  if (match === 'username') {
    const value = textOf(claimAt(claims, usernameClaim));
    return value === null ? null : { by: 'username', value };
  }
  // Anybody may write any address into their profile; the provider must have seen a letter arrive.
  const value = match === 'email' && claims.email_verified === true ? textOf(claims.email) : null;
  return value === null ? null : { by: 'email', value };
}

/** How to call them. */
export const nameOf = ({ usernameClaim }: OidcProvider, claims: Claims): string =>
  textOf(claimAt(claims, usernameClaim)) ?? textOf(claims.name) ?? textOf(claims.email) ?? 'somebody';

/** Which claims a decision needs; what the ID token leaves out may be asked for. */
export function isComplete({ roleClaim, usernameClaim, match }: OidcProvider, claims: Claims): boolean {
  const needed = [roleClaim, usernameClaim, match === 'email' ? 'email' : null].filter((name) => name !== null);
  return needed.every((name) => claimAt(claims, name) !== undefined);
}
