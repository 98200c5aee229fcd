/** Who asks, and what that allows. Pure: found out once per request, checked before a handler runs and again in its queries. */
import type { KeyScope } from '#contract/api-keys.ts';
import type { Role } from '#contract/enums.ts';
import type { AccountId, ServerId, UserId } from '#contract/ids.ts';
import type { Visible } from '#users/visible.ts';

export type { KeyScope } from '#contract/api-keys.ts';

export type Actor =
  | {
      readonly kind: 'account';
      readonly accountId: AccountId;
      readonly name: string;
      readonly role: Role;
      /** The person whose history is theirs; without one a viewer sees nothing of anybody. */
      readonly userId: UserId | null;
      /** Which of their signed-in browsers this is: the hash its row is found by. */
      readonly sessionHash: string;
    }
  | {
      readonly kind: 'key';
      readonly keyId: number | null;
      readonly name: string;
      readonly scope: KeyScope;
      /** Limits it to one server. */
      readonly serverId: ServerId | null;
    }
  | { readonly kind: 'nobody' };

export const NOBODY: Actor = { kind: 'nobody' };

/**
 * What a route asks of whoever calls it: `nothing` is open to the internet and stands on an explicit list; `sign-in` is for
 * everybody with an account and shows only what is theirs; `read` shows what everybody does; `write` changes what was
 * recorded; `admin` changes how the installation works and who may come in.
 */
export const NEEDS = ['nothing', 'sign-in', 'read', 'write', 'admin'] as const;
export type Need = (typeof NEEDS)[number];

const ROLE_GIVES: Readonly<Record<Role, Need>> = {
  owner: 'admin',
  admin: 'admin',
  viewer: 'sign-in',
  guest: 'sign-in',
};

/** The most an actor may do. `admin` is about the whole installation, so a key for one server cannot have it. */
export function gives(actor: Actor): Need {
  if (actor.kind === 'nobody') return 'nothing';
  if (actor.kind === 'account') return ROLE_GIVES[actor.role];
  return actor.scope === 'admin' && actor.serverId !== null ? 'write' : actor.scope;
}

export const mayDo = (actor: Actor, need: Need): boolean => NEEDS.indexOf(gives(actor)) >= NEEDS.indexOf(need);

/** No person has this number: whoever is nobody's viewer sees nobody's rows. */
const NO_PERSON = 0 as UserId;

/** Whose rows an actor may see. */
export function visibleTo(actor: Actor): Visible {
  if (actor.kind === 'key') return { kind: 'all', serverId: actor.serverId };
  if (actor.kind === 'account' && mayDo(actor, 'read')) return { kind: 'all', serverId: null };
  return { kind: 'own', userId: actor.kind === 'account' ? (actor.userId ?? NO_PERSON) : NO_PERSON };
}
