import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { LibraryRow } from '#contract/libraries.ts';
import type { LibraryFilesPage } from '#contract/live.ts';
import { getJson } from '../../lib/api.ts';
import { fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords } from '../../ui/notice.tsx';
import type { Sort } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { LoadProblem, TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { allRows } from '../../ui/table/use-rows.ts';
import { FileCard } from './file-title.tsx';
import { MEDIA_COLUMNS } from './media-columns.tsx';
import { type MediaRow, mediaKey, mediaName } from './media-row.ts';
import type { PartProps } from './part-props.ts';
import type { LibrarySearch } from './search.ts';
import { SearchBox } from './search-box.tsx';
import { useLibrarySearch } from './use-libraries.ts';
import { filesPath, flat, useMedia } from './use-media.ts';

const NOTHING_OPEN: ReadonlyMap<string, unknown> = new Map();

/** Every row that matches, for a file. */
export const mediaForFile =
  (library: LibraryRow, params: ReturnType<typeof useMedia>['params']) => async (): Promise<readonly MediaRow[]> => {
    const files = await allRows<LibraryFilesPage>(filesPath(library), params);
    return flat(files, [], NOTHING_OPEN, { serverId: library.serverId, onToggle: () => undefined });
  };

/** What lies in a library: files, codecs and sizes, and how often each was played. */
export function MediaTab({ detail: { library } }: PartProps) {
  const { search, change } = useLibrarySearch();
  const { sort: by = 'title', order = 'asc' } = search;
  const { query, rows, page, onNearEnd, params, isAdding } = useMedia(library, {
    search: search.search,
    sort: by,
    order,
  });
  const columns = useColumns(`library-media-${library.type}`, MEDIA_COLUMNS);
  const sort: Sort = { by, order };
  const onSort = (next: Sort): void => change({ sort: next.by as LibrarySearch['sort'], order: next.order });
  const download = { name: library.name, rows: mediaForFile(library, params) };
  return (
    <div className="flex flex-col gap-3">
      <search className="flex flex-wrap items-center gap-2">
        <SearchBox
          label={t('libraries.searchIn', { name: library.name })}
          value={search.search ?? ''}
          onChange={(words) => change({ search: words })}
        />
        <span className="flex-1" />
        <TableTools {...{ columns, sort, onSort, download }} />
        <Refresh library={library} />
      </search>
      {query.error && (
        <LoadProblem words={t('libraries.mediaProblem')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && !query.error && <TableSkeleton />}
      {page !== undefined && rows.length === 0 && (
        <EmptyState title={t('libraries.nothingIn')} text={t('libraries.nothingInText')} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('libraries.tab.media')}
          {...{ columns, rows, sort, onSort, onNearEnd }}
          rowKey={mediaKey}
          rowName={mediaName}
          found={page?.found}
          card={(row) => <FileCard row={row} />}
          isBusy={query.isPlaceholderData}
          foot={page !== undefined && <Foot page={page} isAdding={isAdding} />}
        />
      )}
    </div>
  );
}

/** How many and how large, of what is found and of everything. */
export function Foot({ page, isAdding }: { readonly page: LibraryFilesPage; readonly isAdding: boolean }) {
  const isPart = page.found !== page.total;
  const count = { n: page.found, count: number(page.found), total: number(page.total) };
  const size = { size: fileSize(page.bytes), total: fileSize(page.totalBytes) };
  return (
    <>
      <span>{t(isPart ? 'libraries.foundOf' : 'libraries.foundAll', count)}</span>
      {isAdding ? (
        <span role="status">{t('libraries.addingUp')}</span>
      ) : (
        <span className="font-semibold text-text">{t(isPart ? 'libraries.sizeOf' : 'libraries.sizeAll', size)}</span>
      )}
      <span className="flex-1" />
      <span>
        {`${t('libraries.readAt')} `}
        <Moment at={page.readAt} />
      </span>
    </>
  );
}

/** Reads the library from its server anew. */
function Refresh({ library }: { readonly library: LibraryRow }) {
  const queries = useQueryClient();
  const path = filesPath(library);
  const read = useMutation({
    mutationFn: () => getJson<LibraryFilesPage>(path, { refresh: 'true', sizes: 'true', limit: 1 }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  return (
    <>
      <Button isPending={read.isPending} onPress={() => read.mutate()}>
        <RefreshCw size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('libraries.readAnew')}
      </Button>
      {read.error && <span className="text-body-s text-danger">{errorWords(read.error)}</span>}
    </>
  );
}
