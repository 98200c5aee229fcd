import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TrashPage as Page, PlayCount } from '#contract/history-edits.ts';
import { getJson, postForJson, writeJson } from '../../lib/api.ts';
import { ago, duration, number, shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useMay } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { ChartPicture } from '../../ui/pictures.tsx';
import { problemToast, toast } from '../../ui/toaster.tsx';
import { HistoryProblem, HistorySkeleton } from './history-states.tsx';

const PAGE = 100;
type Row = Page['rows'][number];

/** Deleted plays, which can be had back for thirty days. */
export function TrashPage() {
  const mayEdit = useMay('write');
  const query = useInfiniteQuery({
    queryKey: ['trash'],
    queryFn: ({ pageParam, signal }) => getJson<Page>('/history/trash', { limit: PAGE, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    enabled: mayEdit,
  });
  const [isEmptying, setEmptying] = useState(false);
  const queries = useQueryClient();
  const total = query.data?.pages[0]?.total ?? 0;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center gap-3">
        <Link to="/history" className="inline-flex min-h-9 items-center gap-1.5 text-body text-accent hover:underline">
          <ArrowLeft size={16} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('area.history')}
        </Link>
        <p className="flex-1 text-body-s text-text-2">{t('trash.text')}</p>
        {total > 0 && (
          <Button look="danger" onPress={() => setEmptying(true)}>
            <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('trash.empty')}
          </Button>
        )}
      </header>
      {query.isPending && <HistorySkeleton />}
      {query.error && <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && (
        <EmptyState picture={<ChartPicture />} title={t('trash.none')} text={t('trash.noneText')} />
      )}
      {rows.length > 0 && <Rows rows={rows} />}
      {query.hasNextPage && (
        <p className="flex justify-center">
          <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t('history.more', { count: number(total - rows.length) })}
          </Button>
        </p>
      )}
      {isEmptying && (
        <ConfirmDialog
          title={t('trash.emptyTitle')}
          text={t('trash.emptyText', { n: total, count: number(total) })}
          action={t('trash.empty')}
          onClose={() => setEmptying(false)}
          onConfirm={async () => {
            await writeJson('DELETE', '/history/trash');
            await queries.invalidateQueries({ queryKey: ['trash'] });
          }}
        />
      )}
    </div>
  );
}

/** Plays by the deletion that took them, each with a way back. */
function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: (body: { deletion?: string; playIds?: readonly number[] }) =>
      postForJson<PlayCount>('/history/restore', body),
    onSuccess: ({ plays }) => toast(t('trash.restored', { n: plays, count: number(plays) })),
    onError: (error) => problemToast(errorWords(error)),
    onSettled: () => queries.invalidateQueries(),
  });
  const now = useServerNow();
  return (
    <div className="flex flex-col gap-4">
      {[...Map.groupBy(rows, ({ deletion }) => deletion)].map(([deletion, some]) => (
        <section key={deletion} className="history-list">
          <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
            <h2 className="flex-1 text-body-s text-text-2">
              {t('trash.by', { who: some[0]?.deletedBy ?? '', when: ago(Date.parse(some[0]?.deletedAt ?? ''), now) })}
            </h2>
            <Button look="quiet" onPress={() => restore.mutate({ deletion })}>
              <RotateCcw size={16} strokeWidth={1.75} aria-hidden="true" />
              {t('trash.restoreAll')}
            </Button>
          </header>
          <ul>
            {some.map((row) => (
              <Line key={row.playId} row={row} onRestore={() => restore.mutate({ playIds: [row.playId] })} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const Line = ({ row, onRestore }: { readonly row: Row; readonly onRestore: () => void }) => (
  <li className="flex min-h-14 items-center gap-3 border-b border-line/60 px-4 py-2 last:border-0">
    <span className="min-w-0 flex-1">
      <bdi className="block truncate text-title-s">{row.fullTitle}</bdi>
      <span className="block truncate text-caption text-text-2">
        {[row.user.name, shortDay(Date.parse(row.startedAt)), duration(row.watchedMs)].join(t('separator'))}
      </span>
    </span>
    <span className="hidden text-caption text-text-2 sm:inline">
      {t('trash.until', { day: shortDay(Date.parse(row.keptUntil)) })}
    </span>
    <Button onPress={onRestore} aria-label={t('trash.restoreOne', { title: row.fullTitle })}>
      {t('trash.restore')}
    </Button>
  </li>
);
