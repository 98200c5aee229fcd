import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useMemo } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import { moveRow } from '../../lib/use-row-keys.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import type { HistoryMoves } from './history-context.ts';
import { historySearch } from './search.ts';
import type { HistorySelection } from './use-selection.ts';

interface Options {
  readonly rows: readonly HistoryRow[];
  readonly openId: number | undefined;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly selection: HistorySelection;
}

/** The row that has the focus, or stands for the open play. */
function currentKey(openId: number | undefined): number | null {
  const row =
    openId === undefined
      ? document.activeElement?.closest<HTMLElement>('[data-key]')
      : document.querySelector<HTMLElement>(`[data-play="${openId}"]`);
  const key = Number(row?.dataset.key);
  return Number.isInteger(key) && key > 0 ? key : null;
}

/** `j` and `k`: along the rows, or from play to play while one is open. `x` chooses, `/` searches, Esc closes or chooses none. */
export function useHistoryKeys({ rows, openId, searchRef, selection }: Options): HistoryMoves {
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
    x: () => {
      const key = currentKey(openId);
      if (key !== null) selection.toggle(key);
    },
    '/': () => searchRef.current?.focus(),
    Escape: () => (openId === undefined ? selection.clear() : moves.close()),
  });
  return moves;
}

/** The focus goes back to the row it came from. */
function focusPlay(playId: number | undefined): void {
  document.querySelector<HTMLElement>(`[data-play="${playId}"] [data-row]`)?.focus({ preventScroll: true });
}
