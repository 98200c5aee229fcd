import { useCallback, useEffect, useMemo, useState } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import type { PlaySelection } from '#contract/history-edits.ts';
import { rowKey } from './merge.ts';
import { apiSearch, type HistorySearch, type RowView } from './search.ts';

/** Rows that are chosen: one by one, or all that the filter lets through. */
export interface Chosen {
  readonly keys: ReadonlySet<number>;
  readonly isAll: boolean;
}

const NOTHING: Chosen = { keys: new Set(), isAll: false };

/** What can be done with the choice. */
export interface HistorySelection extends Chosen {
  readonly toggle: (key: number) => void;
  /** Chooses every row from the one before to this one. */
  readonly extend: (key: number) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/** The rows that are chosen until the filter changes. */
export function useHistorySelection(rows: readonly HistoryRow[], search: HistorySearch): HistorySelection {
  const view: RowView = search.view === 'plays' ? 'plays' : 'groups';
  const [chosen, setChosen] = useState<Chosen>(NOTHING);
  const [last, setLast] = useState<number | null>(null);
  const address = JSON.stringify(search);
  useEffect(() => {
    if (address !== '') setChosen(NOTHING);
  }, [address]);
  const toggle = useCallback((key: number) => {
    setLast(key);
    setChosen(({ keys }) => {
      const next = new Set(keys);
      if (!next.delete(key)) next.add(key);
      return { keys: next, isAll: false };
    });
  }, []);
  const extend = useCallback(
    (key: number) => {
      const all = rows.map((row) => rowKey(row, view));
      const [from = 0, to = 0] = [all.indexOf(last ?? key), all.indexOf(key)].sort((a, b) => a - b);
      setChosen(({ keys }) => ({ keys: new Set([...keys, ...all.slice(Math.max(0, from), to + 1)]), isAll: false }));
      setLast(key);
    },
    [rows, view, last],
  );
  const chooseAll = useCallback(() => setChosen({ keys: new Set(), isAll: true }), []);
  const clear = useCallback(() => setChosen(NOTHING), []);
  return useMemo(() => ({ ...chosen, toggle, extend, chooseAll, clear }), [chosen, toggle, extend, chooseAll, clear]);
}

type Body = { readonly [K in keyof PlaySelection]?: K extends 'filter' ? Record<string, string> : PlaySelection[K] };

/** What is chosen as the API takes it. */
export function selectionBody({ keys, isAll }: Chosen, search: HistorySearch): Body {
  const view = search.view === 'plays' ? 'plays' : 'groups';
  if (isAll) return { filter: { ...apiSearch(search), view } };
  return view === 'plays' ? { playIds: [...keys] } : { groupIds: [...keys] };
}
