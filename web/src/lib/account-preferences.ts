import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Preferences } from '#contract/preferences.ts';
import { getJson, writeJson } from './api.ts';
import { clock } from './clock.ts';
import { recall, remember } from './storage.ts';

type Values = Readonly<Record<string, unknown>>;

const MIRROR = 'account-preferences';
/** Several choices in a row are sent together. */
const GATHER_MS = 500;

function mirrored(): Values {
  try {
    const value: unknown = JSON.parse(recall(MIRROR) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Values) : {};
  } catch {
    return {};
  }
}

// What this browser last knew is shown until the server has answered, so that nothing moves.
let values: Values | undefined;
let isAsked = false;
let unsent: Values = {};
let cancelSend: (() => void) | undefined;
const listeners = new Set<() => void>();

const known = (): Values => {
  values ??= mirrored();
  return values;
};

function take(next: Values): void {
  values = next;
  remember(MIRROR, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function ask(): void {
  if (isAsked) return;
  isAsked = true;
  getJson<Preferences>('/account/preferences').then(
    (answer) => take({ ...answer.values, ...unsent }),
    () => {
      isAsked = false;
    },
  );
}

function send(): void {
  const changes = unsent;
  unsent = {};
  // What could not be sent goes along with the next choice; this browser knows it meanwhile.
  writeJson('PUT', '/account/preferences', { values: changes }).catch(() => {
    unsent = { ...changes, ...unsent };
  });
}

/** Remembers a choice of the account: seen at once, kept on the server for every device. Null forgets it. */
export function keep(name: string, value: unknown): void {
  take({ ...known(), [name]: value });
  unsent = { ...unsent, [name]: value };
  cancelSend?.();
  cancelSend = clock.after(GATHER_MS, send);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  ask();
  return () => listeners.delete(listener);
};

/**
 * A choice the account remembers, and how to change it. `parse` makes what it needs of what was kept, whatever it is, and
 * stays the same function.
 */
export function useKept<T>(name: string, parse: (kept: unknown) => T): readonly [T, (next: T) => void] {
  const kept = useSyncExternalStore(subscribe, () => known()[name]);
  const value = useMemo(() => parse(kept), [parse, kept]);
  const change = useCallback((next: T) => keep(name, next), [name]);
  return [value, change];
}
