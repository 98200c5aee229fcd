import { fileSize, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import type { Sort } from '../../ui/table/column.ts';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { FilesTable } from './files-table.tsx';
import { STALE_COLUMNS } from './media-columns.tsx';
import type { PartProps } from './part-props.ts';
import type { LibrarySearch } from './search.ts';
import { useLibrarySearch } from './use-libraries.ts';
import { mediaForFile, useMedia } from './use-media.ts';

const MONTHS = [3, 6, 12, 24, 36] as const;
const PRESET_MONTHS = 12;

/** What lies in a library and nobody watches, the largest first. */
export function StaleTab({ detail: { library } }: PartProps) {
  const { search, change } = useLibrarySearch();
  const { sort: by = 'fileSize', order = 'desc', months = PRESET_MONTHS, never = false } = search;
  const asked = { sort: by, order, quietMonths: months, ...(never && { never: 'true' }) };
  const media = useMedia(library, asked);
  const { rows, page } = media;
  const columns = useColumns('library-stale', STALE_COLUMNS);
  const sort: Sort = { by, order };
  const onSort = (next: Sort): void => change({ sort: next.by as LibrarySearch['sort'], order: next.order });
  const download = { name: library.name, rows: mediaForFile(library, media.params) };
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
      <FilesTable
        label={t('libraries.tab.stale')}
        {...{ media, columns, sort, onSort }}
        none={{ title: t('libraries.stale.none'), text: t('libraries.stale.noneText', { months }) }}
      />
    </div>
  );
}
