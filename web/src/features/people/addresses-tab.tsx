import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AddressPage, AddressRow, PersonRow } from '#contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import type { Column } from '../../ui/table/column.ts';
import { AddressPanel } from './address-panel.tsx';
import { LatestLink } from './latest-link.tsx';
import { LocalTable } from './local-table.tsx';
import { placeWords } from './place.ts';
import { TabState } from './tab-state.tsx';
import { personKey } from './use-person.ts';

/** As many as the API gives at once. */
const MOST = 500;

const keyOf = ({ ipAddress }: AddressRow): string => ipAddress ?? '';

const columnsFor = (personId: number, onOpen: (row: AddressRow) => void): ReadonlyArray<Column<AddressRow>> => [
  {
    ...{ id: 'address', label: 'addresses.address', width: 13, sort: { by: 'address', first: 'asc' } },
    text: ({ ipAddress }) => ipAddress,
    cell: (row) => <AddressButton row={row} onOpen={onOpen} />,
  },
  {
    ...{ id: 'place', label: 'addresses.place', width: 13, sort: { by: 'place', first: 'asc' } },
    ...{ text: placeWords, cell: (row) => <span className="truncate">{placeWords(row)}</span> },
  },
  {
    ...{ id: 'last', label: 'devices.last', width: 9, sort: { by: 'last', first: 'desc' } },
    ...{ text: ({ lastSeenAt }) => lastSeenAt, cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
  },
  {
    ...{ id: 'first', label: 'devices.first', width: 9, sort: { by: 'first', first: 'desc' } },
    ...{ text: ({ firstSeenAt }) => firstSeenAt, cell: ({ firstSeenAt }) => <Moment at={firstSeenAt} /> },
  },
  {
    ...{ id: 'player', label: 'addresses.player', width: 11, sort: { by: 'player', first: 'asc' } },
    text: ({ latest }) => latest.playerTitle,
    cell: ({ latest }) => <span className="truncate">{latest.playerTitle}</span>,
  },
  {
    ...{ id: 'platform', label: 'devices.platform', width: 8, sort: { by: 'platform', first: 'asc' } },
    ...{ text: ({ latest }) => latest.platform, cell: ({ latest }) => latest.platform ?? t('unknown') },
  },
  {
    ...{ id: 'played', label: 'devices.lastPlayed', width: 16, sort: { by: 'played', first: 'asc' } },
    text: ({ latest }) => latest.fullTitle,
    cell: ({ latest }) => <LatestLink latest={latest} personId={personId} />,
  },
  {
    ...{ id: 'plays', label: 'devices.plays', width: 6, isEnd: true, sort: { by: 'plays', first: 'desc' } },
    ...{ text: ({ plays }) => plays, cell: ({ plays }) => number(plays) },
  },
];

interface ButtonProps {
  readonly row: AddressRow;
  readonly onOpen: (row: AddressRow) => void;
}

const AddressButton = ({ row, onOpen }: ButtonProps) => {
  const address = row.ipAddress ?? t('addresses.noAddress');
  return (
    <button
      type="button"
      data-row
      aria-label={t('addresses.open', { address })}
      onClick={() => onOpen(row)}
      className="tabular cursor-pointer truncate rounded-control text-start font-semibold hover:text-accent hover:underline"
    >
      <bdi>{address}</bdi>
    </button>
  );
};

/** From where somebody watches. */
export function AddressesTab({ person }: { readonly person: PersonRow }) {
  const [open, setOpen] = useState<AddressRow | null>(null);
  const isAdmin = useMay('read');
  const query = useQuery({
    queryKey: [...personKey(person.id), 'addresses'],
    queryFn: ({ signal }) => getJson<AddressPage>(`/users/${person.id}/addresses`, { limit: MOST }, signal),
  });
  return (
    <TabState query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState
            title={t('table.none')}
            text={t(isAdmin ? 'addresses.none' : 'addresses.noneOwn')}
            picture={<QuietPicture />}
          />
        ) : (
          <>
            <LocalTable
              name="person-addresses"
              label={t('person.tab.addresses')}
              file={`addresses-${person.username}`}
              columns={columnsFor(person.id, setOpen)}
              rows={rows}
              rowKey={keyOf}
              card={(row) => <Card row={row} onOpen={setOpen} />}
              preset={{ by: 'last', order: 'desc' }}
            />
            {open !== null && <AddressPanel row={open} personId={person.id} onClose={() => setOpen(null)} />}
          </>
        )
      }
    </TabState>
  );
}

const Card = ({ row, onOpen }: ButtonProps) => (
  <span className="flex min-w-0 flex-1 flex-col gap-1">
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="flex min-w-0 flex-1 text-title-s">
        <AddressButton row={row} onOpen={onOpen} />
      </span>
      <span className="tabular shrink-0 text-caption text-text-2">{t('plays', { n: row.plays })}</span>
    </span>
    <span className="truncate text-caption text-text-2">
      {placeWords(row)}
      {t('separator')}
      {row.latest.playerTitle}
      {t('separator')}
      <Moment at={row.lastSeenAt} />
    </span>
  </span>
);
