/** Somebody at the door, for tests of the web side. */
import type { Actor } from '#auth/actor.ts';
import type { AccountId, UserId } from '#contract/ids.ts';
import { Problem } from '#problem';
import type { HttpAuth, HttpElsewhere } from './http-auth.ts';

export const OWNER: Actor = {
  kind: 'account',
  accountId: 1 as AccountId,
  name: 'ada',
  role: 'owner',
  userId: 7 as UserId,
  sessionHash: 'a'.repeat(64),
};

export const CSRF_KEY = Buffer.alloc(32, 1);

/** A program that may do everything. */
export const ADMIN_KEY: Actor = { kind: 'key', keyId: 1, name: 'test', scope: 'admin', serverId: null };

export const VIEWER: Actor = { ...OWNER, accountId: 2 as AccountId, name: 'ben', role: 'viewer', userId: 8 as UserId };

const unexpected = (): never => {
  throw new Problem('unavailable', 'This stand-in does not do that');
};
/** Every function of a part that a test did not expect to be called. */
const nothingBut = <T extends object>(known: Partial<T> = {}): T =>
  new Proxy(known as T, { get: (target, name) => Reflect.get(target, name) ?? unexpected });

/** Nobody is ever sent away. */
export const ALWAYS_IN = { isStillIn: async () => true, onRevoked: () => () => undefined } as const;

/** Takes every request for one of `actor`; `changes` replace parts. */
export const anAuth = (actor: Actor = ADMIN_KEY, changes: Partial<HttpAuth> = {}): HttpAuth => ({
  actorOf: async () => actor,
  ...ALWAYS_IN,
  setUp: nothingBut(),
  signIn: nothingBut(),
  own: nothingBut(),
  accounts: nothingBut(),
  keys: nothingBut(),
  audit: nothingBut<HttpAuth['audit']>({ note: async () => undefined }),
  ...changes,
});

/** Nobody comes in through others; `changes` replace parts. */
export const anElsewhere = (changes: Partial<HttpElsewhere> = {}): HttpElsewhere => ({
  methods: async () => ({ plex: false, oidc: [], proxy: false }),
  plex: nothingBut(),
  plexServers: nothingBut(),
  oidc: nothingBut(),
  links: nothingBut(),
  proxied: async () => null,
  ...changes,
});
