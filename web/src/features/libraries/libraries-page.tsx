import { LayoutGrid, RefreshCw, Rows3 } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { LIBRARY_STATES, LIBRARY_TYPES } from '#contract/enums.ts';
import type { LibraryRow, LibrariesPage as Page } from '#contract/libraries.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { useMay } from '../../lib/session.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import type { Sort } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useSelection } from '../../ui/table/selection.ts';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { allRows, useRows } from '../../ui/table/use-rows.ts';
import { BulkBar } from './bulk-bar.tsx';
import { TYPE_NAMES } from './kinds.tsx';
import { libraryColumns } from './library-columns.tsx';
import { LibraryCard, LibraryTile } from './library-tile.tsx';
import type { LibrariesSearch } from './search.ts';
import { useLibrariesSearch, useRefreshLibraries } from './use-libraries.ts';

const rowKey = ({ id }: LibraryRow): string => String(id);
const rowName = ({ name }: LibraryRow): string => name;

/** The servers by their numbers; null where there is one only, whose name says nothing then. */
function useServerNames() {
  const servers = useLive((state) => state.servers);
  const names = useMemo(() => new Map(servers.map(({ id, name }) => [id, name])), [servers]);
  const nameOf = useMemo(() => (names.size > 1 ? (id: number) => names.get(id) ?? '' : null), [names]);
  return { names, nameOf };
}

/** Every library with what was played from it. */
export function LibrariesPage() {
  const { search, change } = useLibrariesSearch();
  const { names, nameOf } = useServerNames();
  const { view, sort: by = 'name', order = 'asc', ...filter } = search;
  const params = { ...filter, sort: by, order };
  const { query, rows, page, onNearEnd } = useRows<Page>('/libraries', params);
  const all = useMemo(() => libraryColumns(nameOf), [nameOf]);
  const columns = useColumns('libraries', all);
  const selection = useSelection();
  const isAdmin = useMay('admin');
  const sort: Sort = { by, order };
  const onSort = (next: Sort): void => change({ sort: next.by as LibrariesSearch['sort'], order: next.order });
  const download = { name: 'libraries', rows: () => allRows<Page>('/libraries', params) };
  const isFiltered = Object.keys(filter).length > 0;
  const table = (
    <DataTable
      label={t('libraries.page')}
      {...{ columns, rows, rowKey, rowName, sort, onSort, onNearEnd }}
      found={page?.found}
      card={(library) => <LibraryCard library={library} />}
      isBusy={query.isPlaceholderData}
      {...(isAdmin && { selection, foot: <BulkBar {...{ rows, selection }} /> })}
    />
  );
  return (
    <div className="flex flex-col gap-3 pb-8">
      <Filters search={search} change={change} servers={names}>
        <TableTools {...{ columns, sort, onSort, download }} />
      </Filters>
      {query.error && (
        <LoadProblem words={t('libraries.problem')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && !query.error && <TableSkeleton rows={6} />}
      {page !== undefined && rows.length === 0 && <Nothing isFiltered={isFiltered} onReset={() => change(NO_FILTER)} />}
      {rows.length > 0 && (view === 'tiles' ? <Tiles {...{ rows, nameOf, isBusy: query.isPlaceholderData }} /> : table)}
    </div>
  );
}

const NO_FILTER = { search: undefined, server: undefined, type: undefined, state: undefined };

interface FilterProps {
  readonly search: LibrariesSearch;
  readonly change: ReturnType<typeof useLibrariesSearch>['change'];
  readonly servers: ReadonlyMap<number, string>;
  readonly children: ReactNode;
}

function Filters({ search, change, servers, children }: FilterProps) {
  const box = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => box.current?.focus() });
  const isAdmin = useMay('admin');
  const states = LIBRARY_STATES.filter((state) => isAdmin || state !== 'removed');
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchBox
        ref={box}
        label={t('libraries.search')}
        asked={search.search ?? ''}
        onSearch={(words) => change({ search: words })}
        className="min-w-40 sm:max-w-64"
      />
      {servers.size > 1 && (
        <Select
          label={t('libraries.server')}
          value={String(search.server ?? '')}
          options={[
            { value: '', label: t('libraries.allServers') },
            ...[...servers].map(([id, label]) => ({ value: String(id), label })),
          ]}
          onChange={(id) => change({ server: id === '' ? undefined : Number(id) })}
        />
      )}
      <Select
        label={t('libraries.type')}
        value={search.type ?? ''}
        options={[
          { value: '', label: t('libraries.allTypes') },
          ...LIBRARY_TYPES.map((value) => ({ value, label: t(TYPE_NAMES[value]) })),
        ]}
        onChange={(type) => change({ type: LIBRARY_TYPES.find((known) => known === type) })}
      />
      <Select
        label={t('libraries.state')}
        value={search.state ?? ''}
        options={[
          { value: '', label: t('libraries.state.present') },
          ...states.map((value) => ({ value, label: t(`libraries.state.${value}`) })),
        ]}
        onChange={(state) => change({ state: LIBRARY_STATES.find((known) => known === state) })}
      />
      <span className="hidden flex-1 lg:block" />
      <Segmented
        label={t('libraries.view')}
        value={search.view ?? 'table'}
        isIconOnlySmall
        choices={[
          { value: 'table', label: t('libraries.view.table'), icon: Rows3 },
          { value: 'tiles', label: t('libraries.view.tiles'), icon: LayoutGrid },
        ]}
        onChange={(view) => change({ view: view === 'tiles' ? view : undefined })}
      />
      {search.view !== 'tiles' && children}
      {isAdmin && <RefreshButton />}
    </search>
  );
}

function RefreshButton() {
  const refresh = useRefreshLibraries();
  return (
    <>
      <Button isPending={refresh.isPending} onPress={() => refresh.mutate()} aria-label={t('libraries.refreshLabel')}>
        <RefreshCw size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('libraries.refresh')}
      </Button>
      {refresh.error && <Notice tone="danger">{errorWords(refresh.error)}</Notice>}
    </>
  );
}

interface TilesProps {
  readonly rows: readonly LibraryRow[];
  readonly nameOf: ((id: number) => string) | null;
  readonly isBusy: boolean;
}

const Tiles = ({ rows, nameOf, isBusy }: TilesProps) => (
  <ul className={cx('library-tiles transition-opacity delay-300', isBusy && 'opacity-60')}>
    {rows.map((library) => (
      <LibraryTile key={library.id} library={library} server={nameOf?.(library.serverId) ?? null} />
    ))}
  </ul>
);

function Nothing({ isFiltered, onReset }: { readonly isFiltered: boolean; readonly onReset: () => void }) {
  if (!isFiltered) return <EmptyState title={t('libraries.empty')} text={t('libraries.emptyText')} />;
  return (
    <EmptyState title={t('libraries.noMatch')} text={t('libraries.noMatchText')}>
      <Button look="primary" onPress={onReset}>
        {t('filter.reset')}
      </Button>
    </EmptyState>
  );
}
