import { Link } from '@tanstack/react-router';
import type { LibraryRow } from '#contract/libraries.ts';
import { duration, number } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import type { Column } from '../../ui/table/column.ts';
import { HistoryLink } from '../home/history-link.tsx';
import { itemAim } from '../items/aim.ts';
import { ItemLink } from '../items/item-link.tsx';
import { Day } from './day.tsx';
import { TYPE_NAMES, TypeMark } from './kinds.tsx';
import { LibraryBadges } from './library-badges.tsx';

/** A library by name; leads to its page. */
export const LibraryLink = ({ library, className }: { readonly library: LibraryRow; readonly className?: string }) => (
  <Link
    to="/libraries/$libraryId"
    params={{ libraryId: String(library.id) }}
    data-row
    className={className ?? 'truncate font-semibold hover:text-accent hover:underline'}
  >
    {library.name}
  </Link>
);

const NONE = <span className="text-text-3">–</span>;

const count = (value: number | null) => (value === null ? NONE : number(value));

const figure = (id: 'items' | 'parents' | 'children', label: MessageId, width: number): Column<LibraryRow> => ({
  id,
  label,
  width,
  isEnd: true,
  sort: { by: id, first: 'desc' },
  cell: (row) => count(row[id]),
  text: (row) => row[id],
});

const played = (id: 'plays' | 'groups', label: MessageId): Column<LibraryRow> => ({
  id,
  label,
  width: 5,
  isEnd: true,
  sort: { by: id, first: 'desc' },
  cell: ({ id: library, [id]: plays }) =>
    plays === 0 ? (
      <span className="text-text-3">{number(0)}</span>
    ) : (
      <HistoryLink filter={{ library, ...(id === 'plays' && { view: 'plays' }) }}>{number(plays)}</HistoryLink>
    ),
  text: (row) => row[id],
});

/** The columns of the list of libraries; `serverName` where there are several servers. */
export const libraryColumns = (serverName: ((id: number) => string) | null): ReadonlyArray<Column<LibraryRow>> => [
  {
    id: 'name',
    label: 'libraries.name',
    width: 14,
    sort: { by: 'name', first: 'asc' },
    cell: (library) => (
      <span className="flex min-w-0 items-center gap-3">
        <TypeMark type={library.type} className="size-7" />
        <span className="flex min-w-0 flex-col">
          <span className="flex min-w-0 items-center gap-2">
            <LibraryLink library={library} />
            <LibraryBadges library={library} />
          </span>
          {serverName !== null && (
            <span className="only-comfortable truncate text-caption font-normal text-text-2">
              {serverName(library.serverId)}
            </span>
          )}
        </span>
      </span>
    ),
    text: ({ name }) => name,
  },
  played('plays', 'libraries.plays'),
  {
    id: 'watched',
    label: 'libraries.watched',
    width: 6.5,
    isEnd: true,
    sort: { by: 'watched', first: 'desc' },
    cell: ({ watchedMs }) => <span className="truncate">{watchedMs === 0 ? NONE : duration(watchedMs)}</span>,
    text: ({ watchedMs }) => Math.round(watchedMs / 60_000),
  },
  {
    id: 'lastPlayed',
    label: 'libraries.lastStreamed',
    width: 7,
    sort: { by: 'lastPlayed', first: 'desc' },
    cell: ({ lastPlayedAt }) =>
      lastPlayedAt === null ? <span className="text-text-3">{t('libraries.never')}</span> : <Day at={lastPlayedAt} />,
    text: ({ lastPlayedAt }) => lastPlayedAt,
  },
  {
    id: 'lastPlayedTitle',
    label: 'libraries.lastPlayed',
    width: 12,
    sort: { by: 'lastPlayedTitle', first: 'asc' },
    cell: ({ lastPlay }) =>
      lastPlay !== null && (
        <span className="flex min-w-0 flex-col">
          <ItemLink to={itemAim({ id: lastPlay.itemId })} className="truncate hover:text-accent hover:underline">
            {lastPlay.fullTitle}
          </ItemLink>
          <span className="only-comfortable truncate text-caption text-text-2">{lastPlay.playerTitle}</span>
        </span>
      ),
    text: ({ lastPlay }) => lastPlay?.fullTitle ?? null,
  },
  {
    id: 'type',
    label: 'libraries.type',
    width: 5,
    sort: { by: 'type', first: 'asc' },
    cell: ({ type }) => <span className="truncate text-text-2">{t(TYPE_NAMES[type])}</span>,
    text: ({ type }) => t(TYPE_NAMES[type]),
  },
  figure('items', 'libraries.items', 4.75),
  figure('parents', 'libraries.parents', 7.75),
  figure('children', 'libraries.children', 8),
  { ...played('groups', 'libraries.groups'), isOptional: true },
  {
    id: 'sectionId',
    label: 'libraries.sectionId',
    width: 6,
    isEnd: true,
    isOptional: true,
    cell: ({ sectionId }) => sectionId,
    text: ({ sectionId }) => sectionId,
  },
];
