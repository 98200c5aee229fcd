import { fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import type { Sort } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { LoadProblem, TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { FileCard } from './file-title.tsx';
import { STALE_COLUMNS } from './media-columns.tsx';
import { mediaKey, mediaName } from './media-row.ts';
import { Foot, mediaForFile } from './media-tab.tsx';
import type { PartProps } from './part-props.ts';
import type { LibrarySearch } from './search.ts';
import { useLibrarySearch } from './use-libraries.ts';
import { useMedia } from './use-media.ts';

const MONTHS = [3, 6, 12, 24, 36] as const;
const PRESET_MONTHS = 12;

/** What lies in a library and nobody watches, the largest first. */
export function StaleTab({ detail: { library } }: PartProps) {
  const { search, change } = useLibrarySearch();
  const { sort: by = 'fileSize', order = 'desc', months = PRESET_MONTHS, never = false } = search;
  const asked = { sort: by, order, quietMonths: months, ...(never && { never: 'true' }) };
  const { query, rows, page, onNearEnd, params, isAdding } = useMedia(library, asked);
  const columns = useColumns('library-stale', STALE_COLUMNS);
  const sort: Sort = { by, order };
  const onSort = (next: Sort): void => change({ sort: next.by as LibrarySearch['sort'], order: next.order });
  const download = { name: library.name, rows: mediaForFile(library, params) };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t('libraries.stale.which')}
          value={never ? 'never' : 'quiet'}
          choices={[
            { value: 'quiet', label: t('libraries.stale.quiet') },
            { value: 'never', label: t('libraries.stale.never') },
          ]}
          onChange={(which) => change({ never: which === 'never' ? true : undefined })}
        />
        <Select
          label={t('libraries.stale.for')}
          value={String(months)}
          options={MONTHS.map((n) => ({ value: String(n), label: t('libraries.stale.months', { n }) }))}
          onChange={(text) => change({ months: Number(text) === PRESET_MONTHS ? undefined : Number(text) })}
        />
        <span className="flex-1" />
        <TableTools {...{ columns, sort, onSort, download }} />
      </div>
      {page !== undefined && rows.length > 0 && (
        <h2 className="text-title text-pretty">
          {t(never ? 'libraries.stale.neverTitle' : 'libraries.stale.title', {
            n: page.found,
            count: number(page.found),
            months,
            size: fileSize(page.bytes),
          })}
        </h2>
      )}
      {query.error && (
        <LoadProblem words={t('libraries.mediaProblem')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && !query.error && <TableSkeleton />}
      {page !== undefined && rows.length === 0 && (
        <EmptyState title={t('libraries.stale.none')} text={t('libraries.stale.noneText', { months })} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('libraries.tab.stale')}
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
