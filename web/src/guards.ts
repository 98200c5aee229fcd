import { redirect } from '@tanstack/react-router';
import type { AuthStateAnswer } from '#contract/auth.ts';
import { safeNext } from './lib/next.ts';
import { knownSession } from './lib/session.ts';

/** Lets only those into the app who are signed in; a new installation is set up first. */
export async function demandSignedIn({ location }: { readonly location: { readonly href: string } }): Promise<void> {
  const { isSetUp, account } = await knownSession();
  if (!isSetUp) throw redirect({ to: '/set-up' });
  if (account !== null) return;
  const next = safeNext(location.href);
  throw redirect({ to: '/sign-in', search: next === '/' ? {} : { next } });
}

/** Who is signed in already has no business at the sign-in page. */
export async function demandSignedOut(): Promise<void> {
  const { isSetUp, account } = await knownSession();
  if (!isSetUp) throw redirect({ to: '/set-up' });
  if (account !== null) throw redirect({ to: '/' });
}

/** Setting up is for whoever creates the owner, and for administrators later. */
export async function demandSettingUp(): Promise<AuthStateAnswer> {
  const state = await knownSession();
  if (state.isSetUp && state.account === null) throw redirect({ to: '/sign-in', search: { next: '/set-up' } });
  if (state.account?.role === 'viewer' || state.account?.role === 'guest') throw redirect({ to: '/' });
  return state;
}
