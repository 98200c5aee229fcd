import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PersonRow } from '#contract/people.ts';
import type { DeviceList, DeviceUse } from '#contract/person.ts';
import { getJson } from '../../lib/api.ts';
import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { withChoice } from '../../lib/play-filter.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/moment.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DecisionMix } from './delivery-bar.tsx';
import { LatestLink } from './latest-link.tsx';
import { LocalTable } from './local-table.tsx';
import { TabState } from './tab-state.tsx';
import { personKey } from './use-person.ts';

const nameOf = ({ title }: DeviceUse): string => title ?? t('players.noName');
const keyOf = ({ title, platform, product }: DeviceUse): string => JSON.stringify([title, platform, product]);
const directShare = ({ decisions, plays }: DeviceUse): number =>
  (decisions.find(({ decision }) => decision === 'direct play')?.plays ?? 0) / Math.max(1, plays);

const columnsFor = (personId: number): ReadonlyArray<Column<DeviceUse>> => [
  {
    ...{ id: 'device', label: 'devices.device', width: 14, sort: { by: 'device', first: 'asc' }, text: nameOf },
    cell: (row) => <DeviceName row={row} personId={personId} />,
  },
  {
    ...{ id: 'platform', label: 'devices.platform', width: 8, sort: { by: 'platform', first: 'asc' } },
    ...{ text: ({ platform }) => platform, cell: ({ platform }) => platform ?? t('unknown') },
  },
  {
    ...{ id: 'product', label: 'devices.product', width: 11, sort: { by: 'product', first: 'asc' } },
    ...{ text: ({ product }) => product, cell: ({ product }) => product ?? t('unknown') },
  },
  {
    ...{ id: 'plays', label: 'devices.plays', width: 6, isEnd: true, sort: { by: 'plays', first: 'desc' } },
    ...{ text: ({ plays }) => plays, cell: ({ plays }) => number(plays) },
  },
  {
    ...{ id: 'time', label: 'devices.time', width: 8, isEnd: true, sort: { by: 'time', first: 'desc' } },
    ...{ text: ({ watchedMs }) => Math.round(watchedMs / 1000), cell: ({ watchedMs }) => duration(watchedMs) },
  },
  {
    ...{ id: 'last', label: 'devices.last', width: 9, sort: { by: 'last', first: 'desc' } },
    ...{ text: ({ lastSeenAt }) => lastSeenAt, cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
  },
  {
    ...{ id: 'first', label: 'devices.first', width: 9, isOptional: true, sort: { by: 'first', first: 'desc' } },
    ...{ text: ({ firstSeenAt }) => firstSeenAt, cell: ({ firstSeenAt }) => <Moment at={firstSeenAt} /> },
  },
  {
    ...{ id: 'played', label: 'devices.lastPlayed', width: 16, sort: { by: 'played', first: 'asc' } },
    text: ({ latest }) => latest?.fullTitle ?? null,
    cell: ({ latest }) => <LatestLink latest={latest} personId={personId} />,
  },
  {
    ...{ id: 'decisions', label: 'devices.decisions', width: 9, sort: { by: 'decisions', first: 'desc' } },
    ...{ text: directShare, cell: ({ decisions }) => <DecisionMix decisions={decisions} /> },
  },
  {
    ...{ id: 'addresses', label: 'devices.addresses', width: 7, isEnd: true },
    ...{ sort: { by: 'addresses', first: 'desc' }, text: ({ addresses }) => addresses },
    cell: ({ addresses }) => number(addresses),
  },
];

const DeviceName = ({ row, personId }: { readonly row: DeviceUse; readonly personId: number }) =>
  row.title === null ? (
    <span className="truncate text-text-2">{nameOf(row)}</span>
  ) : (
    <Link
      to="/history"
      search={withChoice({ user: personId }, 'player', { values: [row.title], isExcluded: false })}
      data-row
      className="truncate font-semibold hover:text-accent hover:underline"
    >
      <bdi>{row.title}</bdi>
    </Link>
  );

/** On what somebody watches. */
export function DevicesTab({ person }: { readonly person: PersonRow }) {
  const query = useQuery({
    queryKey: [...personKey(person.id), 'devices'],
    queryFn: ({ signal }) => getJson<DeviceList>(`/users/${person.id}/devices`, {}, signal),
  });
  return (
    <TabState query={query}>
      {({ devices }) =>
        devices.length === 0 ? (
          <EmptyState title={t('table.none')} text={t('devices.none')} picture={<QuietPicture />} />
        ) : (
          <LocalTable
            name="person-devices"
            label={t('person.tab.devices')}
            file={`devices-${person.username}`}
            columns={columnsFor(person.id)}
            rows={devices}
            rowKey={keyOf}
            card={(row) => <Card row={row} personId={person.id} />}
            preset={{ by: 'plays', order: 'desc' }}
          />
        )
      }
    </TabState>
  );
}

const Card = ({ row, personId }: { readonly row: DeviceUse; readonly personId: number }) => (
  <span className="flex min-w-0 flex-1 flex-col gap-1">
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="flex min-w-0 flex-1 text-title-s">
        <DeviceName row={row} personId={personId} />
      </span>
      <span className="tabular shrink-0 text-caption text-text-2">{t('plays', { n: row.plays })}</span>
    </span>
    <span className="flex min-w-0 items-center gap-3 text-caption text-text-2">
      <span className="min-w-0 flex-1 truncate">
        {[row.product ?? row.platform, duration(row.watchedMs)].filter((part) => part !== null).join(t('separator'))}
        {t('separator')}
        <Moment at={row.lastSeenAt} />
      </span>
      <span className="w-16 shrink-0">
        <DecisionMix decisions={row.decisions} />
      </span>
    </span>
  </span>
);
