import { useSyncExternalStore } from 'react';
import type { Cancel } from '#clock';
import { clock } from '../clock.ts';
import { live } from './use-live.ts';

const SECOND_MS = 1000;
const listeners = new Set<() => void>();
let cancel: Cancel | undefined;
let current = 0;

/** The server's time now, in epoch milliseconds; stands still while the data is stale. */
export const serverNow = (): number => {
  const { isStale, heardAtMs, offsetMs } = live.get();
  return (isStale ? heardAtMs : clock.now()) + offsetMs;
};

/** Renews the time; several components that ask within one second get the same answer. */
function renew(): number {
  const now = serverNow();
  if (Math.abs(now - current) >= SECOND_MS / 2) current = now;
  return current;
}

function tick(): void {
  if (document.hidden) return;
  renew();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): Cancel {
  listeners.add(listener);
  if (!cancel) {
    const stopTimer = clock.every(SECOND_MS, tick);
    document.addEventListener('visibilitychange', tick);
    cancel = () => {
      stopTimer();
      document.removeEventListener('visibilitychange', tick);
    };
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    cancel?.();
    cancel = undefined;
  };
}

/** The server's time, renewed once per second while somebody looks. */
export const useServerNow = (): number => useSyncExternalStore(subscribe, () => (cancel ? current : renew()));
