/** Who may come in, how they prove who they are, and what programs may do. */
import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { ROLES } from './enums.ts';

const count = z.number().int().nonnegative();
const typed = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL');

/** Code points below 32 and 127: none of them is part of a name. */
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);

const name = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1, 'must not be empty')
    .max(max)
    .refine((text) => !hasControls(text), 'must not contain control characters');

/** What somebody signs in as; the same in any case. */
export const Username = name(100);
/** As it was typed, blanks included; how long it must be is said when one is chosen. */
const Password = typed(1_024);
/** Names a step that was begun (a second factor, a passkey); good for five minutes. */
export const StepToken = z.string().min(20).max(4_000);
/** From an app or from the list of recovery codes, with or without blanks and dashes. */
const Code = typed(40);

/** Who is signed in. */
export const OwnAccount = z.object({
  id: Id,
  username: z.string(),
  role: z.enum(ROLES),
  /** The person whose history is theirs. */
  person: z.object({ id: Id, name: z.string() }).nullable(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  recoveryCodesLeft: count,
  passkeys: count,
});
export type OwnAccount = z.infer<typeof OwnAccount>;

/** Which ways in there are. */
export const SignInMethods = z.object({
  password: z.boolean(),
  plex: z.boolean(),
  /** In the order of the settings. */
  oidc: z.array(z.object({ id: z.string(), label: z.string() })).readonly(),
  passkey: z.boolean(),
  /** A proxy in front signs people in; there is nothing to fill in. */
  proxy: z.boolean(),
});
export type SignInMethods = z.infer<typeof SignInMethods>;

/** What the first page needs to know; answered to anybody. */
export const AuthState = z.object({
  /** There is an owner. */
  isSetUp: z.boolean(),
  /** Creating the owner takes the code from the log. False when there is an owner, or for a visitor on this machine. */
  needsCode: z.boolean(),
  methods: SignInMethods,
  account: OwnAccount.nullable(),
});
export type AuthState = z.infer<typeof AuthState>;

/** The same as it is answered: with the word that writes of this browser bring along in the header `X-Spyglass-CSRF`. */
export const AuthStateAnswer = AuthState.extend({
  /** Null for who is not signed in. */
  csrfToken: z.string().nullable(),
});
export type AuthStateAnswer = z.infer<typeof AuthStateAnswer>;

/** Creates the owner of a fresh installation, once. */
export const CreateOwnerBody = z.strictObject({
  username: Username,
  password: Password,
  /** From the log; not asked of a visitor on this machine. */
  code: typed(100).nullable().default(null),
});
export type CreateOwnerBody = z.output<typeof CreateOwnerBody>;

export const SignInBody = z.strictObject({
  username: typed(200),
  password: Password,
  /** Stay signed in for 30 days; otherwise until the browser is closed, or for an hour without a request. */
  isRemembered: z.boolean().default(false),
});
export type SignInBody = z.output<typeof SignInBody>;

/** Signed in, or asked for the code of the second factor. */
export const SignInAnswer = z.discriminatedUnion('step', [
  z.object({ step: z.literal('done'), account: OwnAccount }),
  z.object({ step: z.literal('code'), token: StepToken, expiresAt: Instant }),
]);
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const SecondStepBody = z.strictObject({ token: StepToken, code: Code });
export type SecondStepBody = z.output<typeof SecondStepBody>;

/** Somebody who may sign in, for whoever manages them. */
export const AccountView = z.object({
  id: Id,
  username: z.string(),
  role: z.enum(ROLES),
  isEnabled: z.boolean(),
  person: z.object({ id: Id, name: z.string() }).nullable(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  passkeys: count,
  /** Other ways in: `plex`, or the id of an OpenID provider. */
  providers: z.array(z.string()).readonly(),
  /** Signed-in browsers. */
  sessions: count,
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  /** Whoever asks may change it. */
  isManageable: z.boolean(),
});
export type AccountView = z.infer<typeof AccountView>;
export const AccountList = z.object({ accounts: z.array(AccountView).readonly() });
export type AccountList = z.infer<typeof AccountList>;

export const NewAccountBody = z.strictObject({
  username: Username,
  role: z.enum(ROLES),
  /** Null for somebody who comes in another way. */
  password: Password.nullable().default(null),
  /** The person whose history is theirs. */
  userId: Id.nullable().default(null),
});
export type NewAccountBody = z.output<typeof NewAccountBody>;

/** What is left out stays as it is. */
export const AccountChangeBody = z.strictObject({
  username: Username.optional(),
  role: z.enum(ROLES).optional(),
  isEnabled: z.boolean().optional(),
  userId: Id.nullable().optional(),
});
export type AccountChangeBody = z.output<typeof AccountChangeBody>;

/** A password for somebody else; null takes it away. */
export const PasswordBody = z.strictObject({ password: Password.nullable() });
export type PasswordBody = z.output<typeof PasswordBody>;

/** `current` is null for an account that has no password yet. */
export const OwnPasswordBody = z.strictObject({ current: Password.nullable().default(null), password: Password });
export type OwnPasswordBody = z.output<typeof OwnPasswordBody>;

/** Names a signed-in browser. It signs nobody in. */
export const SessionId = z.string().regex(/^[0-9a-f]{64}$/, 'must be the id of a session');

export const SessionView = z.object({
  id: SessionId,
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** The browser that asks. */
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;
export const SessionList = z.object({ sessions: z.array(SessionView).readonly() });
export type SessionList = z.infer<typeof SessionList>;

/** How many browsers were signed out. */
export const SignedOut = z.object({ sessions: count });
export type SignedOut = z.infer<typeof SignedOut>;

/** Proves who asks before another way in is added. Null for an account without a password. */
export const ConfirmBody = z.strictObject({ password: Password.nullable().default(null) });
export type ConfirmBody = z.output<typeof ConfirmBody>;

/** A secret for an app, not in force until a code made with it is sent back. */
export const TotpBegun = z.object({
  token: StepToken,
  /** Base32, for typing. */
  secret: z.string(),
  /** `otpauth://...`, for a QR code. */
  uri: z.string(),
  expiresAt: Instant,
});
export type TotpBegun = z.infer<typeof TotpBegun>;

export const TotpConfirmBody = z.strictObject({ token: StepToken, code: Code });
export type TotpConfirmBody = z.output<typeof TotpConfirmBody>;

/** Each serves once, instead of a code. They are shown this once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()).readonly() });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** Proves who asks, for what weakens an account. `password` is null for an account without one. */
export const ProofBody = z.strictObject({ password: Password.nullable().default(null), code: Code });
export type ProofBody = z.output<typeof ProofBody>;

/** Options for the browser's WebAuthn, as @simplewebauthn/browser takes them. */
export const PasskeyBegun = z.object({
  token: StepToken,
  options: z.record(z.string(), z.unknown()),
  expiresAt: Instant,
});
export type PasskeyBegun = z.infer<typeof PasskeyBegun>;

const text = z.string().max(20_000);

/** What the browser answers to a registration; checked by the WebAuthn library. */
export const PasskeyRegistration = z.looseObject({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string().max(50)).max(20).optional(),
  }),
});

/** What the browser answers to a sign-in; checked by the WebAuthn library. */
export const PasskeyAssertion = z.looseObject({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.looseObject({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.nullish(),
  }),
});

export const AddPasskeyBody = z.strictObject({ token: StepToken, name: name(100), credential: PasskeyRegistration });
export type AddPasskeyBody = z.output<typeof AddPasskeyBody>;

export const PasskeySignInBody = z.strictObject({
  token: StepToken,
  credential: PasskeyAssertion,
  isRemembered: z.boolean().default(false),
});
export type PasskeySignInBody = z.output<typeof PasskeySignInBody>;

/** The id of a credential, base64url. */
export const PasskeyId = z.string().regex(/^[\w-]{1,1400}$/, 'must be the id of a passkey');

export const PasskeyView = z.object({
  id: PasskeyId,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;
export const PasskeyList = z.object({ passkeys: z.array(PasskeyView).readonly() });
export type PasskeyList = z.infer<typeof PasskeyList>;
export const RenamePasskeyBody = z.strictObject({ name: name(100) });
export type RenamePasskeyBody = z.output<typeof RenamePasskeyBody>;
