import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { HistoryPage } from '#contract/history.ts';
import type { ChangedPlays, DeletedPlays } from '#contract/history-edits.ts';
import { postForJson } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { errorWords } from '../../ui/notice.tsx';
import { problemToast, toast } from '../../ui/toaster.tsx';
import { rowKey } from './merge.ts';
import type { HistorySearch } from './search.ts';
import { type Chosen, selectionBody } from './use-selection.ts';

/** So many plays go into one request. */
const AT_ONCE = 10_000;

const counted = (plays: number) => ({ n: plays, count: number(plays) });

/** What administrators do with plays. Each says what was done, or why not, and offers to take it back. */
export function useEdits(search: HistorySearch) {
  const queries = useQueryClient();
  const refresh = useCallback(async (): Promise<void> => {
    // Everything on other pages may be made of plays, too.
    await queries.invalidateQueries();
  }, [queries]);

  const hide = useCallback(
    (chosen: Chosen): void => {
      const view = search.view === 'plays' ? 'plays' : 'groups';
      queries.setQueriesData<InfiniteData<HistoryPage>>({ queryKey: ['history'] }, (old) => {
        if (!old?.pages) return old;
        const stays = (row: HistoryPage['rows'][number]): boolean =>
          !chosen.isAll && !chosen.keys.has(rowKey(row, view));
        return { ...old, pages: old.pages.map((page) => ({ ...page, rows: page.rows.filter(stays) })) };
      });
    },
    [queries, search.view],
  );

  /** Does something, and lets it be taken back; a failure is said, and what is shown is asked for again. */
  const attempt = useCallback(
    async (act: () => Promise<{ readonly text: string; readonly undo?: () => Promise<unknown> } | null>) => {
      try {
        const done = await act();
        if (done === null) toast(t('edit.nothing'));
        else {
          const { text, undo } = done;
          const run = (back: () => Promise<unknown>) => (): void =>
            void attempt(async () => {
              await back();
              return { text: t('edit.undone') };
            });
          toast(text, undo && { label: t('edit.undo'), run: run(undo) });
        }
      } catch (error) {
        problemToast(errorWords(error));
      }
      await refresh();
    },
    [refresh],
  );

  const remove = useCallback(
    async (chosen: Chosen): Promise<void> => {
      hide(chosen);
      await attempt(async () => {
        const { deletion, plays } = await postForJson<DeletedPlays>('/history/delete', selectionBody(chosen, search));
        const undo = (): Promise<unknown> => postForJson('/history/restore', { deletion });
        return plays === 0 ? null : { text: t('edit.deleted', counted(plays)), undo };
      });
    },
    [attempt, hide, search],
  );

  const reassign = useCallback(
    (chosen: Chosen, person: { readonly id: number; readonly name: string }): Promise<void> =>
      attempt(async () => {
        const body = { ...selectionBody(chosen, search), userId: person.id };
        const { plays, before } = await postForJson<ChangedPlays>('/history/reassign', body);
        const undo = () => backAgain('/history/reassign', before, (userId) => ({ userId }));
        return plays === 0 ? null : { text: t('edit.reassigned', { ...counted(plays), name: person.name }), undo };
      }),
    [attempt, search],
  );

  const relink = useCallback(
    (chosen: Chosen, item: { readonly id: number; readonly fullTitle: string }): Promise<void> =>
      attempt(async () => {
        const body = { ...selectionBody(chosen, search), itemId: item.id };
        const { plays, before } = await postForJson<ChangedPlays>('/history/relink', body);
        const undo = () => backAgain('/history/relink', before, (descriptionId) => ({ descriptionId }));
        return plays === 0 ? null : { text: t('edit.relinked', { ...counted(plays), title: item.fullTitle }), undo };
      }),
    [attempt, search],
  );
  return { remove, reassign, relink, refresh };
}

/** Brings back what plays were before, one kind after the other. */
async function backAgain(
  path: string,
  before: ChangedPlays['before'],
  to: (id: number) => Record<string, number>,
): Promise<void> {
  for (const { id, playIds } of before)
    for (let at = 0; at < playIds.length; at += AT_ONCE)
      await postForJson(path, { playIds: playIds.slice(at, at + AT_ONCE), ...to(id) });
}
