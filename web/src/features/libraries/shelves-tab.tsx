import { useQuery } from '@tanstack/react-query';
import { Download, ListMusic, Sparkles, SquareStack } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { LibraryRow } from '#contract/libraries.ts';
import type { CollectionList, CollectionView, LibraryPlaylist, LibraryPlaylists } from '#contract/library-shelves.ts';
import { getJson } from '../../lib/api.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { imageAddress } from '../../lib/image.ts';
import { useMay } from '../../lib/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import type { Column, Sort } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { keyAim } from '../items/aim.ts';
import { Day } from './day.tsx';
import type { PartProps } from './part-props.ts';
import { RowItemLink } from './row-item-link.tsx';
import { byColumn } from './sort-rows.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

/** A collection or a playlist, as its table shows it. */
interface Shelf {
  readonly key: string;
  readonly serverId: number;
  readonly ratingKey: string | null;
  readonly title: string;
  readonly picture: string | null;
  readonly isSmart: boolean;
  readonly items: number | null;
  readonly updatedAt: string | null;
  /** Where it is a collection. */
  readonly mode: CollectionView['mode'];
  readonly order: CollectionView['order'];
  readonly years: string;
  /** Where it is a playlist. */
  readonly durationMs: number | null;
  readonly kind: 'collection' | 'playlist';
}

const yearsOf = ({ minYear, maxYear }: CollectionView): string => {
  if (minYear === null || maxYear === null) return String(minYear ?? maxYear ?? '');
  return minYear === maxYear ? String(minYear) : `${minYear}–${maxYear}`;
};

const NO_MODE = { mode: null, order: null, years: '' } as const;

const ofCollection = (serverId: number, one: CollectionView): Shelf => ({
  ...{ key: one.ratingKey ?? one.title, serverId, ratingKey: one.ratingKey, title: one.title, picture: one.thumb },
  ...{ isSmart: one.isSmart, items: one.items, updatedAt: one.updatedAt, durationMs: null, kind: 'collection' },
  ...{ mode: one.mode, order: one.order, years: yearsOf(one) },
});

const ofPlaylist = (serverId: number, one: LibraryPlaylist): Shelf => ({
  ...{ key: one.ratingKey ?? one.title, serverId, ratingKey: one.ratingKey, title: one.title, picture: one.picture },
  ...{ isSmart: one.isSmart, items: one.items, updatedAt: one.updatedAt, durationMs: one.durationMs },
  ...{ kind: 'playlist', ...NO_MODE },
});

const Smart = () => (
  <Badge tone="info" icon={Sparkles}>
    {t('libraries.smart')}
  </Badge>
);

function Picture({ shelf, className }: { readonly shelf: Shelf; readonly className: string }) {
  if (shelf.picture !== null) {
    const size = shelf.kind === 'playlist' ? 'square-sm' : 'poster-sm';
    return <img src={imageAddress(shelf.picture, size)} alt="" loading="lazy" className={className} />;
  }
  const Icon = shelf.kind === 'playlist' ? ListMusic : SquareStack;
  return (
    <span className={`${className} inline-flex items-center justify-center text-text-3`}>
      <Icon size="60%" strokeWidth={1.5} aria-hidden="true" />
    </span>
  );
}

const FRAME = 'shrink-0 rounded-[3px] bg-raised object-cover outline-1 -outline-offset-1 outline-text/10';

const TITLE: Column<Shelf> = {
  id: 'title',
  label: 'column.title',
  width: 20,
  sort: { by: 'title', first: 'asc' },
  cell: (shelf) => (
    <span className="flex min-w-0 items-center gap-3">
      <Picture shelf={shelf} className={`${FRAME} ${shelf.kind === 'playlist' ? 'size-7' : 'history-poster'}`} />
      <RowItemLink
        to={keyAim(shelf.serverId, shelf.ratingKey)}
        className="truncate font-semibold hover:text-accent hover:underline"
      >
        {shelf.title}
      </RowItemLink>
      {shelf.isSmart && <Smart />}
    </span>
  ),
  text: ({ title }) => title,
};

const ITEMS: Column<Shelf> = {
  id: 'items',
  label: 'libraries.items',
  width: 6,
  isEnd: true,
  sort: { by: 'items', first: 'desc' },
  cell: ({ items }) => items !== null && number(items),
  text: ({ items }) => items,
};

const UPDATED: Column<Shelf> = {
  id: 'updatedAt',
  label: 'libraries.updated',
  width: 9,
  sort: { by: 'updatedAt', first: 'desc' },
  cell: ({ updatedAt }) => updatedAt !== null && <Day at={updatedAt} />,
  text: ({ updatedAt }) => updatedAt,
};

const modeWords = ({ mode }: Shelf): string => (mode === null ? t('unknown') : t(`libraries.mode.${mode}`));
const orderWords = ({ order }: Shelf): string => (order === null ? t('unknown') : t(`libraries.order.${order}`));

