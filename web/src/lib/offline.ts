import { useSyncExternalStore } from 'react';

/** Header of an answer that the service worker kept: when it was true, epoch milliseconds. */
const AT = 'x-spyglass-cached-at';

let keptAtMs: number | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** To be called with every answer: kept ones mean that there is no network, fresh ones that there is. */
export function noteAnswer(headers: Headers): void {
  const at = headers.get(AT);
  const next = at === null ? null : Number(at);
  if (next === keptAtMs) return;
  // The oldest answer on the page decides what the page says.
  keptAtMs = next === null || keptAtMs === null ? next : Math.min(keptAtMs, next);
  for (const listener of listeners) listener();
}

/** From when the answers are that are shown without a network; null while there is one. */
export const offlineSince = (): number | null => keptAtMs;

/** The same, re-rendering when it changes. */
export const useOfflineSince = (): number | null => useSyncExternalStore(subscribe, offlineSince);
