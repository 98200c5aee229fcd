import { useShortcuts } from './use-shortcuts.ts';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('#main [data-row]')];

/** Focuses the next (1) or previous (-1) row. */
export function moveRow(step: 1 | -1): void {
  const all = rows();
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
  const row = all[Math.min(all.length - 1, Math.max(0, next))];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

/** `j` and `k` move along what is marked `data-row` (links, so that Enter opens them). */
export const useRowKeys = (): void => useShortcuts({ j: () => moveRow(1), k: () => moveRow(-1) });
