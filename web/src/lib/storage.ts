const PREFIX = 'spyglass.';

/** What this browser remembers under `name`; null when nothing is or storage is not allowed. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers `value` in this browser; a browser that forbids storage just forgets. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may refuse: the choice then lasts until the page is left.
  }
}
