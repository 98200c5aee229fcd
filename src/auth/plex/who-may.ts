/** Who of those whom Plex has signed in may come in here (authentication notes 3). Pure. */
import type { AccountRow } from '../queries.ts';
import type { PlexPersonRow } from '../queries-guests.ts';

export interface PlexVisitor {
  /** The account that this Plex account is linked to. */
  readonly linked: AccountRow | null;
  /** Who it is among the people that our servers know. */
  readonly person: PlexPersonRow | null;
  /** plex.tv says now that they may use a server that is watched here. */
  readonly usesOurs: boolean;
}

export interface PlexRules {
  readonly guestAccess: boolean;
  readonly plexOwnerSignIn: boolean;
}

export type PlexDecision =
  | { readonly as: 'account'; readonly account: AccountRow }
  | { readonly as: 'new'; readonly role: 'admin' | 'guest'; readonly person: PlexPersonRow }
  | { readonly as: 'refused'; readonly reason: string };

const refused = (reason: string): PlexDecision => ({ as: 'refused', reason });

export const STRANGER = 'No Plex server that is watched here belongs to this Plex account or is shared with it';
export const NO_GUESTS = 'People with whom a server is shared may not sign in here';
export const NOT_ALLOWED = 'Whoever runs this installation has not allowed this Plex account to sign in';
export const NO_OWNERS = 'Signing in with the Plex account of the owner is switched off';
export const DISABLED = 'This account may not come in any more';

/** Null when somebody may come in as a guest. */
function guestRefusal({ person, usesOurs }: PlexVisitor, { guestAccess }: PlexRules): string | null {
  if (!usesOurs || person === null || !person.usesServer) return STRANGER;
  if (!guestAccess) return NO_GUESTS;
  return person.isDeleted || !person.allowsGuest ? NOT_ALLOWED : null;
}

function decideLinked(account: AccountRow, visitor: PlexVisitor, rules: PlexRules): PlexDecision {
  if (!account.isEnabled) return refused(DISABLED);
  const isManager = account.role === 'owner' || account.role === 'admin';
  if (isManager && !rules.plexOwnerSignIn) return refused(NO_OWNERS);
  const reason = account.role === 'guest' ? guestRefusal(visitor, rules) : null;
  return reason === null ? { as: 'account', account } : refused(reason);
}

export function decideWhoMay(visitor: PlexVisitor, rules: PlexRules): PlexDecision {
  const { linked, person } = visitor;
  if (linked !== null) return decideLinked(linked, visitor, rules);
  if (person?.isOwner === true && !person.isDeleted && rules.plexOwnerSignIn)
    return { as: 'new', role: 'admin', person };
  const reason = guestRefusal(visitor, rules);
  return reason === null && person !== null ? { as: 'new', role: 'guest', person } : refused(reason ?? STRANGER);
}
