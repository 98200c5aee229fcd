import { createContext, useContext } from 'react';

/** What the open play can ask of the list beside it. */
export interface HistoryMoves {
  /** Opens the next (1) or previous (-1) row. */
  readonly move: (step: 1 | -1) => void;
  readonly close: () => void;
}

export const HistoryContext = createContext<HistoryMoves>({ move: () => undefined, close: () => undefined });

/** The list beside the open play. */
export const useHistoryMoves = (): HistoryMoves => useContext(HistoryContext);
