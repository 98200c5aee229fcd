import type { NetworkView, PlayerView } from '#contract/media.ts';
import { bitrate } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { Fact } from '../../ui/facts.tsx';

const named = (name: string | null, version: string | null): string => [name, version].filter(Boolean).join(' ');

/** The device and the app. */
export const playerFacts = (player: PlayerView): Fact[] => [
  { label: t('fact.player'), value: player.title },
  { label: t('fact.product'), value: named(player.product, player.productVersion) },
  { label: t('fact.platform'), value: named(player.platform, player.platformVersion) },
  { label: t('fact.device'), value: player.device },
];

/** The way it takes. */
export const networkFacts = (network: NetworkView): Fact[] => [
  { label: t('fact.location'), value: network.location && t(`network.${network.location}`) },
  { label: t('fact.address'), value: network.ipAddress },
  { label: t('fact.relayed'), value: network.isRelayed && t('yes') },
  { label: t('fact.secure'), value: network.isSecure === null ? null : t(network.isSecure ? 'yes' : 'no') },
  { label: t('fact.bandwidth'), value: network.bandwidthKbps !== null && bitrate(network.bandwidthKbps) },
];
