import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { LibraryRow } from '#contract/libraries.ts';
import type { LibraryFilesPage } from '#contract/live.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords } from '../../ui/notice.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import type { Sort } from '../../ui/table/column.ts';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { FilesTable } from './files-table.tsx';
import { MEDIA_COLUMNS } from './media-columns.tsx';
import type { PartProps } from './part-props.ts';
import type { LibrarySearch } from './search.ts';
import { useLibrarySearch } from './use-libraries.ts';
import { filesPath, mediaForFile, useMedia } from './use-media.ts';

/** What lies in a library: files, codecs and sizes, and how often each was played. */
export function MediaTab({ detail: { library } }: PartProps) {
  const { search, change } = useLibrarySearch();
  const { sort: by = 'title', order = 'asc' } = search;
  const media = useMedia(library, {
    search: search.search,
    sort: by,
    order,
  });
  const columns = useColumns(`library-media-${library.type}`, MEDIA_COLUMNS);
  const sort: Sort = { by, order };
  const onSort = (next: Sort): void => change({ sort: next.by as LibrarySearch['sort'], order: next.order });
  const download = { name: library.name, rows: mediaForFile(library, media.params) };
  return (
    <div className="flex flex-col gap-3">
      <search className="flex flex-wrap items-center gap-2">
        <SearchBox
          label={t('libraries.searchIn', { name: library.name })}
          asked={search.search ?? ''}
          onSearch={(words) => change({ search: words })}
          className="min-w-40 sm:max-w-64"
        />
        <span className="flex-1" />
        <TableTools {...{ columns, sort, onSort, download }} />
        <Refresh library={library} />
      </search>
      <FilesTable
        label={t('libraries.tab.media')}
        {...{ media, columns, sort, onSort }}
        none={{ title: t('libraries.nothingIn'), text: t('libraries.nothingInText') }}
      />
    </div>
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
