import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useMemo } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import { moveRow } from '../../lib/use-row-keys.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import type { HistoryMoves } from './history-context.ts';
import { historySearch } from './search.ts';

/** `j` and `k`: along the rows, or from play to play while one is open. `/` searches, Esc closes. */
export function useHistoryKeys(
  rows: readonly HistoryRow[],
  openId: number | undefined,
  searchRef: RefObject<HTMLInputElement | null>,
): HistoryMoves {
  const navigate = useNavigate();
  const moves = useMemo((): HistoryMoves => {
    const move = (step: 1 | -1): void => {
      if (openId === undefined) {
        moveRow(step);
        return;
      }
      const at = rows.findIndex((row) => row.playId === openId);
      const next = rows[at + step];
      if (!next) return;
      const params = { playId: String(next.playId) };
      void navigate({
        to: '/history/$playId',
        params,
        search: (old) => historySearch({ ...old }),
        replace: true,
        resetScroll: false,
      });
    };
    const close = (): void => {
      void navigate({ to: '/history', search: (old) => historySearch({ ...old }), resetScroll: false }).then(() =>
        focusPlay(openId),
      );
    };
    return { move, close };
  }, [rows, openId, navigate]);
  useShortcuts({
    j: () => moves.move(1),
    k: () => moves.move(-1),
    '/': () => searchRef.current?.focus(),
    Escape: () => openId !== undefined && moves.close(),
  });
  return moves;
}

/** The focus goes back to the row it came from. */
function focusPlay(playId: number | undefined): void {
  document.querySelector<HTMLElement>(`[data-play="${playId}"] [data-row]`)?.focus({ preventScroll: true });
}
