/** Finding out who asks. Not being able to is an answer of its own, and never somebody who may do more than nothing. */
import type { Clock } from '#clock';
import { type Db, isDatabaseDown } from '#db/pool.ts';
import type { Log } from '#log';
import { Problem } from '#problem';
import { type Actor, NOBODY } from './actor.ts';
import { actorOfKey, refuseGuessing } from './actor-of-key.ts';
import type { KeyGuesses } from './key-guesses.ts';
import { isProxiedStillIn } from './proxy.ts';
import { liveSession } from './queries.ts';
import { goodKeyById } from './queries-keys.ts';
import { actorOfToken, type Caller, hashOfToken } from './sessions.ts';

/** What a request brings along to say who asks; a key counts more than a cookie. */
export interface Credentials {
  /** The cookie's value. */
  readonly session: string | null;
  readonly key: string | null;
}

export interface WhoAsksDeps {
  db(): Db;
  readonly clock: Clock;
  readonly guesses: KeyGuesses;
  /** A key the environment declares. */
  readonly declaredKey: string | undefined;
  readonly log: Log;
}

/** @throws Problem `unauthorised` for a wrong key, `limited`, `unavailable` when it cannot be found out. */
export const whoAsks = (deps: WhoAsksDeps, credentials: Credentials, caller: Caller): Promise<Actor> =>
  orUnavailable(deps, async () => {
    const { session, key } = credentials;
    if (key !== null) return actorByKey(deps, key, caller);
    if (session === null) return NOBODY;
    return (await actorOfToken({ db: deps.db(), clock: deps.clock }, session, caller)) ?? NOBODY;
  });

async function actorByKey(
  { db, clock, guesses, declaredKey }: WhoAsksDeps,
  key: string,
  { ipAddress }: Caller,
): Promise<Actor> {
  const now = clock.now();
  refuseGuessing(guesses, ipAddress, now);
  const actor = await actorOfKey(db, key, { now, declaredKey });
  if (actor !== null) return actor;
  guesses.note(ipAddress, hashOfToken(key), now);
  throw new Problem('unauthorised', 'This API key is not known, or not good any more');
}

/** Whether somebody who came in some time ago would still be the same. @throws Problem `unavailable`. */
export const isStillIn = (deps: WhoAsksDeps, actor: Actor): Promise<boolean> =>
  orUnavailable(deps, async () => {
    const { db, clock } = deps;
    const now = new Date(clock.now());
    if (actor.kind === 'nobody') return true;
    if (actor.kind === 'key') {
      if (actor.keyId === null) return true;
      const key = await goodKeyById(db(), actor.keyId, now);
      return key !== null && key.scope === actor.scope && key.serverId === actor.serverId;
    }
    const isProxied = await isProxiedStillIn(db(), actor);
    if (isProxied !== null) return isProxied;
    const account = (await liveSession(db(), actor.sessionHash, now))?.account;
    return account !== undefined && account.role === actor.role && account.userId === actor.userId;
  });

async function orUnavailable<T>({ log }: WhoAsksDeps, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    if (!isDatabaseDown(cause)) log.error({ err: cause }, 'who asks cannot be found out');
    throw new Problem('unavailable', 'It cannot be found out now who asks', { hint: 'Try again in a moment', cause });
  }
}
