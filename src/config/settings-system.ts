import { choice, FORMS, onOff, text, wholeNumber } from './definition.ts';

/** Who may come in, and from where (settings notes, tab Web Interface; auth notes 6). */
export const WEB_SETTINGS = {
  publicUrl: text(
    'web',
    '',
    FORMS.webAddressOrNothing,
    'Address under which people reach this installation from outside, without the base path; links and pictures use it.',
  ),
  plexOwnerSignIn: onOff(
    'web',
    true,
    "Lets the owner of the Plex server sign in as administrator with Plex's account.",
  ),
  guestAccess: onOff('web', false, 'Lets people with whom a server is shared sign in and see their own plays.'),
  signInAttempts: wholeNumber(
    'web',
    { min: 1, max: 1_000, preset: 10 },
    'Failed sign-ins from one address before it has to wait.',
  ),
  signInAttemptsIntervalSeconds: wholeNumber(
    'web',
    { min: 1, max: 86_400, preset: 300 },
    'Seconds in which failed sign-ins are counted together.',
  ),
  signInLockoutSeconds: wholeNumber(
    'web',
    { min: 0, max: 86_400, preset: 300 },
    'Seconds an address has to wait after too many failed sign-ins.',
  ),
} as const;

/** What the program does on its own (settings notes, tabs General, 3rd Party APIs and Import & Backups). */
export const SYSTEM_SETTINGS = {
  lookUpTmdb: onOff('look-ups', false, 'Asks The Movie Database for links and pictures.'),
  lookUpTvmaze: onOff('look-ups', false, 'Asks TVmaze for links to shows.'),
  lookUpMusicbrainz: onOff('look-ups', false, 'Asks MusicBrainz for links to artists, albums and tracks.'),
  exportThreads: wholeNumber(
    'exports',
    { min: 1, max: 64, preset: 8 },
    'Items that one export reads from Plex at the same time.',
  ),
  backupIntervalHours: wholeNumber('backup', { min: 1, max: 24, preset: 6 }, 'Hours between two automatic backups.'),
  backupKeepDays: wholeNumber(
    'backup',
    { min: 1, max: 3_650, preset: 3 },
    'Days after which automatic backups are removed; those made by hand stay.',
  ),
  checkForUpdates: onOff('system', true, 'Looks for new releases of Spyglass from time to time.'),
  checkForUpdatesOnStart: onOff('system', true, 'Also looks for a new release when the program starts.'),
  updateCheckIntervalHours: wholeNumber(
    'system',
    { min: 1, max: 336, preset: 6 },
    'Hours between two looks for a new release of Spyglass.',
  ),
  updateCheckCacheSeconds: wholeNumber(
    'system',
    { min: 0, max: 86_400, preset: 3_600 },
    'Seconds for which the last answer about releases is used again.',
  ),
  releaseChannel: choice('system', ['stable', 'beta'], 'stable', 'The releases of Spyglass that are offered.'),
  maskSecretsInLogs: onOff('system', true, 'Hides secrets, public addresses and e-mail addresses in logs.'),
  maskUserNamesInLogs: onOff('system', true, 'Hides most of the names of Plex users in logs.'),
  verboseLogs: onOff('system', true, 'Writes details into the log that help to find a fault.'),
  warnWithoutVolume: onOff('system', true, 'Warns when the data folder of a container would be lost with it.'),
} as const;

/** What has no effect here, and is kept because programs that use `/api/v2` may read it (settings notes). */
export const COMPATIBILITY_SETTINGS = {
  sessionWriteAttempts: wholeNumber(
    'compatibility',
    { min: 1, max: 1_000, preset: 5 },
    'Shown to other programs only; a play that is over is kept until it has been written.',
  ),
  websocketPings: onOff(
    'compatibility',
    false,
    'Shown to other programs only; the connection to a server is always tested by pings.',
  ),
} as const;
