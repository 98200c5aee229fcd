/** Signing in with a Plex account. The token is used to find out who it is and forgotten (authentication notes 3). */
import type { PlexAccount } from '#plex/facts.ts';
import type { PlexTv } from '#plex/plex-tv.ts';
import { Problem } from '#problem';
import { endGuestsWhoMayNot } from '../guests.ts';
import { accountOfOutsider, recordRefusal } from '../outsiders.ts';
import { type AccountRow, accountByIdentity } from '../queries.ts';
import { plexPerson, watchedServers } from '../queries-guests.ts';
import { admitOrAskCode, type SignedIn } from '../second-step.ts';
import { refuseWhenLocked, type SignInCall } from '../sign-in.ts';
import { checkPin, type PinDeps, upstream } from './pin.ts';
import { decideWhoMay, type PlexDecision, type PlexRules, type PlexVisitor } from './who-may.ts';

export const PLEX = 'plex';

export interface PlexSignInDeps extends PinDeps {
  rules(): Promise<PlexRules>;
  /** Reads anew with whom servers are shared; never throws. */
  refreshPeople(): Promise<void>;
}

export type PlexSignedIn = SignedIn | { readonly step: 'waiting' | 'expired' };

/** @throws Problem `forbidden` for who may not come in, `upstream` while plex.tv does not answer, `limited`. */
export async function checkPlexSignIn(
  deps: PlexSignInDeps,
  { pinId, browser }: { readonly pinId: string; readonly browser: string | null },
  call: Omit<SignInCall, 'isRemembered'>,
): Promise<PlexSignedIn> {
  await refuseWhenLocked(deps, { ipAddress: call.ipAddress, name: null });
  const pin = await checkPin(deps, { pinId, browser, purpose: 'sign-in' });
  if (pin.state !== 'agreed') return { step: pin.state };
  const plexTv = await deps.plexTv(pin.plexToken);
  const answer = await plexTv.account();
  if (!answer.ok) throw upstream(answer.problem);
  return admitPlexAccount(deps, plexTv, answer.value, { ...call, isRemembered: pin.isRemembered });
}

async function admitPlexAccount(
  deps: PlexSignInDeps,
  plexTv: PlexTv,
  plex: PlexAccount,
  call: SignInCall,
): Promise<SignedIn> {
  const visitor = await visitorOf(deps, plexTv, plex);
  const decision = decideWhoMay(visitor, await deps.rules());
  if (decision.as === 'refused') {
    const { linked, person } = visitor;
    const who = { name: plex.username, provider: PLEX, account: linked, userId: person?.id ?? null };
    await recordRefusal(deps, who, call);
    throw new Problem('forbidden', decision.reason);
  }
  const account = await accountFor(deps, decision, plex, call);
  const signedIn = await admitOrAskCode(deps, account, call);
  if (account.role === 'guest') await recheckGuest(deps, account);
  return signedIn;
}

/** Plex may have stopped sharing, or a setting may have changed, while they were let in. */
async function recheckGuest(deps: PlexSignInDeps, { id }: AccountRow): Promise<void> {
  const { guestAccess } = await deps.rules();
  if ((await endGuestsWhoMayNot(deps.db, { guestAccess, only: id })) > 0)
    throw new Problem('forbidden', 'You may not come in any more');
}

async function visitorOf(deps: PlexSignInDeps, plexTv: PlexTv, plex: PlexAccount): Promise<PlexVisitor> {
  const { db } = deps;
  const linked = await accountByIdentity(db, PLEX, String(plex.plexUserId));
  const person = await plexPerson(db, plex.plexUserId);
  // Who owns a server needs no list of what they may use; for everybody else it is the latest word.
  if (linked !== null && linked.role !== 'guest') return { linked, person, usesOurs: true };
  if (person?.isOwner === true) return { linked, person, usesOurs: true };
  const resources = await plexTv.resources();
  if (!resources.ok) throw upstream(resources.problem);
  const ours = await watchedServers(db);
  const usesOurs = resources.value.some(({ machineIdentifier }) => ours.has(machineIdentifier));
  if (!usesOurs || person?.usesServer === true) return { linked, person, usesOurs };
  // A server was shared with them since we asked last; what we know ourselves decides.
  await deps.refreshPeople();
  return { linked, person: await plexPerson(db, plex.plexUserId), usesOurs };
}

async function accountFor(
  deps: PlexSignInDeps,
  decision: Exclude<PlexDecision, { as: 'refused' }>,
  plex: PlexAccount,
  call: SignInCall,
): Promise<AccountRow> {
  if (decision.as === 'account') return decision.account;
  const { role, person } = decision;
  const subject = String(plex.plexUserId);
  return accountOfOutsider(deps, { provider: PLEX, subject, username: plex.username, role, userId: person.id }, call);
}
