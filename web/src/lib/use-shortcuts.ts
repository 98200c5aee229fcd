import { useEffect, useRef } from 'react';
import { clock } from './clock.ts';
import { shortcutMatcher } from './keys.ts';
import { preferences } from './preferences.ts';

/** What each shortcut does; written `k`, `mod+k` or `g n`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** Moving along a list goes on while the key is held. */
const REPEATABLE: ReadonlySet<string> = new Set(['j', 'k']);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

/** Single keys do nothing inside fields, behind dialogs, and when the person switched them off. */
const isAllowed = (event: KeyboardEvent, isMod: boolean): boolean =>
  isMod || (preferences().hasShortcuts && !event.altKey && !isTyping(event.target) && !isDialogOpen());

/** Listens for shortcuts while the component is on the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const names = Object.keys(shortcuts).join('\n');
  useEffect(() => {
    const match = shortcutMatcher(names.split('\n'));
    const onKeyDown = (event: KeyboardEvent): void => {
      const isMod = event.ctrlKey || event.metaKey;
      if (event.isComposing || (event.repeat && !REPEATABLE.has(event.key))) return;
      if (!isAllowed(event, isMod)) return;
      const name = match({ key: event.key, mod: isMod, at: clock.monotonic() });
      if (name === undefined) return;
      event.preventDefault();
      latest.current[name]?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [names]);
}
