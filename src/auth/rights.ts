/** Who may manage whom. Pure. */
import type { Role } from '#contract/enums.ts';
import type { AccountId } from '#contract/ids.ts';
import { Problem } from '#problem';
import { type Actor, mayDo, type Need } from './actor.ts';

export type AccountActor = Extract<Actor, { kind: 'account' }>;

const MANAGED_BY_ADMINS: readonly Role[] = ['viewer', 'guest'];

/** Owners manage everybody; administrators, and keys that may do what they do, those who only look. */
export function mayManage(actor: Actor, role: Role): boolean {
  if (actor.kind === 'account' && actor.role === 'owner') return true;
  return mayDo(actor, 'admin') && MANAGED_BY_ADMINS.includes(role);
}

/** @throws Problem `unauthorised` for nobody, `forbidden`. */
export function demand(actor: Actor, need: Need): void {
  if (mayDo(actor, need)) return;
  if (actor.kind === 'nobody') throw new Problem('unauthorised', 'Sign in first');
  throw new Problem('forbidden', 'You may not do this');
}

/** @throws Problem `forbidden` when an actor may not manage accounts of any of these roles. */
export function demandManaging(actor: Actor, roles: readonly Role[]): void {
  demand(actor, 'admin');
  if (!roles.every((role) => mayManage(actor, role)))
    throw new Problem('forbidden', 'Only an owner manages owners and administrators');
}

/** The account that asks. @throws Problem `unauthorised` for nobody, `forbidden` for a key: it is nobody's browser. */
export function demandAccount(actor: Actor): AccountActor {
  if (actor.kind === 'account') return actor;
  demand(actor, 'sign-in');
  throw new Problem('forbidden', 'This needs somebody who is signed in; a key is not enough');
}

export const isOwn = (actor: Actor, id: AccountId): boolean => actor.kind === 'account' && actor.accountId === id;