const COLLECTIONS: ReadonlyArray<Column<Shelf>> = [
  TITLE,
  {
    id: 'mode',
    label: 'libraries.mode',
    width: 13,
    sort: { by: 'mode', first: 'asc' },
    cell: (shelf) => <span className="truncate text-text-2">{modeWords(shelf)}</span>,
    text: modeWords,
  },
  {
    id: 'order',
    label: 'libraries.order',
    width: 9,
    sort: { by: 'order', first: 'asc' },
    cell: (shelf) => <span className="truncate text-text-2">{orderWords(shelf)}</span>,
    text: orderWords,
  },
  { id: 'years', label: 'libraries.years', width: 7, cell: ({ years }) => years, text: ({ years }) => years },
  ITEMS,
  UPDATED,
];

const PLAYLISTS: ReadonlyArray<Column<Shelf>> = [
  TITLE,
  ITEMS,
  {
    id: 'durationMs',
    label: 'column.duration',
    width: 8,
    isEnd: true,
    sort: { by: 'durationMs', first: 'desc' },
    cell: ({ durationMs }) => durationMs !== null && duration(durationMs),
    text: ({ durationMs }) => (durationMs === null ? null : Math.round(durationMs / 60_000)),
  },
  UPDATED,
];

const rowKey = ({ key }: Shelf): string => key;
const rowName = ({ title }: Shelf): string => title;

const Card = ({ shelf }: { readonly shelf: Shelf }) => (
  <>
    <Picture shelf={shelf} className={`${FRAME} ${shelf.kind === 'playlist' ? 'size-10' : 'h-12 w-8'}`} />
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex min-w-0 items-center gap-2">
        <RowItemLink to={keyAim(shelf.serverId, shelf.ratingKey)} className="stretched truncate text-title-s">
          {shelf.title}
        </RowItemLink>
        {shelf.isSmart && <Smart />}
      </span>
      <span className="tabular truncate text-caption text-text-2">
        {[
          shelf.items !== null && t('libraries.itemCount', { n: shelf.items, count: number(shelf.items) }),
          shelf.durationMs !== null && duration(shelf.durationMs),
          shelf.kind === 'collection' && orderWords(shelf),
        ]
          .filter((part) => part !== false)
          .join(t('separator'))}
      </span>
    </span>
  </>
);

interface TableProps {
  readonly library: LibraryRow;
  readonly kind: Shelf['kind'];
  readonly columns: ReadonlyArray<Column<Shelf>>;
  readonly query: {
    readonly data: readonly Shelf[] | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly empty: ReactNode;
}

function ShelfTable({ library, kind, columns: all, query, empty }: TableProps) {
  const [sort, setSort] = useState<Sort>({ by: 'title', order: 'asc' });
  const [isExporting, setExporting] = useState(false);
  const mayExport = useMay('admin');
  const columns = useColumns(`library-${kind}s`, all);
  const rows = useMemo(() => byColumn(query.data ?? [], all, sort), [query.data, all, sort]);
  if (query.error)
    return <LoadProblem words={t('libraries.shelfProblem')} error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <TableSkeleton rows={6} />;
  if (rows.length === 0) return empty;
  const download = { name: `${library.name} ${kind}s`, rows: async () => rows };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-end gap-2">
        {mayExport && (
          <Button onPress={() => setExporting(true)}>
            <Download size={16} strokeWidth={1.75} aria-hidden="true" />
            {t(`libraries.export.${kind}`)}
          </Button>
        )}
        <TableTools {...{ columns, sort, onSort: setSort, download }} />
      </div>
      <DataTable
        label={t(kind === 'collection' ? 'libraries.tab.collections' : 'libraries.tab.playlists')}
        {...{ columns, rows, rowKey, rowName, sort, onSort: setSort }}
        card={(shelf) => <Card shelf={shelf} />}
      />
      <Suspense fallback={null}>
        {isExporting && <ExportDialog library={library} type={kind} onClose={() => setExporting(false)} />}
      </Suspense>
    </div>
  );
}

const FRESH_MS = 60_000;

/** The collections of a library, as Plex has them now. */
export function CollectionsTab({ detail: { library } }: PartProps) {
  const query = useQuery({
    queryKey: ['library', library.id, 'collections'],
    queryFn: ({ signal }) => getJson<CollectionList>(`/libraries/${library.id}/collections`, {}, signal),
    select: ({ collections }) => collections.map((one) => ofCollection(library.serverId, one)),
    staleTime: FRESH_MS,
    retry: false,
  });
  const empty = <EmptyState title={t('libraries.noCollections')} text={t('libraries.noCollectionsText')} />;
  return <ShelfTable kind="collection" columns={COLLECTIONS} {...{ library, query, empty }} />;
}

/** The playlists with something of a library, as Plex has them now. */
export function PlaylistsTab({ detail: { library } }: PartProps) {
  const query = useQuery({
    queryKey: ['library', library.id, 'playlists'],
    queryFn: ({ signal }) => getJson<LibraryPlaylists>(`/libraries/${library.id}/playlists`, {}, signal),
    select: ({ playlists }) => playlists.map((one) => ofPlaylist(library.serverId, one)),
    staleTime: FRESH_MS,
    retry: false,
  });
  const empty = <EmptyState title={t('libraries.noPlaylists')} text={t('libraries.noPlaylistsText')} />;
  return <ShelfTable kind="playlist" columns={PLAYLISTS} {...{ library, query, empty }} />;
}
