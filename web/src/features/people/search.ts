import { redirect } from '@tanstack/react-router';
import { knownSession, mayDo } from '../../lib/session.ts';

/** The parts of a person's page; `overview` is the page itself. */
export const PERSON_TABS = ['overview', 'history', 'devices', 'addresses', 'playlists', 'sign-ins', 'notes'] as const;
export type PersonTab = (typeof PERSON_TABS)[number];

export const tabNamed = (name: string | undefined): PersonTab =>
  PERSON_TABS.find((known) => known === name) ?? 'overview';

/** Whoever sees only themselves has no list of people. */
export async function demandEverybody(): Promise<void> {
  const { account } = await knownSession();
  if (!mayDo(account, 'read')) throw redirect({ to: '/people/me', replace: true });
}

/** Leads to the page of the person an account belongs to; stays for an account that belongs to nobody. */
export async function leadToSelf(): Promise<void> {
  const { account } = await knownSession();
  const person = account?.person ?? null;
  if (person === null) return;
  throw redirect({ to: '/people/$personId', params: { personId: String(person.id) }, replace: true });
}
