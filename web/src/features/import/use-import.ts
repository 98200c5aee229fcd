import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CurrentImport, ImportView } from '#contract/imports.ts';
import { getJson, postForJson } from '../../lib/api.ts';
import { live } from '../../lib/live/use-live.ts';
import { type Remembered, recallImport, rememberImport } from './remembered.ts';

const KEY = ['imports', 'current'] as const;
/** Should the event stream not get through, this often is asked while an import runs. */
const ASK_MS = 5000;

const isRunning = ({ state }: ImportView): boolean => state === 'running' || state === 'waiting';

/** The import that runs or ran last, kept up to date, and how to start one. */
export function useImport() {
  const queries = useQueryClient();
  const [mine, setMine] = useState(recallImport);
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<CurrentImport>('/imports/current', {}, signal),
    refetchInterval: ({ state }) => (state.data?.running ? ASK_MS : false),
  });
  useEffect(() => {
    const put = (view: ImportView): void =>
      void queries.setQueryData<CurrentImport>(KEY, (old) =>
        isRunning(view) ? { running: view, latest: old?.latest ?? null } : { running: null, latest: view },
      );
    return live.onImport(put);
  }, [queries]);
  const keep = (next: Remembered | null): void => {
    rememberImport(next);
    setMine(next);
  };
  const start = useMutation({
    mutationFn: ({ of, confirm, isDryRun }: StartGiven) =>
      postForJson<ImportView>('/imports', { source: of.source, config: of.config, confirm, dryRun: isDryRun }),
    onSuccess: (view, { of }) => {
      keep({ ...of, runId: view.id });
      queries.setQueryData<CurrentImport>(KEY, (old) => ({ running: view, latest: old?.latest ?? null }));
      // It may have ended before its first word reached this page.
      void queries.invalidateQueries({ queryKey: KEY });
    },
  });
  const cancel = useMutation({ mutationFn: (id: number) => postForJson<ImportView>(`/imports/${id}/cancel`) });
  const latest = data?.latest ?? null;
  return {
    error,
    isKnown: data !== undefined,
    running: data?.running ?? null,
    latest,
    /** The last one, when it was begun here. */
    result: latest !== null && latest.id === mine?.runId ? latest : null,
    mine,
    keep,
    start,
    cancel,
  };
}

interface StartGiven {
  readonly of: Remembered;
  readonly confirm: string | null;
  readonly isDryRun: boolean;
}

/** What `useImport` gives. */
export type ImportHandle = ReturnType<typeof useImport>;
