/** A room with a database of its own, for tests. */
import { sql } from 'drizzle-orm';
import { type ManualClock, manualClock } from '#clock-testing';
import { createSecretBox, type SecretBox } from '#config/secret-box.ts';
import type { Role } from '#contract/enums.ts';
import type { AccountId } from '#contract/ids.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { Problem, type ProblemCode } from '#problem';
import type { Actor } from './actor.ts';
import type { By } from './audit.ts';
import { createAuth } from './auth.ts';
import type { AuthDeps } from './deps.ts';
import type { Auth } from './interface.ts';
import type { SignInCall } from './sign-in.ts';

export const PASSWORD = 'copper lantern tide';
const KEY = 'a key for tests, long enough';

export const aCall = (changes: Partial<SignInCall> = {}): SignInCall => ({
  ipAddress: '203.0.113.7',
  userAgent: 'Firefox',
  host: 'https://spyglass.example',
  isRemembered: false,
  ...changes,
});

export interface AuthTest {
  readonly database: TestDatabase;
  readonly clock: ManualClock;
  readonly box: SecretBox;
  readonly deps: AuthDeps;
  readonly auth: Auth;
  /** Another process with the same database and key. */
  another(): Auth;
  /** Forgets everybody. */
  empty(): Promise<void>;
  /** Creates the owner at the machine and answers what they act with. */
  owner(username?: string): Promise<By & { readonly token: string }>;
  /** Signs somebody in and answers what they act with. */
  signedIn(username: string, changes?: Partial<SignInCall>): Promise<By & { readonly token: string }>;
  /** An account with the usual password, made by an owner. */
  add(by: By, username: string, role: Role): Promise<AccountId>;
}

export async function openAuthTest(): Promise<AuthTest> {
  const database = await createTestDatabase();
  const clock = manualClock();
  const box = createSecretBox(KEY);
  const another = (): Auth => createAuth({ db: () => database.db, clock, log: silentLog, box, declaredKey: undefined });
  const auth = another();
  const byToken = async (token: string, call: SignInCall) => {
    const actor = await auth.actorOf({ session: token, key: null }, call);
    return { actor, ipAddress: call.ipAddress, token };
  };
  return {
    ...{ database, clock, box, auth, another, deps: { db: database.db, clock, box } },
    async empty() {
      await database.db.execute(sql`truncate accounts, sign_ins, sign_in_steps, api_keys, audit_log cascade`);
    },
    async owner(username = 'olga') {
      const call = { ...aCall(), isLoopback: true };
      const { session } = await auth.setUp.createOwner({ username, password: PASSWORD, code: null }, call);
      return byToken(session.token, call);
    },
    async signedIn(username, changes) {
      const call = aCall(changes);
      const done = await auth.signIn.password({ username, password: PASSWORD }, call);
      if (done.step !== 'done') throw new Error(`${username} was asked for a code`);
      return byToken(done.session.token, call);
    },
    async add(by, username, role) {
      const view = await auth.accounts.create(by, { username, role, password: PASSWORD, userId: null });
      return view.id as AccountId;
    },
  };
}

/** Which problem a promise fails with; `none` when it does not. */
export async function problemOf(running: Promise<unknown>): Promise<ProblemCode | 'none'> {
  try {
    await running;
    return 'none';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** How often each outcome came. */
export async function outcomes(running: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of await Promise.all(running.map(problemOf))) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

export const idOf = (actor: Actor): AccountId => {
  if (actor.kind !== 'account') throw new Error('nobody is signed in');
  return actor.accountId;
};
