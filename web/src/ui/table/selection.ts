import { useMemo, useState } from 'react';

/** Which rows are chosen, by their keys. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  toggle(key: string): void;
  /** Chooses these and no others. */
  set(keys: Iterable<string>): void;
  clear(): void;
}

/** Rows that are chosen until the page is left. */
export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      keys,
      toggle: (key) =>
        setKeys((old) => (old.has(key) ? new Set([...old].filter((one) => one !== key)) : new Set(old).add(key))),
      set: (next) => setKeys(new Set(next)),
      clear: () => setKeys(new Set()),
    }),
    [keys],
  );
}
