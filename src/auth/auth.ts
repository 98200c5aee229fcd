/** Puts the room together: one object for the routes. */
import type { Clock } from '#clock';
import type { SecretBox } from '#config/secret-box.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { accountViewOf, listAccounts, listSessions, ownAccount, ownSessions } from './account-views.ts';
import { changeKey, createKey, listKeys, revokeKey } from './api-keys.ts';
import { audit, type By, listAudit } from './audit.ts';
import { changeAccount, removeAccount } from './change-account.ts';
import { cleanAddress, cleanCall } from './clean-call.ts';
import { createAccount } from './create-account.ts';
import type { AuthDeps } from './deps.ts';
import { endAllSessions, endOtherSessions, endSessionOf, endSessionsOf, signOut } from './end-sessions.ts';
import type { Auth } from './interface.ts';
import { createKeyGuesses, type KeyGuesses } from './key-guesses.ts';
import { createLine, type Line } from './line.ts';
import { beginPasskeySignIn, signInWithPasskey } from './passkey-sign-in.ts';
import { addPasskey, beginAddingPasskey, deletePasskey, listPasskeys, renamePasskey } from './passkeys.ts';
import { changeOwnPreferences, ownPreferences } from './preferences.ts';
import { deleteExpiredSessions } from './queries.ts';
import { ownerExists, passkeyExists } from './queries-accounts.ts';
import { deleteExpiredSteps } from './queries-steps.ts';
import { removeSecondFactors } from './remove-factors.ts';
import { createRevocations } from './revocations.ts';
import { demandAccount } from './rights.ts';
import { beginTotp, confirmTotp, disableTotp, newCodes } from './second-factor.ts';
import { signIn, signInWithCode } from './second-step.ts';
import { setOwnPassword, setPasswordOf } from './set-password.ts';
import { createOwner, newSetUpCode } from './set-up.ts';
import { isStillIn, whoAsks } from './who-asks.ts';

export type { LetIn } from './admit.ts';
export type { AuditEntry, By } from './audit.ts';
export type { Auth } from './interface.ts';
export type { Revoked } from './revocations.ts';
export type { SignedIn } from './second-step.ts';
export type { Site } from './web-authn.ts';
export type { Credentials } from './who-asks.ts';

export interface AuthRoomDeps {
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly box: SecretBox;
  /** A key the environment declares. */
  readonly declaredKey: string | undefined;
  /** Shared with whoever else checks keys; its own when left out. */
  readonly guesses?: KeyGuesses;
}

/** What the parts share. `deps` are read anew each time: the database opens after the web side listens. */
interface Shared {
  deps(): AuthDeps;
  readonly line: Line;
}

/** Everything about who may come in. */
export function createAuth({ db, clock, log, box, declaredKey, guesses = createKeyGuesses() }: AuthRoomDeps): Auth {
  const shared: Shared = { deps: () => ({ db: db(), clock, box }), line: createLine() };
  const asking = { db, clock, log, guesses, declaredKey };
  const revocations = createRevocations({ clock, log });
  return {
    actorOf: (credentials, caller) => whoAsks(asking, credentials, cleanCall(caller)),
    isStillIn: (actor) => isStillIn(asking, actor),
    onRevoked: (listener) => revocations.on(listener),
    follow: (connection) => revocations.follow(connection),
    setUp: setUpPart(shared),
    signIn: signInPart(shared),
    own: ownPart(shared),
    accounts: accountsPart(shared),
    keys: {
      list: async (actor) => listKeys(db(), { actor }),
      create: async (by, body) => createKey(shared.deps(), clean(by), body),
      change: async (by, id, change) => changeKey(shared.deps(), clean(by), id, change),
      revoke: async (by, id) => revokeKey(db(), clean(by), id),
    },
    audit: {
      note: async (by, entry) => audit(db(), clean(by), entry),
      page: async (actor, query) => listAudit(db(), actor, query),
    },
    async cleanUp() {
      const now = new Date(clock.now());
      await deleteExpiredSessions(db(), now);
      await deleteExpiredSteps(db(), now);
    },
  };
}

