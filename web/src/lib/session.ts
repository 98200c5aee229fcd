import { useSyncExternalStore } from 'react';
import type { Cancel } from '#clock';
import type { AuthStateAnswer, OwnAccount } from '#contract/auth.ts';
import type { Role } from '#contract/enums.ts';
import { getJson, onRefused, postJson, rememberCsrfToken } from './api.ts';
import { appPath } from './base-path.ts';
import { live } from './live/use-live.ts';

/** What a page or a button asks of whoever is signed in, each including the ones before. */
export const NEEDS = ['sign-in', 'read', 'write', 'admin'] as const;
export type Need = (typeof NEEDS)[number];

const ROLE_GIVES: Readonly<Record<Role, Need>> = {
  owner: 'admin',
  admin: 'admin',
  viewer: 'sign-in',
  guest: 'sign-in',
};

/** Whether an account may do what needs this; the server decides again. */
export const mayDo = (account: Pick<OwnAccount, 'role'> | null, need: Need): boolean =>
  account !== null && NEEDS.indexOf(ROLE_GIVES[account.role]) >= NEEDS.indexOf(need);

let state: AuthStateAnswer | null = null;
let asking: Promise<AuthStateAnswer> | null = null;
let stopLive: Cancel | null = null;
const listeners = new Set<() => void>();

function take(next: AuthStateAnswer): AuthStateAnswer {
  state = next;
  rememberCsrfToken(next.csrfToken);
  if (next.account !== null) stopLive ??= live.start();
  for (const listener of listeners) listener();
  return next;
}

/** Asks the server who is signed in. @throws ApiError */
export function refreshSession(): Promise<AuthStateAnswer> {
  asking ??= getJson<AuthStateAnswer>('/auth/state')
    .then(take)
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** Who is signed in; asked once. @throws ApiError */
export const knownSession = (): Promise<AuthStateAnswer> =>
  state === null ? refreshSession() : Promise.resolve(state);

const subscribe = (listener: () => void): Cancel => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What is known about who is signed in, and about the ways in; null before the first answer. */
export const useSession = (): AuthStateAnswer | null => useSyncExternalStore(subscribe, () => state);

/** Who is signed in. */
export const useAccount = (): OwnAccount | null => useSession()?.account ?? null;

/** Whether whoever is signed in may do what needs this. */
export const useMay = (need: Need): boolean => mayDo(useAccount(), need);

/** A whole new page, so that nothing of what somebody saw stays in memory. */
const leave = (next: string | null): void =>
  location.assign(appPath('/sign-in') + (next === null ? '' : `?next=${encodeURIComponent(next)}`));

/** Ends the session of this browser and goes to the sign-in page. @throws ApiError */
export async function signOut(): Promise<void> {
  await postJson('/auth/sign-out');
  leave(null);
}

/** Where the app is now, below the path it is served under. */
export function here(): string {
  const base = appPath('/').replace(/\/$/, '');
  const { pathname, search, hash } = location;
  return (pathname.startsWith(base) ? pathname.slice(base.length) : pathname) + search + hash;
}

/** Goes to the sign-in page, with the way back, when the session turns out to be over. Returns how to stop. */
export function leaveWhenSignedOut(): Cancel {
  let isLeaving = false;
  return onRefused(() => {
    // A wrong password is refused as well; only the server knows whether somebody is still signed in.
    if (state?.account == null || isLeaving) return;
    refreshSession().then(
      ({ account }) => {
        if (account !== null || isLeaving) return;
        isLeaving = true;
        stopLive?.();
        leave(here());
      },
      () => undefined,
    );
  });
}
