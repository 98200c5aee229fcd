/** All of who may come in, as the routes see it. Every function checks once more what its caller may do. */
import type { Cancel } from '#clock';
import type { ApiKeyChangeBody, ApiKeyView, NewApiKey, NewApiKeyBody } from '#contract/api-keys.ts';
import type { AuditPage, AuditQuery } from '#contract/audit.ts';
import type {
  AccountChangeBody,
  AccountView,
  AddPasskeyBody,
  AuthState,
  ConfirmBody,
  CreateOwnerBody,
  NewAccountBody,
  OwnAccount,
  OwnPasswordBody,
  PasskeyBegun,
  PasskeySignInBody,
  PasskeyView,
  ProofBody,
  RecoveryCodes,
  SecondStepBody,
  SessionView,
  SignInMethods,
  TotpBegun,
  TotpConfirmBody,
} from '#contract/auth.ts';
import type { AccountId } from '#contract/ids.ts';
import type { Preferences, PreferencesBody } from '#contract/preferences.ts';
import type { Connection } from '#db/connection.ts';
import type { Listening } from '#db/listen.ts';
import type { Actor } from './actor.ts';
import type { LetIn } from './admit.ts';
import type { AuditEntry, By } from './audit.ts';
import type { Revoked } from './revocations.ts';
import type { SignedIn } from './second-step.ts';
import type { Caller } from './sessions.ts';
import type { SetUpCall } from './set-up.ts';
import type { SignInCall } from './sign-in.ts';
import type { Site } from './web-authn.ts';
import type { Credentials } from './who-asks.ts';

/**
 * Every function fails with a `Problem`: `unauthorised` for who cannot be let in, `forbidden` for what the actor may not do,
 * `limited` after too many tries, `invalid` (the present password or code is wrong, too) and `conflict` for what cannot be,
 * `not_found`, and `unavailable` while the database cannot be asked. Not being able to find out who asks is `unavailable`, never somebody.
 */
export interface Auth {
  /** Nobody without credentials or with a cookie that is over. @throws Problem `unauthorised` for a wrong key, `limited`. */
  actorOf(credentials: Credentials, caller: Caller): Promise<Actor>;
  /** Whether what an actor came in with is still good; for connections that stay open. */
  isStillIn(actor: Actor): Promise<boolean>;
  /** Calls `listener` when sessions or keys end, whichever process ended them, until it is cancelled. */
  onRevoked(listener: (revoked: Revoked) => void): Cancel;
  /** Begins to hear what other processes end; to be called when the database is open, and stopped before it closes. */
  follow(connection: Connection): Promise<Listening>;

  readonly setUp: {
    /** For the log at each start; null when there is an owner. The same until the program ends. */
    code(): Promise<string | null>;
    state(
      actor: Actor,
      visitor: { readonly isLoopback: boolean },
      others: Pick<SignInMethods, 'plex' | 'oidc' | 'proxy'>,
    ): Promise<AuthState>;
    createOwner(body: CreateOwnerBody, call: SetUpCall): Promise<LetIn>;
  };

  readonly signIn: {
    password(given: { readonly username: string; readonly password: string }, call: SignInCall): Promise<SignedIn>;
    /** The second step. How long the session lasts was said in the first. */
    code(body: SecondStepBody, call: Omit<SignInCall, 'isRemembered'>): Promise<LetIn>;
    beginPasskey(site: Site): Promise<PasskeyBegun>;
    passkey(body: Omit<PasskeySignInBody, 'isRemembered'>, site: Site, call: SignInCall): Promise<LetIn>;
    /** Ends the session of the actor; nobody is signed out already. */
    out(by: By): Promise<void>;
  };

  readonly own: {
    account(actor: Actor): Promise<OwnAccount>;
    /** Ends the account's other sessions. */
    setPassword(by: By, body: OwnPasswordBody): Promise<void>;
    sessions(actor: Actor): Promise<readonly SessionView[]>;
    endSession(by: By, hash: string): Promise<void>;
    /** All but the one that asks; answers how many. */
    endOtherSessions(by: By): Promise<number>;
    /** A wrong password is `invalid` here: whoever asks stays signed in. */
    beginTotp(by: By, proof: ConfirmBody): Promise<TotpBegun>;
    confirmTotp(by: By, body: TotpConfirmBody): Promise<RecoveryCodes>;
    disableTotp(by: By, proof: ProofBody): Promise<void>;
    newRecoveryCodes(by: By, proof: ProofBody): Promise<RecoveryCodes>;
    passkeys(actor: Actor): Promise<readonly PasskeyView[]>;
    beginPasskey(by: By, proof: ConfirmBody, site: Site): Promise<PasskeyBegun>;
    addPasskey(by: By, body: AddPasskeyBody, site: Site): Promise<PasskeyView>;
    renamePasskey(by: By, id: string, name: string): Promise<PasskeyView>;
    deletePasskey(by: By, id: string): Promise<void>;
    /** What the account chose about how pages look. */
    preferences(actor: Actor): Promise<Preferences>;
    changePreferences(actor: Actor, body: PreferencesBody): Promise<Preferences>;
  };

  readonly accounts: {
    list(actor: Actor): Promise<readonly AccountView[]>;
    create(by: By, body: NewAccountBody): Promise<AccountView>;
    change(by: By, id: AccountId, change: AccountChangeBody): Promise<AccountView>;
    /** Ends all sessions of the account; null takes the password away. */
    setPassword(by: By, id: AccountId, password: string | null): Promise<void>;
    /** For somebody who lost their phone: takes away the app, the recovery codes and the passkeys. */
    removeSecondFactors(by: By, id: AccountId): Promise<void>;
    delete(by: By, id: AccountId): Promise<void>;
    sessions(actor: Actor, id: AccountId): Promise<readonly SessionView[]>;
    endSession(by: By, id: AccountId, hash: string): Promise<void>;
    endSessions(by: By, id: AccountId): Promise<number>;
    /** Signs everybody out but whoever asks. */
    endAllSessions(by: By): Promise<number>;
  };

  readonly keys: {
    list(actor: Actor): Promise<readonly ApiKeyView[]>;
    create(by: By, body: NewApiKeyBody): Promise<NewApiKey>;
    change(by: By, id: number, change: ApiKeyChangeBody): Promise<ApiKeyView>;
    revoke(by: By, id: number): Promise<void>;
  };

  readonly audit: {
    /** Notes what an administrator did through another room. `details` never hold a secret. */
    note(by: By, entry: AuditEntry): Promise<void>;
    page(actor: Actor, query: AuditQuery): Promise<AuditPage>;
  };

  /** Deletes what has expired; to be called now and then. */
  cleanUp(): Promise<void>;
}