const clean = ({ actor, ipAddress }: By): By => ({ actor, ipAddress: cleanAddress(ipAddress) });

function setUpPart({ deps, line }: Shared): Auth['setUp'] {
  const code = newSetUpCode();
  return {
    code: async () => ((await ownerExists(deps().db)) ? null : code),
    async state(actor, { isLoopback }, others) {
      const { db } = deps();
      const [isSetUp, passkey] = await Promise.all([ownerExists(db), passkeyExists(db)]);
      return {
        isSetUp,
        needsCode: !isSetUp && !isLoopback,
        methods: { password: true, passkey, ...others },
        account: actor.kind === 'account' ? await ownAccount(deps(), actor.accountId) : null,
      };
    },
    createOwner: (body, call) => line.run(() => createOwner(deps(), code, body, cleanCall(call))),
  };
}

function signInPart({ deps, line }: Shared): Auth['signIn'] {
  return {
    password: (given, call) => line.run(() => signIn(deps(), given, cleanCall(call))),
    code: (body, call) => line.run(() => signInWithCode(deps(), body, cleanCall(call))),
    beginPasskey: async (site) => beginPasskeySignIn(deps(), site),
    passkey: (body, site, call) => line.run(() => signInWithPasskey(deps(), body, site, cleanCall(call))),
    out: async (by) => signOut(deps().db, by),
  };
}

function ownPart({ deps, line }: Shared): Auth['own'] {
  return {
    account: async (actor) => ownAccount(deps(), demandAccount(actor).accountId),
    setPassword: (by, body) => line.run(() => setOwnPassword(deps(), clean(by), body)),
    sessions: async (actor) => ownSessions(deps(), actor),
    endSession: async (by, hash) => endSessionOf(deps().db, clean(by), demandAccount(by.actor).accountId, hash),
    endOtherSessions: async (by) => endOtherSessions(deps().db, clean(by)),
    beginTotp: (by, proof) => line.run(() => beginTotp(deps(), clean(by), proof)),
    confirmTotp: async (by, body) => confirmTotp(deps(), clean(by), body),
    disableTotp: (by, proof) => line.run(() => disableTotp(deps(), clean(by), proof)),
    newRecoveryCodes: (by, proof) => line.run(() => newCodes(deps(), clean(by), proof)),
    passkeys: async (actor) => listPasskeys(deps(), { actor }),
    beginPasskey: (by, proof, site) => line.run(() => beginAddingPasskey(deps(), clean(by), proof, site)),
    addPasskey: async (by, body, site) => addPasskey(deps(), clean(by), body, site),
    renamePasskey: async (by, id, name) => renamePasskey(deps(), clean(by), id, name),
    deletePasskey: async (by, id) => deletePasskey(deps(), clean(by), id),
    preferences: async (actor) => ownPreferences(deps().db, actor),
    changePreferences: async (actor, body) => changeOwnPreferences(deps().db, actor, body),
  };
}

function accountsPart({ deps, line }: Shared): Auth['accounts'] {
  return {
    list: async (actor) => listAccounts(deps(), actor),
    create: (by, body) =>
      line.run(async () => accountViewOf(deps(), by.actor, await createAccount(deps(), clean(by), body))),
    async change(by, id, change) {
      await changeAccount(deps(), clean(by), id, change);
      return accountViewOf(deps(), by.actor, id);
    },
    setPassword: (by, id, password) => line.run(() => setPasswordOf(deps(), clean(by), id, password)),
    removeSecondFactors: async (by, id) => removeSecondFactors(deps().db, clean(by), id),
    delete: async (by, id) => removeAccount(deps(), clean(by), id),
    sessions: async (actor, id) => listSessions(deps(), actor, id),
    endSession: async (by, id, hash) => endSessionOf(deps().db, clean(by), id, hash),
    endSessions: async (by, id) => endSessionsOf(deps().db, clean(by), id),
    endAllSessions: async (by) => endAllSessions(deps().db, clean(by)),
  };
}
