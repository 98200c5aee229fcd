import { describe, expect, test } from 'vitest';
import type { Role } from '#contract/enums.ts';
import type { AccountId, UserId } from '#contract/ids.ts';
import type { AccountRow } from '../queries.ts';
import type { PlexPersonRow } from '../queries-guests.ts';
import { decideWhoMay, type PlexRules } from './who-may.ts';

const ALL: PlexRules = { guestAccess: true, plexOwnerSignIn: true };
const friend: PlexPersonRow = {
  ...{ id: 7 as UserId, username: 'ada', isDeleted: false, allowsGuest: true },
  ...{ isOwner: false, usesServer: true },
};
const linked = (role: Role, isEnabled = true): AccountRow => ({
  ...{ id: 1 as AccountId, username: 'ada', role, isEnabled, passwordHash: null, userId: null },
  ...{ totpSecretSealed: null, createdAt: new Date(0), passwordChangedAt: null },
});

interface Row {
  readonly linked?: AccountRow;
  readonly person?: PlexPersonRow | null;
  readonly usesOurs?: boolean;
  readonly rules?: Partial<PlexRules>;
}

describe('who may come in with a Plex account', () => {
  test.each<[string, Row, string]>([
    ['a friend', {}, 'guest'],
    ['a friend, guests off', { rules: { guestAccess: false } }, 'refused'],
    ['a friend who is not allowed', { person: { ...friend, allowsGuest: false } }, 'refused'],
    ['a friend who was deleted', { person: { ...friend, isDeleted: true } }, 'refused'],
    ['a friend whom plex.tv knows no server of', { usesOurs: false }, 'refused'],
    ['a friend whose share was taken back', { person: { ...friend, usesServer: false } }, 'refused'],
    ['somebody with a server that says it is ours', { person: null }, 'refused'],
    ['the owner', { person: { ...friend, isOwner: true } }, 'admin'],
    [
      'the owner, owners off',
      { person: { ...friend, isOwner: true, allowsGuest: false }, rules: { plexOwnerSignIn: false } },
      'refused',
    ],
    ['an owner who was deleted', { person: { ...friend, isOwner: true, isDeleted: true } }, 'refused'],
    ['a linked owner', { linked: linked('owner'), person: null }, 'account'],
    ['a linked owner, owners off', { linked: linked('owner'), rules: { plexOwnerSignIn: false } }, 'refused'],
    ['a linked administrator, owners off', { linked: linked('admin'), rules: { plexOwnerSignIn: false } }, 'refused'],
    [
      'a linked viewer, everything off',
      { linked: linked('viewer'), person: null, rules: { guestAccess: false, plexOwnerSignIn: false } },
      'account',
    ],
    ['a linked viewer who was closed', { linked: linked('viewer', false) }, 'refused'],
    ['a linked guest', { linked: linked('guest') }, 'account'],
    ['a linked guest, guests off', { linked: linked('guest'), rules: { guestAccess: false } }, 'refused'],
    ['a linked guest whose share was taken back', { linked: linked('guest'), usesOurs: false }, 'refused'],
  ])('%s: %#', (_who, { linked: account = null, person = friend, usesOurs = true, rules = {} }, outcome) => {
    const decision = decideWhoMay({ linked: account, person, usesOurs }, { ...ALL, ...rules });
    expect(decision.as === 'new' ? decision.role : decision.as).toBe(outcome);
  });
});
