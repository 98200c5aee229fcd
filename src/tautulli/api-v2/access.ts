/** Who may ask, and in which order that is found out (API notes 2). */
import { createHash, timingSafeEqual } from 'node:crypto';
import { KEY_SCOPES, type KeyScope } from '#contract/api-keys.ts';
import type { ServerId } from '#contract/ids.ts';

export type Scope = KeyScope;

/** What a valid key stands for. */
export interface ApiKeyGrant {
  /** For the log: the name a person gave the key, never the key. */
  readonly name: string;
  /** A paired device sends `app=1`; a pairing token serves to register one, and nothing else. */
  readonly kind: 'key' | 'device' | 'pairing';
  readonly scope: Scope;
  /** The only server it is good for; every one when there is none. */
  readonly serverId?: ServerId | null;
  /** True when this API tells of more than that server, or of another: then it tells such a key nothing. */
  readonly isElsewhere?: boolean;
}

/** Whose grant an open command runs under. */
export const NOBODY: ApiKeyGrant = { name: 'nobody', kind: 'key', scope: 'read' };

export interface ApiAccess {
  /** `off`: all keys are switched off; `no-key`: there is no key that could be sent. `on` wherever a key of a program is good. */
  state(): Promise<'on' | 'off' | 'no-key'>;
  /**
   * The grant of a key, or null for one that is not known. Takes the same time for any wrong key.
   * @throws Problem `limited` when too many wrong ones came from the address.
   */
  authenticate(key: string, ipAddress?: string | null): Promise<ApiKeyGrant | null>;
}

export const includesScope = (held: Scope, needed: Scope): boolean =>
  KEY_SCOPES.indexOf(held) >= KEY_SCOPES.indexOf(needed);

/** What a grant allows: administration is of the whole installation, so a key for one server has no part in it. */
export const scopeOf = ({ scope, serverId = null }: ApiKeyGrant): Scope =>
  scope === 'admin' && serverId !== null ? 'write' : scope;

/** The only command a pairing token is good for. */
const PAIRING_COMMAND = 'register_device';

/** Device tokens are good with `app`, keys without it. */
export function isRightMode(grant: ApiKeyGrant, isApp: boolean, command: string): boolean {
  if (grant.kind === 'pairing') return isApp && command === PAIRING_COMMAND;
  return isApp === (grant.kind === 'device');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two keys are the same, in a time that tells nothing about either. */
const isSameKey = (sent: string, known: string): boolean => timingSafeEqual(digest(sent), digest(known));

/** An `authenticate` over keys that are known by value; every one is compared, found or not. */
export function keyring(
  keys: readonly { readonly key: string; readonly grant: ApiKeyGrant }[],
): ApiAccess['authenticate'] {
  return async (sent) => keys.filter(({ key }) => isSameKey(sent, key)).at(0)?.grant ?? null;
}
