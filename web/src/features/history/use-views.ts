import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedView, SavedViewBody, SavedViews } from '#contract/views.ts';
import { getJson, postForJson, writeJson } from '../../lib/api.ts';
import { errorWords } from '../../ui/notice.tsx';
import { problemToast } from '../../ui/toaster.tsx';

const KEY = ['views', 'history'] as const;

/** The account's views of the history, and how to change them. */
export function useViews() {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<SavedViews>('/views', { page: 'history' }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = {
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
    onError: (error: unknown) => problemToast(errorWords(error)),
  };
  const add = useMutation({ mutationFn: (body: SavedViewBody) => postForJson<SavedView>('/views', body), ...options });
  const change = useMutation({
    mutationFn: ({ id, ...body }: SavedView) => writeJson('PUT', `/views/${id}`, body),
    ...options,
  });
  const remove = useMutation({ mutationFn: (id: number) => writeJson('DELETE', `/views/${id}`), ...options });
  return { views: data?.views, add: add.mutate, change: change.mutate, remove: remove.mutate };
}
