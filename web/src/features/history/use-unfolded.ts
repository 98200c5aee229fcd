import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { HistoryRow, PlayDetail } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import type { Unfolded } from './lines.ts';

/** Viewings whose plays are shown below them, until the page is left. */
export function useUnfolded(rows: readonly HistoryRow[]): { unfolded: Unfolded; fold: (groupId: number) => void } {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const wanted = useMemo(() => rows.filter(({ groupId }) => open.has(groupId)), [rows, open]);
  const unfolded = useQueries({
    queries: wanted.map(({ playId }) => ({
      queryKey: ['play', String(playId)],
      queryFn: ({ signal }: { signal: AbortSignal }) => getJson<PlayDetail>(`/history/${playId}`, {}, signal),
    })),
    combine: useCallback(
      (results: ReadonlyArray<{ data: PlayDetail | undefined }>): Unfolded =>
        new Map(wanted.map(({ groupId }, at) => [groupId, results[at]?.data?.segments ?? null])),
      [wanted],
    ),
  });
  const fold = useCallback((groupId: number) => {
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(groupId)) next.add(groupId);
      return next;
    });
  }, []);
  return { unfolded, fold };
}
