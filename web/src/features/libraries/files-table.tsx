import type { LibraryFilesPage } from '#contract/live.ts';
import { fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import type { Sort } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import type { Columns } from '../../ui/table/use-columns.ts';
import { FileCard } from './file-title.tsx';
import { type MediaRow, mediaKey, mediaName } from './media-row.ts';
import type { useMedia } from './use-media.ts';

interface Props {
  readonly label: string;
  readonly media: ReturnType<typeof useMedia>;
  readonly columns: Columns<MediaRow>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** What is said when there is none. */
  readonly none: { readonly title: string; readonly text: string };
}

/** Files of a library as a table, with how many and how large at its foot. */
export function FilesTable({ label, media, columns, sort, onSort, none }: Props) {
  const { query, rows, page, onNearEnd, isAdding } = media;
  return (
    <>
      {query.error && (
        <LoadProblem words={t('libraries.mediaProblem')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && !query.error && <TableSkeleton />}
      {page !== undefined && rows.length === 0 && <EmptyState {...none} />}
      {rows.length > 0 && (
        <DataTable
          label={label}
          {...{ columns, rows, sort, onSort, onNearEnd }}
          rowKey={mediaKey}
          rowName={mediaName}
          found={page?.found}
          card={(row) => <FileCard row={row} />}
          isBusy={query.isPlaceholderData}
          foot={page !== undefined && <Foot page={page} isAdding={isAdding} />}
        />
      )}
    </>
  );
}

/** How many and how large, of what is found and of everything. */
function Foot({ page, isAdding }: { readonly page: LibraryFilesPage; readonly isAdding: boolean }) {
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
