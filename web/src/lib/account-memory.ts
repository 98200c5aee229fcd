import { useSyncExternalStore } from 'react';
import { useAccount } from './session.ts';
import { recall, remember } from './storage.ts';

const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What somebody chose, remembered for their account in this browser. `read` makes the choice of what was kept, or of
 * undefined, and must accept whatever an older or newer version wrote.
 */
export function useAccountMemory<T>(name: string, read: (kept: unknown) => T): [T, (value: T) => void] {
  const key = `account.${useAccount()?.id ?? 0}.${name}`;
  const kept = useSyncExternalStore(subscribe, () => recall(key));
  const choose = (value: T): void => {
    remember(key, JSON.stringify(value));
    for (const listener of listeners) listener();
  };
  return [read(parsed(kept)), choose];
}
