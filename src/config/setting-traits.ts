/** How settings are shown: in which unit, and whether everybody needs to see them. */
import type { SettingUnit } from '#contract/settings.ts';
import type { Limits } from './definition.ts';
import type { SettingName } from './settings.ts';

/** For those who know why: everything else works well without ever looking at these. */
const ADVANCED: ReadonlySet<SettingName> = new Set([
  'homeRefreshIntervalSeconds',
  'outwardPrivateNetworks',
  'signInAttempts',
  'signInAttemptsIntervalSeconds',
  'signInLockoutSeconds',
  'plexLanguage',
  'plexTimeoutSeconds',
  'websocketAttempts',
  'websocketRetrySeconds',
  'plexLogLines',
  'plexUpdateChannel',
  'plexUpdateDistribution',
  'plexUpdateBuild',
  'metadataCacheSeconds',
  'bufferWaitSeconds',
  'concurrentIpv6PrefixLength',
  'continuedSessionSeconds',
  'newDeviceOnlyOnce',
  'repeatUpdateNotification',
  'repeatPlexUpdateNotification',
  'notificationExpressions',
  'notificationWorkers',
  'newsletterInlineStyles',
  'exportThreads',
  'updateCheckCacheSeconds',
  'releaseCheckToken',
  'warnWithoutVolume',
  'sessionWriteAttempts',
  'websocketPings',
]);

export const isAdvanced = (name: SettingName): boolean => ADVANCED.has(name);

const UNITS: readonly (readonly [suffix: string, unit: SettingUnit])[] = [
  ['Seconds', 'seconds'],
  ['Hours', 'hours'],
  ['Days', 'days'],
  ['Percent', 'percent'],
];

/** A number's unit, which its name ends with; null for what is only counted. */
export const unitOf = (name: string, limits: Limits): SettingUnit | null =>
  limits.kind === 'number' ? (UNITS.find(([suffix]) => name.endsWith(suffix))?.[1] ?? null) : null;
