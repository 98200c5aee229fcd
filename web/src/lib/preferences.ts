import { useSyncExternalStore } from 'react';
import { recall, remember } from './storage.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];
export const RAILS = ['open', 'collapsed'] as const;
export type Rail = (typeof RAILS)[number];
export type VisibleTheme = Exclude<Theme, 'system'>;

/** How this person wants the app to look, kept in this browser. */
export interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  readonly rail: Rail;
  /** False switches single-key shortcuts off. */
  readonly hasShortcuts: boolean;
}

const oneOf = <T extends string>(values: readonly [T, ...T[]], value: string | null): T =>
  values.find((known) => known === value) ?? values[0];

const systemIsLight = (): MediaQueryList => matchMedia('(prefers-color-scheme: light)');
const BROWSER_BAR: Record<VisibleTheme, string> = { dark: '#0a0f13', light: '#f5f7f9' };

const read = (): Preferences => ({
  theme: oneOf(THEMES, recall('theme')),
  density: oneOf(DENSITIES, recall('density')),
  rail: oneOf(RAILS, recall('rail')),
  hasShortcuts: recall('shortcuts') !== 'off',
});

let current: Preferences | undefined;
const listeners = new Set<() => void>();

/** The preferences as they are now. */
export function preferences(): Preferences {
  current ??= read();
  return current;
}

/** The theme that is seen: `system` is resolved. */
export function visibleTheme(theme: Theme): VisibleTheme {
  if (theme !== 'system') return theme;
  return systemIsLight().matches ? 'light' : 'dark';
}

function apply({ theme, density, rail }: Preferences): void {
  const seen = visibleTheme(theme);
  Object.assign(document.documentElement.dataset, { theme: seen, density, rail });
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', BROWSER_BAR[seen]);
}

function save({ theme, density, rail, hasShortcuts }: Preferences): void {
  remember('theme', theme);
  remember('density', density);
  remember('rail', rail);
  remember('shortcuts', hasShortcuts ? 'on' : 'off');
}

/** Changes some preferences: seen at once, remembered in this browser. */
export function prefer(changes: Partial<Preferences>): void {
  current = { ...preferences(), ...changes };
  apply(current);
  save(current);
  for (const listener of listeners) listener();
}

/** Follows the system's theme while the choice is `system`; returns how to stop. */
export function followSystemTheme(): () => void {
  const query = systemIsLight();
  const follow = (): void => {
    apply(preferences());
    for (const listener of listeners) listener();
  };
  query.addEventListener('change', follow);
  return () => query.removeEventListener('change', follow);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The preferences, re-rendering when one changes. */
export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);
