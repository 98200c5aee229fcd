import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { PEOPLE_SORTS } from '#contract/enums.ts';
import type { PeoplePage as Page, PersonRow } from '#contract/people.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { useMay } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Moment } from '../../ui/moment.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useSelection } from '../../ui/table/selection.ts';
import { TableSkeleton } from '../../ui/table/table-states.tsx';
import { TableTools } from '../../ui/table/table-tools.tsx';
import { useColumns } from '../../ui/table/use-columns.ts';
import { allRows, useRows } from '../../ui/table/use-rows.ts';
import { EditPerson } from './edit-person.tsx';
import { PeopleBulk } from './people-bulk.tsx';
import { peopleColumns } from './people-columns.tsx';
import { type PeopleChanges, PeopleFilters } from './people-filters.tsx';
import { usePeopleKeys } from './people-keys.ts';
import { isNarrowed, type PeopleSearch, peopleParams, peopleSearch } from './people-search.ts';
import { PersonBadges } from './person-badges.tsx';
import { PersonName } from './person-name.tsx';
import { RefreshButton } from './refresh-button.tsx';
import { useTableSort } from './table-sort.ts';
import { PEOPLE_PATH, usePeopleChanged } from './use-person.ts';

const keyOf = ({ id }: PersonRow): string => String(id);
const nameOf = ({ name }: PersonRow): string => name;
const NO_FILTER = { search: undefined, state: undefined, guest: undefined, history: undefined };

/** The search in the address, and how to change it. */
function usePeopleSearch() {
  const text = JSON.stringify(peopleSearch(useSearch({ strict: false })));
  const filter = useMemo(() => JSON.parse(text) as PeopleSearch, [text]);
  const navigate = useNavigate();
  const change = useCallback(
    (changes: PeopleChanges): void =>
      void navigate({
        to: '/people',
        search: (old) => peopleSearch({ ...old, ...changes }),
        replace: true,
      }),
    [navigate],
  );
  return { filter, change };
}

/** Everybody who watches, with what they watched. */
export function PeoplePage() {
  const { filter, change } = usePeopleSearch();
  const mayEdit = useMay('admin');
  const [editing, setEditing] = useState<PersonRow | null>(null);
  const columns = useColumns(
    'people',
    useMemo(() => peopleColumns(mayEdit ? setEditing : null), [mayEdit]),
  );
  const [sort, onSort] = useTableSort({ by: 'name', order: 'asc' }, PEOPLE_SORTS);
  const params = peopleParams(filter, sort);
  const { query, rows, page, onNearEnd } = useRows<Page>(PEOPLE_PATH, params);
  const selection = useSelection();
  usePeopleKeys();
  useLivePeople();
  return (
    <div className="flex flex-col gap-3 pb-4">
      <div className="flex flex-wrap items-center gap-2">
        <PeopleFilters filter={filter} onChange={change} />
        <TableTools
          columns={columns}
          sort={sort}
          onSort={onSort}
          download={{ name: 'people', rows: () => allRows<Page>(PEOPLE_PATH, params) }}
        />
        {mayEdit && <RefreshButton />}
      </div>
      {query.error !== null && (
        <LoadProblem words={t('people.problem')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <TableSkeleton />}
      {page !== undefined && rows.length === 0 && (
        <Nobody isFiltered={isNarrowed(filter)} onReset={() => change(NO_FILTER)} />
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('area.people')}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          rowName={nameOf}
          found={page?.found}
          sort={sort}
          onSort={onSort}
          card={PersonCard}
          {...(mayEdit && { selection })}
          isBusy={query.isPlaceholderData}
          onNearEnd={onNearEnd}
          foot={
            selection.keys.size > 0 ? (
              <PeopleBulk rows={rows} selection={selection} />
            ) : (
              <span className="tabular">{t('people.found', { n: page?.found ?? 0, all: page?.total ?? 0 })}</span>
            )
          }
        />
      )}
      {editing !== null && <EditPerson person={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

/** Figures are asked for again when a play was recorded. */
function useLivePeople(): void {
  const changed = usePeopleChanged();
  useEffect(() => live.onPlay(() => void changed()), [changed]);
}

function Nobody({ isFiltered, onReset }: { readonly isFiltered: boolean; readonly onReset: () => void }) {
  if (!isFiltered) {
    return <EmptyState title={t('people.empty')} text={t('people.emptyText')} picture={<QuietPicture />} />;
  }
  return (
    <EmptyState title={t('people.noMatch')} text={t('people.noMatchText')} picture={<QuietPicture />}>
      <Button look="primary" onPress={onReset}>
        {t('filter.reset')}
      </Button>
    </EmptyState>
  );
}

const PersonCard = (row: PersonRow) => (
  <>
    <Avatar user={row} size={32} />
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex min-w-0 items-center gap-2 text-title-s">
        <PersonName person={row} />
        <PersonBadges person={row} isBrief />
      </span>
      <span className="truncate text-caption text-text-2">
        {row.lastSeenAt === null ? (
          t('person.neverSeen')
        ) : (
          <>
            <Moment at={row.lastSeenAt} />
            {row.lastPlay !== null && `${t('separator')}${row.lastPlay.fullTitle}`}
          </>
        )}
      </span>
    </span>
    <span className="tabular flex shrink-0 flex-col items-end text-caption text-text-2">
      <span>{t('plays', { n: row.plays })}</span>
      <span>{duration(row.watchedMs)}</span>
    </span>
  </>
);
