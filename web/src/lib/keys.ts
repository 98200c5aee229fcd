/** What a key press is compared with: `mod` is Ctrl, or Cmd on a Mac. */
export interface KeyPress {
  readonly key: string;
  readonly mod: boolean;
  /** Milliseconds that only grow. */
  readonly at: number;
}

/** How long the second key of a sequence such as `g n` may take, in milliseconds. */
const SEQUENCE_MS = 1200;

/**
 * Follows key presses and says which shortcut is complete. Shortcuts are written `k`, `mod+k` or `g n`.
 * A key that starts a sequence is not itself a shortcut.
 */
export function shortcutMatcher(shortcuts: readonly string[]): (press: KeyPress) => string | undefined {
  const prefixes = new Set(shortcuts.filter((s) => s.includes(' ')).map((s) => s.split(' ')[0]));
  let pending: { readonly key: string; readonly at: number } | undefined;
  return (press) => {
    const single = press.mod ? `mod+${press.key.toLowerCase()}` : press.key;
    const sequence = pending && press.at - pending.at < SEQUENCE_MS ? `${pending.key} ${single}` : undefined;
    pending = undefined;
    if (sequence !== undefined && shortcuts.includes(sequence)) return sequence;
    if (prefixes.has(single)) {
      pending = { key: single, at: press.at };
      return undefined;
    }
    return shortcuts.includes(single) ? single : undefined;
  };
}
