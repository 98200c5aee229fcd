import { type OpenStatisticsDeps, openStatistics } from './open-statistics.ts';

/** Statistics while nobody can be asked where addresses are. */
export const openStatisticsAlone = (deps: Omit<OpenStatisticsDeps, 'lookups'>) =>
  openStatistics({ ...deps, lookups: { want: () => new Set() } });
