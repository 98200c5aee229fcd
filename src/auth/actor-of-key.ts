/** Whose key this is. */
import { timingSafeEqual } from 'node:crypto';
import type { EpochMs } from '#clock';
import type { Db } from '#db/pool.ts';
import { Problem } from '#problem';
import type { Actor } from './actor.ts';
import type { KeyGuesses } from './key-guesses.ts';
import { type GoodKey, goodKey, noteUse } from './queries-keys.ts';
import { hashOfToken } from './sessions.ts';

export type KeyActor = Extract<Actor, { kind: 'key' }>;

/** What nobody would have as a key is not worth a question to the database. */
const MAX_KEY_LENGTH = 512;
/** One write a minute is enough to know that a key is used. */
const NOTE_USE_EVERY_MS = 60_000;

/** A key that the environment declares; it may do everything. */
const DECLARED: KeyActor = { kind: 'key', keyId: null, name: 'environment', scope: 'admin', serverId: null };

export const keyActor = ({ id, name, scope, serverId }: GoodKey): KeyActor => ({
  kind: 'key',
  keyId: id,
  name,
  scope,
  serverId,
});

/** The actor of a key that may be used now; null for any other. Notes that it was used. */
export async function actorOfKey(
  db: () => Db,
  key: string,
  { now, declaredKey }: { readonly now: EpochMs; readonly declaredKey: string | undefined },
): Promise<KeyActor | null> {
  if (key === '' || key.length > MAX_KEY_LENGTH) return null;
  if (declaredKey !== undefined && isSame(key, declaredKey)) return DECLARED;
  const found = await goodKey(db(), hashOfToken(key), new Date(now));
  if (found === null) return null;
  const { lastUsedAt } = found;
  if (lastUsedAt === null || now - lastUsedAt.getTime() > NOTE_USE_EVERY_MS)
    await noteUse(db(), found.id, new Date(now));
  return keyActor(found);
}

const digest = (text: string): Buffer => Buffer.from(hashOfToken(text), 'hex');

/** Takes a time that tells nothing about either. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** @throws Problem `limited` for an address from which too many different wrong keys came. */
export function refuseGuessing(guesses: KeyGuesses, ipAddress: string | null, now: EpochMs): void {
  const waitMs = guesses.lockedForMs(ipAddress, now);
  if (waitMs === 0) return;
  throw new Problem('limited', 'There were too many wrong keys from this address', {
    hint: `Try again in ${Math.ceil(waitMs / 60_000)} min`,
    retryAfterSeconds: Math.ceil(waitMs / 1_000),
  });
}
