/** Services that sign people in by OpenID Connect, as the settings describe them. Pure. */
import { z } from 'zod';
import { kindOfAddress } from './network-addresses.ts';
import { checkOutwardAddress } from './outward.ts';

/** What a claim may make somebody; nobody becomes an owner by one. */
const GRANTED = ['admin', 'viewer'] as const;

/** Names without a dot belong to the own network or to containers beside us. */
function isNear(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return !bare.includes('.') && !bare.includes(':') ? true : kindOfAddress(bare) === 'private';
}

/** Over plain HTTP anybody on the way could sign in as anybody. */
function isIssuer(text: string): boolean {
  const check = checkOutwardAddress(text, 'identity');
  return check.ok && (check.url.protocol === 'https:' || isNear(check.url.hostname));
}

const Provider = z.strictObject({
  /** Part of the address people are sent back to: `.../api/v3/auth/oidc/ID/callback`. */
  id: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be of small letters, digits and dashes')
    .refine((id) => id !== 'plex', 'must not be plex, which is a way in of its own'),
  /** What the button says. */
  label: z.string().trim().min(1).max(60),
  issuer: z.string().trim().max(500).refine(isIssuer, 'must be an address with https://'),
  clientId: z.string().trim().min(1).max(300),
  /** Null for a public client, which proves itself by PKCE only. */
  clientSecret: z.string().min(1).max(1_000).nullable().default(null),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/))
    .max(20)
    .default(['openid', 'profile', 'email']),
  /** The claim that says what somebody may do, as `groups`; a dot leads into an object. */
  roleClaim: z.string().min(1).max(200).nullable().default(null),
  /** The first value that the claim has decides. */
  roles: z
    .array(z.strictObject({ value: z.string().min(1).max(300), role: z.enum(GRANTED) }))
    .max(50)
    .default([]),
  /** For whom no value fits; null: they are refused. */
  otherwise: z.enum(['viewer']).nullable().default(null),
  /**
   * How somebody new is found among the people of the Plex servers: by an e-mail address that the service has verified, or by their user
   * name, which is safe only where nobody chooses it for themselves.
   */
  match: z.enum(['nothing', 'email', 'username']).default('email'),
  usernameClaim: z.string().min(1).max(100).default('preferred_username'),
  /** Makes an account for whoever signs in for the first time. */
  autoCreate: z.boolean().default(false),
});
export type OidcProvider = z.output<typeof Provider>;

const Providers = z
  .array(Provider)
  .max(20)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must have different ids');

/** The services a setting names, in their order; none for an empty text, null when it does not fit. */
export function readOidcProviders(text: string): readonly OidcProvider[] | null {
  if (text.trim() === '') return [];
  try {
    return Providers.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
