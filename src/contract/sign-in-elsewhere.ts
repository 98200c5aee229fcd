/** Ways in through somebody else: an account of Plex, an OpenID provider; and signing in to Plex to connect a server. */
import { z } from 'zod';
import { OwnAccount, StepToken } from './auth.ts';
import { Instant } from './common.ts';

/** A path of the app, without the path it is served under: `/history?page=2`. Anything else leads to the first page. */
export const ReturnPath = z.string().max(2_000);

/** Names what was begun with Plex; good for the browser that began it only. */
const PinId = z.string().min(20).max(100);

export const PlexPinBody = z.strictObject({
  /** Stay signed in for 30 days. */
  isRemembered: z.boolean().default(false),
  /** Where Plex's page leads afterwards; null: nowhere, the window can be closed. */
  forwardTo: ReturnPath.nullable().default(null),
});
export type PlexPinBody = z.output<typeof PlexPinBody>;

export const PlexPinBegun = z.object({
  pinId: PinId,
  /** Of Plex's page, to be opened in a window of its own. */
  address: z.url(),
  expiresAt: Instant,
});
export type PlexPinBegun = z.infer<typeof PlexPinBegun>;

export const PlexPinCheckBody = z.strictObject({ pinId: PinId });

/** To be asked every two seconds. Nothing of Plex's token is ever in an answer. */
export const PlexPinAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  /** Over, used before, or begun by another browser. */
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('done'), account: OwnAccount }),
  /** The account asks for a code of its app as well: as `POST /auth/sign-in/code` takes it. */
  z.object({ state: z.literal('code'), token: StepToken, expiresAt: Instant }),
]);
export type PlexPinAnswer = z.infer<typeof PlexPinAnswer>;

export const PlexServerPinBody = z.strictObject({ forwardTo: ReturnPath.nullable().default(null) });
export type PlexServerPinBody = z.output<typeof PlexServerPinBody>;

export const PlexServerAddress = z.object({
  url: z.string(),
  isLocal: z.boolean(),
  /** Through Plex's relay: slow, and only when nothing else works. */
  isRelay: z.boolean(),
  isSecure: z.boolean(),
});
export type PlexServerAddress = z.infer<typeof PlexServerAddress>;

/** A server of the account, with the addresses Plex knows, the likeliest first. */
export const PlexServerChoice = z.object({
  machineIdentifier: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  platform: z.string().nullable(),
  /** Plex has heard of it lately. */
  isOnline: z.boolean(),
  /** It is watched already. */
  isKnown: z.boolean(),
  addresses: z.array(PlexServerAddress).readonly(),
});
export type PlexServerChoice = z.infer<typeof PlexServerChoice>;

export const PlexServersAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('expired') }),
  z.object({
    state: z.literal('done'),
    /** Stands for the sign-in in what follows, for an hour. */
    pinId: PinId,
    /** The account's name at Plex. */
    username: z.string(),
    servers: z.array(PlexServerChoice).readonly(),
  }),
]);
export type PlexServersAnswer = z.infer<typeof PlexServersAnswer>;

export const PlexAddressBody = z.strictObject({
  pinId: PinId,
  machineIdentifier: z.string().min(1).max(100),
  /** One of those that were told, or one that a person typed. */
  url: z.string().trim().min(1).max(500),
});
export type PlexAddressBody = z.output<typeof PlexAddressBody>;

export const PlexAddressTest = z.object({
  result: z.enum([
    'reachable',
    'certificate',
    'refused',
    'timeout',
    'unknown-name',
    'unreachable',
    'not-plex',
    'other-server',
    'not-allowed',
  ]),
  /** The same in one sentence. */
  text: z.string(),
  tookMs: z.number().int().nonnegative(),
});
export type PlexAddressTest = z.infer<typeof PlexAddressTest>;

/** Names a provider of the settings. */
export const OidcId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be the id of a provider');

export const OidcBeginBody = z.strictObject({
  isRemembered: z.boolean().default(false),
  returnTo: ReturnPath.default('/'),
});
export type OidcBeginBody = z.output<typeof OidcBeginBody>;

export const OidcBegun = z.object({ address: z.url() });
export type OidcBegun = z.infer<typeof OidcBegun>;

/** Why a visit to a provider ended without anybody signed in; in the address of the sign-in page as `problem`. */
export const OIDC_PROBLEMS = [
  /** It took too long, was used before, or another browser began it. */
  'oidc-expired',
  /** The provider says no, or the person did. */
  'oidc-denied',
  /** The provider cannot be reached, or answers nonsense. */
  'oidc-unavailable',
  /** What it says about the person could not be proved. */
  'oidc-invalid',
  /** Nobody here by that name, and nobody new is let in. */
  'oidc-unknown',
  /** No role for them, or their account is switched off. */
  'oidc-forbidden',
  /** That account is linked to another one here. */
  'oidc-taken',
  /** Too many tries. */
  'oidc-limited',
] as const;
export type OidcProblem = (typeof OIDC_PROBLEMS)[number];

/** Accounts elsewhere that open the own account, and those that could. */
export const LinkList = z.object({
  links: z.array(z.object({ provider: z.string(), linkedAt: Instant.nullable() })),
  /** Whether a Plex account can be linked. */
  plex: z.boolean(),
  /** In the order of the settings. */
  oidc: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type LinkList = z.infer<typeof LinkList>;

/** The present password, which an account without one has not. */
const Proof = z.string().max(1_024).nullable().default(null);

export const PlexLinkBody = z.strictObject({ password: Proof, forwardTo: ReturnPath.nullable().default(null) });
export type PlexLinkBody = z.output<typeof PlexLinkBody>;

export const PlexLinkAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  /** Over, used before, or begun by another browser or account. */
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('done'), username: z.string() }),
]);
export type PlexLinkAnswer = z.infer<typeof PlexLinkAnswer>;

export const OidcLinkBody = z.strictObject({ password: Proof });

/** What is linked: `plex`, or the id of an OpenID provider. */
export const LinkProvider = z.string().min(1).max(100);
