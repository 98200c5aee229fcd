import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PlayDetail } from '#contract/history.ts';
import type { AddressRow } from '#contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { bitrate, fullMoment, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Facts, PanelSection } from '../../ui/facts.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LatestLink } from './latest-link.tsx';
import { placeWords } from './place.ts';

interface Props {
  readonly row: AddressRow;
  readonly personId: number;
  readonly onClose: () => void;
}

const yesNo = (value: boolean | null): string => (value === null ? t('unknown') : t(value ? 'yes' : 'no'));

/** How the latest play from an address reached its server. */
export function AddressPanel({ row, personId, onClose }: Props) {
  const address = row.ipAddress ?? t('addresses.noAddress');
  const { data, error } = useQuery({
    queryKey: ['play', row.latest.playId],
    queryFn: ({ signal }) => getJson<PlayDetail>(`/history/${row.latest.playId}`, {}, signal),
  });
  const network = data?.row.network;
  return (
    <SidePanel label={t('addresses.details', { address })} onClose={onClose}>
      <header className="flex flex-col gap-1 px-5 pt-16 pb-5">
        <h2 className="tabular text-title break-words">
          <bdi>{address}</bdi>
        </h2>
        <p className="text-body-s text-text-2">{placeWords(row)}</p>
      </header>
      <PanelSection title={t('addresses.seen')}>
        <Facts
          facts={[
            { label: t('devices.first'), value: fullMoment(Date.parse(row.firstSeenAt)) },
            { label: t('devices.last'), value: fullMoment(Date.parse(row.lastSeenAt)) },
            { label: t('devices.plays'), value: <PlaysLink row={row} personId={personId} /> },
            { label: t('addresses.player'), value: row.latest.playerTitle },
            { label: t('devices.platform'), value: row.latest.platform },
            { label: t('addresses.latest'), value: <LatestLink latest={row.latest} personId={personId} /> },
          ]}
        />
      </PanelSection>
      <PanelSection title={t('addresses.connection')}>
        {error !== null && <Notice tone="danger">{errorWords(error)}</Notice>}
        {network === undefined && error === null && <Skeleton className="h-24" />}
        {network !== undefined && (
          <Facts
            facts={[
              { label: t('addresses.location'), value: locationWords(network.location) },
              { label: t('addresses.relay'), value: yesNo(network.isRelayed) },
              { label: t('addresses.secure'), value: yesNo(network.isSecure) },
              { label: t('addresses.bandwidth'), value: bitrate(network.bandwidthKbps) },
            ]}
          />
        )}
      </PanelSection>
    </SidePanel>
  );
}

/** Addresses are found by the words of the history. */
const PlaysLink = ({ row, personId }: Omit<Props, 'onClose'>) => (
  <Link to="/history" search={{ user: personId }} className="hover:text-accent hover:underline">
    {number(row.plays)}
  </Link>
);

const locationWords = (location: AddressRow['location']): string =>
  location === null ? t('unknown') : t(`addresses.${location}`);
