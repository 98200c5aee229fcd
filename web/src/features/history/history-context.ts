import { createContext, useContext } from 'react';
import type { Unfolded } from './lines.ts';

/** What the open play can ask of the list beside it. */
export interface HistoryMoves {
  /** Opens the next (1) or previous (-1) row. */
  readonly move: (step: 1 | -1) => void;
  readonly close: () => void;
}

export const HistoryContext = createContext<HistoryMoves>({ move: () => undefined, close: () => undefined });

/** The list beside the open play. */
export const useHistoryMoves = (): HistoryMoves => useContext(HistoryContext);

/** What cells ask of the list they stand in. */
export interface HistoryRowsState {
  readonly unfolded: Unfolded;
  readonly fold: (groupId: number) => void;
}

export const HistoryRowsContext = createContext<HistoryRowsState>({ unfolded: new Map(), fold: () => undefined });

export const useHistoryRows = (): HistoryRowsState => useContext(HistoryRowsContext);
