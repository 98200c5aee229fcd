import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { LibraryDetail } from '#contract/libraries.ts';
import { getJson, postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { toast } from '../../ui/toaster.tsx';
import { type LibrariesSearch, type LibrarySearch, librariesSearch, librarySearch } from './search.ts';

/** Changes to what is chosen in the address; undefined takes a part away. */
type Changes<S> = { [K in keyof S]?: S[K] | undefined };

function useAddress<S extends object>(read: (raw: Record<string, unknown>) => S) {
  const raw = useSearch({ strict: false });
  const text = JSON.stringify(read(raw));
  const search = useMemo(() => JSON.parse(text) as S, [text]);
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Changes<S>): void =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => read({ ...old, ...changes }),
        replace: true,
        resetScroll: false,
      }),
    [navigate, read],
  );
  return { search, change };
}

/** What the list of libraries is narrowed to, and how to change it. */
export const useLibrariesSearch = () => useAddress<LibrariesSearch>(librariesSearch);

/** What is chosen on a part of a library's page, and how to change it. */
export const useLibrarySearch = () => useAddress<LibrarySearch>(librarySearch);

export const useLibrary = (id: number) =>
  useQuery({
    queryKey: ['library', id],
    queryFn: ({ signal }) => getJson<LibraryDetail>(`/libraries/${id}`, {}, signal),
  });

/** Everything that shows libraries reads them anew. */
export function renewLibraries(queries: QueryClient): void {
  for (const key of ['library', '/libraries', 'library-counts', 'library-settings'])
    void queries.invalidateQueries({ queryKey: [key] });
}

/** Reads the libraries of all servers from Plex now. */
export function useRefreshLibraries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => postJson('/tasks/libraries/run'),
    onSuccess: () => {
      toast(t('libraries.refreshing'));
      renewLibraries(queries);
    },
  });
}
