import type { KeyRule, RowRule, SectionName } from './key-rules.ts';
import { GENERAL_KEYS } from './keys-general.ts';
import { ADVANCED_KEYS, CLOUDINARY_KEYS, MONITORING_KEYS, NEWSLETTER_KEYS, PMS_KEYS } from './keys-sections.ts';

const TABLES: Readonly<Record<SectionName, Readonly<Record<string, RowRule>>>> = {
  General: GENERAL_KEYS,
  Advanced: ADVANCED_KEYS,
  Cloudinary: CLOUDINARY_KEYS,
  Monitoring: MONITORING_KEYS,
  Newsletter: NEWSLETTER_KEYS,
  PMS: PMS_KEYS,
};

const SECTIONS: readonly SectionName[] = ['General', 'Advanced', 'PMS', 'Monitoring', 'Cloudinary', 'Newsletter'];

/** Every key that the replaced program has, by its name in capitals, and what becomes of it (settings notes; migration notes 9). */
export const KEYS: ReadonlyMap<string, KeyRule> = new Map(
  SECTIONS.flatMap((section) =>
    Object.entries(TABLES[section]).map(([key, row]): [string, KeyRule] => [key, { ...row, section }]),
  ),
);

/** Keys that are not carried over, but whose purpose a setting of ours has taken over. */
export const REPLACED_KEYS: ReadonlySet<string> = new Set(['GIT_BRANCH']);

/** Keys of the section Database, which a variant of the replaced program for PostgreSQL had. */
export const DATABASE_KEYS: ReadonlySet<string> = new Set([
  'DB_HOST',
  'DB_PORT',
  'DB_NAME',
  'DB_USER',
  'DB_PASSWORD',
  'DB_SSLMODE',
  'DB_POOL_SIZE',
  'DB_MAX_OVERFLOW',
  'DB_POOL_TIMEOUT',
]);

/** Programs that were notified through keys of their own, before notifications had a table. */
const OLD_AGENTS =
  /^(BOXCAR|BROWSER|EMAIL|FACEBOOK|GROWL|HIPCHAT|IFTTT|JOIN|NMA|OSX|PLEX|PROWL|PUSHALOT|PUSHBULLET|PUSHOVER|SCRIPTS|SLACK|TELEGRAM|TWITTER|XBMC)_/;
const OLD_GROUPS =
  /^(GEOIP_DB|GRAPH|GROUPING|(IP|MOVIE|MUSIC|TV|VIDEO)_LOGGING|(MOVIE|MUSIC|TV)_NOTIFY|NOTIFY_ON)(_|$)/;
const OLD_KEYS: ReadonlySet<string> = new Set([
  'ADD_LIVE_TV_LIBRARY',
  'HOME_STATS_COUNT',
  'HOME_STATS_LENGTH',
  'HOME_STATS_RECENTLY_ADDED_COUNT',
  'HOME_STATS_TYPE',
  'MAXMIND_LICENSE_KEY',
  'MONITORING_USE_WEBSOCKET',
  'MONITOR_REMOTE_ACCESS',
  'NEWSLETTER_STATIC_URL',
  'NOTIFY_GROUP_RECENTLY_ADDED',
  'NOTIFY_RECENTLY_ADDED',
  'NOTIFY_SCRIPTS_ARGS_TEXT',
  'NOTIFY_WATCHED_PERCENT',
  'PLEXWATCH_DATABASE',
  'REMOTE_ACCESS_PING_INTERVAL',
  'REMOTE_ACCESS_PING_THRESHOLD',
  'UPDATE_LABELS',
  'UPDATE_LIBRARIES_DB_NOTIFY',
  'UPDATE_NOTIFIERS_DB',
  'UPDATE_SECTION_IDS',
  'WIN_SYS_TRAY',
]);

/** Whether older releases knew a key that has no meaning any more (settings notes, historical keys). */
export const isHistorical = (key: string): boolean =>
  !KEYS.has(key) && (OLD_AGENTS.test(key) || OLD_GROUPS.test(key) || OLD_KEYS.has(key));
