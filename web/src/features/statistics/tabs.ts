import type { MessageId } from '../../lib/i18n.ts';

/** A part of the statistics. */
export interface StatsTab {
  readonly to:
    | '/stats'
    | '/stats/time'
    | '/stats/people'
    | '/stats/devices'
    | '/stats/streams'
    | '/stats/network'
    | '/stats/map'
    | '/stats/year';
  readonly label: MessageId;
  /** Shown to whoever sees everybody's plays only. */
  readonly isForAll?: boolean;
}

/** The tabs that exist, in their order. */
export const STATS_TABS: readonly StatsTab[] = [
  { to: '/stats', label: 'stats.overview' },
  { to: '/stats/time', label: 'stats.time' },
  { to: '/stats/people', label: 'stats.people', isForAll: true },
  { to: '/stats/devices', label: 'stats.devices' },
  { to: '/stats/streams', label: 'stats.streams' },
  { to: '/stats/network', label: 'stats.network' },
  { to: '/stats/map', label: 'stats.map' },
  { to: '/stats/year', label: 'stats.yearTab' },
];
